"""Rows about vectors alone: one question, filtered, a thousand at once, a million rows."""

import gc
import time

import faiss
import numpy as np

from matching.dense import VectorIndex

from .made import DIMENSION, vectors
from .peers import asked
from .timing import in_turns, recall_of, resident, row

LIMIT = 20
_ASKED = 200
_SHARES = {"0.1%": 0.001, "1%": 0.01, "10%": 0.1, "50%": 0.5}


def dense(size, options):
    """One question among all rows, ours and the peers'."""
    rows, questions, flat, ours = _indexes(size, options)
    contenders = {
        "flat": lambda vector: flat.search(vector[None], LIMIT)[1][0],
        "ours": lambda vector: ours.nearest(vector, LIMIT)[0],
    }
    built = {}
    for name in options.peers:
        start = time.perf_counter()
        if (question := asked(name, rows)) is not None:
            contenders[name] = question
            built[name] = round(time.perf_counter() - start, 1)
    questions = questions[:_ASKED]
    took = in_turns(contenders, questions, options.clock, options.in_a_row)
    best = -np.sort(-flat.search(questions, LIMIT)[0])
    for name, times in took.items():
        found = [rows[contenders[name](vector)] @ vector for vector in questions]
        recall = np.mean([recall_of(*pair) for pair in zip(found, best, strict=True)])
        more = {"build_s": built[name]} if name in built else {}
        if name == "ours":
            more = {"depth": ours.depth, "lists": ours.visited}
        yield row(f"dense {name}", size, times, took["flat"], recall, **more)


def filters(size, options):
    """One question among the rows that pass, against the flat index without any filter."""
    rows, questions, flat, ours = _indexes(size, options)
    for name, share in _SHARES.items():
        allowed = np.random.default_rng(3).random(size) < share
        took = in_turns(
            {
                "flat": lambda vector: flat.search(vector[None], LIMIT),
                "ours": lambda vector, allowed=allowed: ours.nearest(vector, LIMIT, allowed),
            },
            questions[:100],
            options.clock,
            options.in_a_row,
        )
        passing = rows[allowed]
        recalls = []
        for vector in questions[:100]:
            best = -np.sort(-(passing @ vector))[:LIMIT]
            recalls.append(recall_of(ours.nearest(vector, LIMIT, allowed)[1], best))
        yield row(f"filter {name}", size, took["ours"], took["flat"], np.mean(recalls))


def batch(size, options):
    """A thousand questions at once: milliseconds for all of them."""
    _, many, flat, ours = _indexes(size, options)
    contenders = {
        "flat": lambda many: flat.search(many, LIMIT)[0],
        "ours, every row compared": lambda many: ours.nearest_all(many, LIMIT)[1],
        "ours, codes": lambda many: ours.nearest_all(many, LIMIT, is_exact=False)[1],
    }
    took = in_turns(contenders, [many] * 3, options.clock)
    best = -np.sort(-flat.search(many, LIMIT)[0])
    for name, times in took.items():
        found = contenders[name](many)
        recall = np.mean([recall_of(*pair) for pair in zip(found, best, strict=True)])
        yield row(f"batch {name}", size, times, took["flat"], recall)


def million(size, options):
    """The index alone at ten times the size: building, memory, and a numpy product beside it."""
    size = min(10 * size, 1_000_000)
    before = resident()
    rows, questions = vectors(size)
    index = VectorIndex(DIMENSION)
    start = time.perf_counter()
    index.restore({"rows": rows})
    index.settle()
    build = time.perf_counter() - start
    gc.collect()
    memory = resident() - before
    took = in_turns(
        {
            "numpy": lambda vector: rows @ vector,
            "ours": lambda vector: index.nearest(vector, LIMIT),
        },
        questions[:50],
        options.clock,
        options.in_a_row,
    )
    recalls = []
    for vector in questions[:50]:
        best = -np.sort(-np.partition(rows @ vector, size - LIMIT)[-LIMIT:])
        recalls.append(recall_of(index.nearest(vector, LIMIT)[1], best))
    yield row("1M numpy product", size, took["numpy"])
    yield row(
        "1M ours",
        size,
        took["ours"],
        None,
        np.mean(recalls),
        x_numpy=round(float(np.median(took["numpy"]) / np.median(took["ours"])), 1),
        build_s=round(build, 1),
        memory_mb=round(memory),
        depth=index.depth,
        lists=index.visited,
    )


def _indexes(size, options):
    kept = options.kept.get(size)
    if kept is None:
        rows, questions = vectors(size, options.vectors)
        flat = faiss.IndexFlatIP(rows.shape[1])
        flat.add(rows)
        ours = VectorIndex(rows.shape[1])
        ours.add(rows)
        ours.settle()
        options.kept.clear()
        kept = options.kept[size] = rows, questions, flat, ours
    return kept
