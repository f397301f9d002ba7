"""The nearest rows of very many questions, exact, in a third of the time: rounded products first.

Rows and questions rounded to whole numbers of 8 bits are multiplied several times as fast (by torch,
which is imported here alone). How far such a product can lie from the true one is known, so that
whoever can be among the nearest gets an exact second look.
"""

from importlib.util import find_spec

import numpy as np

from .rows import Rows

_MANY = 200  # questions; fewer do not pay for the import
_BLOCK = 5_000  # rows: their products stay in the cache
_MOST = 127
_NEVER = -(1 << 31)
_CROWDED = 4  # candidates a question, in one block, from which the floors are raised


def is_worth_it(questions: np.ndarray, rows: Rows) -> bool:
    return len(questions) >= _MANY and len(rows) > _BLOCK and find_spec("torch") is not None


def candidates_of_many(
    rows: Rows, questions: np.ndarray, limit: int, allowed: np.ndarray | None
) -> list[np.ndarray]:
    """Ascending rows for each question, all of its `limit` nearest among them; lengths are one."""
    import torch

    scale = float(max(max(block.max(), -block.min()) for _, block in _blocks(rows))) / _MOST
    step = float(np.abs(questions).max()) / _MOST
    asked = _rounded(questions, step)
    # |qx - q'x'| <= |q| |x - x'| + |q - q'| |x'|, and a rounded number is off by a half at most.
    off = rows.dimension**0.5 * scale / 2
    lost = np.linalg.norm(questions - asked * np.float32(step), axis=1)
    bounds = 1.001 * (off + lost * (1 + off)) / (scale * step) + 1
    best = np.full((len(questions), limit), _NEVER, dtype=np.int64)
    floors, hits = np.full((len(questions), 1), _NEVER + 1, dtype=np.int32), []
    for first, block in _blocks(rows):
        some = torch.from_numpy(_rounded(block, scale))
        products = torch._int_mm(torch.from_numpy(asked), some.T).numpy()
        if allowed is not None:
            products[:, ~allowed[first : first + len(block)]] = _NEVER
        if first == 0:
            width = min(limit, len(block))
            best[:, :width] = np.partition(products, len(block) - width, axis=1)[:, -width:]
            floors = _floors(best, bounds)
        flat = np.flatnonzero(products >= floors)
        asking, values = flat // len(block), products.ravel()[flat]
        hits.append((asking, flat % len(block) + first, values))
        if first and len(flat) > _CROWDED * len(questions):
            best = _raised(best, asking, values)
            floors = _floors(best, bounds)
    asking, found, values = (np.concatenate(parts) for parts in zip(*hits, strict=True))
    stays = values >= floors[asking, 0]
    asking, found = asking[stays], found[stays]
    order = np.lexsort((found, asking))
    return np.split(found[order], np.searchsorted(asking[order], np.arange(1, len(questions))))


def _blocks(rows):
    for first, chunk in rows.chunks():
        for start in range(0, len(chunk), _BLOCK):
            yield first + start, chunk[start : start + _BLOCK]


def _rounded(vectors, scale):
    return np.rint(vectors * np.float32(1 / scale)).astype(np.int8)


def _raised(best, asking, values):
    """The best products of each question, these among them."""
    order = np.lexsort((-values, asking))
    asking, values = asking[order], values[order]
    ranks = np.arange(len(asking)) - np.searchsorted(asking, asking)
    is_high = ranks < best.shape[1]
    more = np.full_like(best, _NEVER)
    more[asking[is_high], ranks[is_high]] = values[is_high]
    both = np.concatenate([best, more], axis=1)
    return np.partition(both, best.shape[1], axis=1)[:, best.shape[1] :]


def _floors(best, bounds):
    """What a row's product must reach: the last of the best may be too high, the row's too low."""
    least = best.min(axis=1) - 2 * bounds
    return np.maximum(least, _NEVER + 1).astype(np.int32)[:, None]
