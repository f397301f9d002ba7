"""How well a ranking finds what readers judged relevant: nDCG, recall, MRR on BEIR-format files."""

import gzip
import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from .documents import Document

RELEVANT = 2  # grade from which a document counts as found: worth inviting, or could bid
Ranking = Sequence[str]
Judgements = Mapping[str, Mapping[str, int]]


def read_corpus(path: Path) -> list[Document]:
    """Documents from JSON Lines with `_id`, `title`, `text`; .gz is accepted."""
    return [Document(row["_id"], row.get("title", ""), row["text"]) for row in _rows(path)]


def read_queries(path: Path) -> list[Document]:
    """Needs from JSON Lines: `_id`, `text`; title, problem, sub_needs where `metadata` has them."""
    return [_need(row) for row in _rows(path)]


def read_judgements(path: Path) -> dict[str, dict[str, int]]:
    """Grades by query and document from a tab-separated file with a heading line."""
    judgements: dict[str, dict[str, int]] = {}
    with _open(path) as file:
        next(file, None)
        for line in filter(str.strip, file):
            query, document, grade = line.split("\t")
            judgements.setdefault(query, {})[document] = int(grade)
    return judgements


def evaluate(
    queries: Sequence[Document],
    judgements: Judgements,
    systems: Mapping[str, Callable[[Document], Ranking]],
) -> dict[str, dict[str, float]]:
    """Mean measures of each system over the queries that anybody judged."""
    judged = [query for query in queries if query.id in judgements]
    if not judged:
        raise ValueError("none of the queries is judged: do the ids of both files agree?")
    return {
        name: mean_measures([measures(rank(query), judgements[query.id]) for query in judged])
        for name, rank in systems.items()
    }


def measures(ranking: Ranking, grades: Mapping[str, int]) -> dict[str, float]:
    """The measures of one ranking (20 ids or more); recall is NaN where nothing is relevant."""
    only_judged = [document for document in ranking if document in grades]
    relevant = {document for document, grade in grades.items() if grade >= RELEVANT}
    first = next((place for place, one in enumerate(ranking[:10], 1) if one in relevant), None)
    return {
        "ndcg@10": ndcg(ranking, grades, 10),
        "recall@20": len(relevant & set(ranking[:20])) / len(relevant) if relevant else math.nan,
        "mrr@10": 1 / first if first else 0.0,
        "judged@10": sum(document in grades for document in ranking[:10]) / 10,
        "ndcg@10-judged-only": ndcg(only_judged, grades, 10),
    }


def ndcg(ranking: Ranking, grades: Mapping[str, int], depth: int) -> float:
    """Normalised discounted cumulative gain, the grade itself as gain, as trec_eval counts it."""
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(document, 0) for document in ranking[:depth]]) / best if best else 0.0


def mean_measures(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Means by name, leaving out queries for which a measure is not defined."""
    found = {name: [row[name] for row in rows if not math.isnan(row[name])] for name in rows[0]}
    return {name: round(float(np.mean(values or [0])), 4) for name, values in found.items()}


def _gain(grades):
    return sum(max(grade, 0) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def _need(row):
    told = row.get("metadata") or {}
    if not told.get("title"):
        return Document(row["_id"], "", row["text"])
    text = told.get("problem") or row["text"]
    passages = tuple(("sub_need", part) for part in told.get("sub_needs") or ())
    return Document(row["_id"], told["title"], text, passages=passages)


def _rows(path):
    with _open(path) as file:
        return [json.loads(line) for line in file if line.strip()]


def _open(path):
    path = Path(path)
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")
