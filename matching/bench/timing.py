"""Times contenders in turns, so that a busy machine slows all of them alike."""

import gc
import os
import platform
import time
from collections.abc import Callable, Iterable

import numpy as np

# Processor time instead, for a machine that others keep busy (--cpu); threads are added up.
CLOCKS = {"wall": time.perf_counter, "processor": time.process_time}


def in_turns(
    contenders: dict[str, Callable], questions: Iterable, clock: str = "wall", in_a_row: int = 1
) -> dict[str, np.ndarray]:
    """Milliseconds of each contender for each question; who goes first changes every turn.

    A turn is `in_a_row` questions: one alone finds the cache as another contender has left it.
    """
    questions = list(questions)
    names, now = list(contenders), CLOCKS[clock]
    took = {name: [] for name in names}
    for name in names:
        for question in questions[:3]:
            contenders[name](question)
    gc.collect()
    gc.disable()
    try:
        for turn, first in enumerate(range(0, len(questions), in_a_row)):
            for name in names[turn % len(names) :] + names[: turn % len(names)]:
                for question in questions[first : first + in_a_row]:
                    start = now()
                    contenders[name](question)
                    took[name].append((now() - start) * 1e3)
    finally:
        gc.enable()
    return {name: np.array(times) for name, times in took.items()}


def row(name: str, size: int, times, flat=None, recall: float | None = None, **more) -> dict:
    """One line of the answer; `x_flat` is this time over faiss Flat's in the same turns."""
    p50 = float(np.median(times))
    return {
        "name": name,
        "size": size,
        "recall@20": None if recall is None else round(float(recall), 4),
        "p50_ms": round(p50, 4),
        "p95_ms": round(float(np.quantile(times, 0.95)), 4),
        "x_flat": None if flat is None else round(p50 / float(np.median(flat)), 4),
        **more,
    }


def recall_of(found: np.ndarray, best: np.ndarray) -> float:
    """Share of the best cosines that were found; of equals any one will do."""
    if not len(best):
        return 1.0
    found = found[: len(best)]
    return float((found >= best[len(best) - 1] - 1e-6).sum()) / len(best)


def machine() -> dict:
    """What the figures were taken on."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if "model name" in line), "")
    return {
        "processor": model or platform.processor(),
        "cores": os.cpu_count(),
        "threads": int(os.environ.get("OMP_NUM_THREADS", 0)) or os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
    }


def resident() -> float:
    """MB of memory this process holds."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
