"""Compressed codes of the rows, which name the candidates whose exact cosines are then taken.

64 pieces of 4 bits a row, held in registers while they are compared (André et al., Quicker ADC,
2019; faiss IndexPQFastScan): 32 bytes instead of 1,024.
"""

import faiss
import numpy as np

from .batch import nearest_all
from .rows import Rows

_TRAINED_ON = 20_000
_SAMPLE = 256
_NOISE = 0.8  # length of what is added to a row: a question lies beside the rows, not on one
_NEAREST = (20, 60, 200, 600, 2_000)  # how many nearest are asked for, from one to many
_DEEPEST = 16_384


class Codes:
    """Codes of the first `len(codes)` rows; not safe to search while rows are added."""

    def __init__(self, index, depths: dict[int, int], trained_for: int):
        self._index, self._depths, self.trained_for = index, depths, trained_for

    def __len__(self):
        return self._index.ntotal

    def add(self, vectors: np.ndarray) -> None:
        """Appends the codes of rows that were not there when the codes were learned."""
        self._index.add(np.ascontiguousarray(vectors))

    def depth(self, limit: int) -> int | None:
        """How many candidates hold the `limit` nearest; None for more than was measured."""
        if limit > max(self._depths):
            return None
        known = np.log(list(self._depths)), np.log(list(self._depths.values()))
        return int(np.exp(np.interp(np.log(limit), *known))) + 1

    def candidates(self, vectors: np.ndarray, depth: int) -> np.ndarray:
        """[vectors, depth] rows in ascending order: those that look nearest; -1 for none."""
        return np.sort(self._index.search(vectors, min(depth, len(self)))[1], axis=1)

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, for a snapshot."""
        depths = [number for pair in self._depths.items() for number in pair]
        numbers = np.array([self.trained_for, *depths], dtype=np.int64)
        return {"index": faiss.serialize_index(self._index), "numbers": numbers}

    @classmethod
    def restored(cls, arrays) -> "Codes":
        """The opposite of `arrays`."""
        trained_for, *depths = arrays["numbers"].tolist()
        index = faiss.deserialize_index(np.ascontiguousarray(arrays["index"]))
        return cls(index, dict(zip(depths[::2], depths[1::2], strict=True)), trained_for)

    @classmethod
    def learned(cls, rows: Rows, target: float) -> "Codes | None":
        """Codes of the rows and the depths at which `target` of the nearest are candidates.

        None where no bearable depth reaches the target: vectors without any structure.
        """
        chance = np.random.default_rng(len(rows))
        chosen = chance.permutation(len(rows))[: _TRAINED_ON + _SAMPLE]
        held_out, shown = chosen[:_SAMPLE], chosen[_SAMPLE:]
        pieces = rows.dimension // 4
        index = faiss.IndexPQFastScan(rows.dimension, pieces, 4, faiss.METRIC_INNER_PRODUCT)
        index.train(rows.take(np.sort(shown)))
        for _, chunk in rows.chunks():
            index.add(chunk)
        questions = _beside(rows.take(np.sort(held_out)), chance)
        depths = _calibrated(index, rows, questions, target)
        return cls(index, depths, len(rows)) if depths else None


def _beside(vectors, chance):
    noise = chance.normal(size=vectors.shape) * _NOISE / vectors.shape[1] ** 0.5
    moved = (vectors + noise).astype(np.float32)
    return moved / np.linalg.norm(moved, axis=1, keepdims=True)


def _calibrated(index, rows, questions, target):
    """{number of nearest: least depth, by quarter powers of two, that holds `target` of them}."""
    nearest, _ = nearest_all(rows, questions, min(_NEAREST[-1], len(rows)))
    deepest = min(_DEEPEST, len(rows))
    candidates = index.search(questions, deepest)[1]
    places = np.full(nearest.shape, deepest)
    for line, (wanted, offered) in enumerate(zip(nearest, candidates, strict=True)):
        order = np.argsort(offered)
        spots = order[np.searchsorted(offered, wanted, sorter=order).clip(max=deepest - 1)]
        is_there = offered[spots] == wanted
        places[line, is_there] = spots[is_there]
    depths = {}
    for limit in _NEAREST:
        least = np.quantile(places[:, :limit], target, method="higher")
        if least < deepest - 1:
            depths[limit] = int(2 ** (np.ceil(4 * np.log2(least + 2)) / 4))
    return depths
