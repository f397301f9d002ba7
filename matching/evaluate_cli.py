"""python -m matching evaluate: the matcher, its baselines and its parts on one judged collection."""

import json
import sys
from pathlib import Path

from .ablation import ablation
from .baselines import Indexes, baselines
from .encoder import load_encoder
from .evaluation import evaluate, read_corpus, read_judgements, read_queries
from .matcher import Matcher

_DEPTH = 200  # ids a ranking hands over; judged-only figures need more than the first twenty


def add_arguments(parser):
    parser.add_argument("--corpus", type=Path, required=True, help="JSON Lines, .gz accepted")
    parser.add_argument("--queries", type=Path, required=True, help="JSON Lines, .gz accepted")
    parser.add_argument("--qrels", type=Path, required=True, help="query, document, grade by tabs")
    parser.add_argument("--encoder", help="name or path; default the setting ENCODER, else ours")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments) -> int:
    documents = read_corpus(arguments.corpus)
    encoder = load_encoder(arguments.encoder)
    indexes = Indexes(documents, encoder)
    matcher = Matcher(encoder)
    matcher.put(documents, indexes.vectors)
    systems = {
        "matcher": lambda need: [m.id for m in matcher.rank(need, _DEPTH, explain=False)],
        **baselines(indexes),
    }
    needs, judgements = read_queries(arguments.queries), read_judgements(arguments.qrels)
    results = evaluate(needs, judgements, systems)
    parts = ablation(indexes, needs, judgements)
    if arguments.json:
        told = {"systems": results, "ablation": parts, "encoder": encoder.model_id}
        json.dump(told, sys.stdout, indent=2)
        print()
    else:
        _print_table("system", results)
        _print_beaten(results)
        _print_table("part", parts)
    return 0


def _print_table(title, results):
    names = list(next(iter(results.values())))
    print("".join(f"{name:>21}" for name in [title, *names]))
    for system, row in results.items():
        print(f"{system:>21}" + "".join(f"{_shown(row[name]):>21}" for name in names))


def _print_beaten(results):
    lexical = [row for name, row in results.items() if name.startswith("bm25")]
    for measure in ("ndcg@10", "recall@20"):
        best = max(row[measure] for row in lexical)
        if best:
            ratio = results["matcher"][measure] / best
            print(f"{measure}: {ratio:.2f} times the best lexical baseline")


def _shown(value):
    if isinstance(value, list):
        return " ".join(f"{one:.2f}".removeprefix("0") for one in value)
    return f"{value:.3f}"
