"""python -m matching evaluate: the matcher and its baselines on one judged collection."""

import json
import sys
from pathlib import Path

from .baselines import baselines
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
    matcher = Matcher(encoder)
    matcher.put(documents)
    systems = {
        "matcher": lambda need: [m.id for m in matcher.rank(need, _DEPTH, explain=False)],
        **baselines(documents, encoder),
    }
    judgements = read_judgements(arguments.qrels)
    results = evaluate(read_queries(arguments.queries), judgements, systems)
    if arguments.json:
        json.dump({"systems": results, "encoder": encoder.model_id}, sys.stdout, indent=2)
        print()
    else:
        _print_table(results)
    return 0


def _print_table(results):
    names = list(next(iter(results.values())))
    print("".join(f"{name:>21}" for name in ["system", *names]))
    for system, row in results.items():
        print(f"{system:>21}" + "".join(f"{row[name]:>21.3f}" for name in names))
