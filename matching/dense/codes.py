"""Compressed codes of the rows, which name the candidates whose exact cosines are then taken.

64 pieces of 4 bits a row, held in registers while they are compared (André et al., Quicker ADC,
2019; faiss IndexPQFastScan): 32 bytes instead of 1,024. Where the rows lie in clusters a second copy
of the codes, in lists around centres, spares most of them to a question about the nearest few.
"""

import faiss
import numpy as np

from .batch import nearest_all
from .lists import SHAPE, listed
from .rows import Rows

_TRAINED_ON = 20_000
_SAMPLE = 256
_NOISE = 0.8  # length of what is added to a row: a question lies beside the rows, not on one
_NEAREST = (20, 60, 200, 600, 2_000)  # how many nearest are asked for, from one to many
_DEEPEST = 16_384
_FEW = _NEAREST[0]  # as many nearest as the lists are asked for


class Codes:
    """Codes of the first `len(codes)` rows; not safe to search while rows are added."""

    def __init__(self, index, lists, depths: dict[int, int], trained_for: int):
        self._index, self._lists = index, lists
        self._depths, self.trained_for = depths, trained_for

    def __len__(self):
        return self._index.ntotal

    @property
    def visited(self) -> int:
        """Lists that a question about the nearest few looks through; 0 where there are none."""
        return self._lists.nprobe if self._lists is not None else 0

    def add(self, vectors: np.ndarray) -> None:
        """Appends the codes of rows that were not there when the codes were learned."""
        for index in (self._index, self._lists):
            if index is not None:
                index.add(np.ascontiguousarray(vectors))

    def depth(self, limit: int) -> int | None:
        """How many candidates hold the `limit` nearest; None for more than was measured."""
        if limit > max(self._depths):
            return None
        known = np.log(list(self._depths)), np.log(list(self._depths.values()))
        return int(np.exp(np.interp(np.log(limit), *known))) + 1

    def candidates(self, vectors: np.ndarray, depth: int) -> np.ndarray:
        """[vectors, depth] rows in ascending order: those that look nearest; -1 for none."""
        is_few = self._lists is not None and depth <= self.depth(_FEW)
        index = self._lists if is_few else self._index
        return np.sort(index.search(vectors, min(depth, len(self)))[1], axis=1)

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, for a snapshot."""
        depths = [number for pair in self._depths.items() for number in pair]
        numbers = np.array([self.trained_for, *depths], dtype=np.int64)
        found = {"index": faiss.serialize_index(self._index), "numbers": numbers}
        if self._lists is not None:
            found["lists"] = faiss.serialize_index(self._lists)
        return found

    @classmethod
    def restored(cls, arrays) -> "Codes":
        """The opposite of `arrays`."""
        trained_for, *depths = arrays["numbers"].tolist()
        index, lists = (
            faiss.deserialize_index(np.ascontiguousarray(arrays[name])) if name in arrays else None
            for name in ("index", "lists")
        )
        return cls(index, lists, dict(zip(depths[::2], depths[1::2], strict=True)), trained_for)

    @classmethod
    def learned(cls, rows: Rows, target: float) -> "Codes | None":
        """Codes of the rows and the depths at which `target` of the nearest are candidates.

        None where no bearable depth reaches the target: vectors without any structure.
        """
        chance = np.random.default_rng(len(rows))
        order = chance.permutation(len(rows))
        questions = _beside(rows.take(np.sort(order[:_SAMPLE])), chance)
        shown = rows.take(np.sort(order[_SAMPLE:][:_TRAINED_ON]))
        nearest, _ = nearest_all(rows, questions, min(_NEAREST[-1], len(rows)))
        index = faiss.IndexPQFastScan(rows.dimension, rows.dimension // 4, *SHAPE)
        index.train(shown)
        for _, chunk in rows.chunks():
            index.add(chunk)
        places, depths = _places(index, questions, nearest), {}
        for limit in _NEAREST:
            if least := _depth_of(places[:, :limit], target):
                depths[limit] = _rounded(least)
        if not depths:
            return None
        few = nearest[:, :_FEW]
        lists = listed(rows, order[_SAMPLE:], questions, few, 1 - (1 - target) / 2)
        least = lists and _depth_of(_places(lists, questions, few), target)
        if not least or least > 2 * depths[_FEW]:
            return cls(index, None, depths, len(rows))
        depths[_FEW] = max(depths[_FEW], _rounded(least))
        return cls(index, lists, depths, len(rows))


def _beside(vectors, chance):
    noise = chance.normal(size=vectors.shape) * _NOISE / vectors.shape[1] ** 0.5
    moved = (vectors + noise).astype(np.float32)
    return moved / np.linalg.norm(moved, axis=1, keepdims=True)


def _rounded(depth):
    """Up, to a quarter power of two."""
    return int(2 ** (np.ceil(4 * np.log2(depth + 1)) / 4))


def _places(index, questions, nearest):
    """Where each of the nearest stands among the candidates; `_DEEPEST` for never."""
    deepest = min(_DEEPEST, index.ntotal)
    candidates = index.search(questions, deepest)[1]
    places = np.full(nearest.shape, _DEEPEST)
    for line, (wanted, offered) in enumerate(zip(nearest, candidates, strict=True)):
        order = np.argsort(offered)
        spots = order[np.searchsorted(offered, wanted, sorter=order).clip(max=deepest - 1)]
        is_there = offered[spots] == wanted
        places[line, is_there] = spots[is_there]
    return places


def _depth_of(places, target):
    """How many candidates hold `target` of the nearest, or None where no bearable number does."""
    least = int(np.quantile(places, target, method="higher")) + 1
    return least if least < _DEEPEST else None
