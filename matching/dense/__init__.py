"""Vectors by inner product: exact while they are few, codes and an exact second look when many.

Rows are numbered in the order they are added until `compact`. Up to 50,000 rows every cosine is
taken. Above, codes name the candidates and their exact cosines decide; the codes are learned beside
the questions, which stay exact until they are ready. Rows added since wait in an exact tail.
"""

import os

# Threads that spin while they wait made the learning of codes 70 times slower on a busy machine.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import threading  # noqa: E402

import numpy as np  # noqa: E402

from .batch import best_first, nearest_all  # noqa: E402
from .codes import Codes  # noqa: E402
from .rows import Rows  # noqa: E402
from .whole_numbers import candidates_of_many, is_worth_it  # noqa: E402

CODES_FROM = 50_000  # rows; below, an exact answer takes a millisecond or two
_TARGET = 0.998  # of the 20 nearest, on rows held out while the codes were learned
_TAIL = 1_024  # rows without codes, exactly compared, before codes are made of them
_FEW = 0.6  # share of the rows that pass a filter, up to which all of them are compared
_MARGIN = 1.5  # over what a filter will throw away on average, because chance is not even


class VectorIndex:
    """Rows of length one. Changes and questions one at a time; only the codes grow by themselves."""

    def __init__(self, dimension: int):
        self.dimension = dimension
        self._rows = Rows(dimension)
        self._alive = np.zeros(0, dtype=bool)
        self._dead = 0
        self._codes: Codes | None = None
        self._is_hopeless = 0  # rows at which no depth reached the target
        self._generation = 0  # grows when rows get other numbers
        self._learning: threading.Thread | None = None
        self._swap = threading.Lock()

    def __len__(self):
        """Rows ever added since the last `compact`, dropped ones included."""
        return len(self._rows)

    @property
    def alive(self) -> np.ndarray:
        """bool per row."""
        return self._alive[: len(self)]

    @property
    def is_learning(self) -> bool:
        return self._learning is not None and self._learning.is_alive()

    @property
    def depth(self) -> int:
        """Candidates that are looked at twice for the nearest 20; 0 while every row is compared."""
        return self._codes.depth(20) if self._codes else 0

    @property
    def visited(self) -> int:
        """Lists of codes that are looked through for the nearest 20; 0 while all codes are."""
        return self._codes.visited if self._codes else 0

    def add(self, vectors: np.ndarray) -> None:
        """Appends float32 [n, dimension] rows; raises ValueError for another width."""
        vectors = np.asarray(vectors, dtype=np.float32)
        if vectors.ndim != 2 or vectors.shape[1] != self.dimension:
            raise ValueError(f"vectors of {vectors.shape}, the index holds {self.dimension} wide")
        self._rows.append(vectors)
        self._grow_alive()
        self._keep_codes()

    def drop(self, rows: list[int]) -> None:
        """The rows are never found again; their place is freed by `compact`."""
        self._dead += int(self._alive[rows].sum())
        self._alive[rows] = False

    def vectors(self, rows: np.ndarray | None = None) -> np.ndarray:
        """The stored rows, all of them where none are named."""
        return self._rows.matrix() if rows is None else self._rows.take(rows)

    def scores_of(self, vector: np.ndarray, rows: np.ndarray | None = None) -> np.ndarray:
        """The exact cosine with each of the rows, all of them where none are named."""
        return self._rows.products(np.asarray(vector, dtype=np.float32), rows)

    def nearest(
        self, vector: np.ndarray, limit: int, allowed: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """(rows, cosines), best first, of the rows where `allowed` (bool per row) holds."""
        vector = np.asarray(vector, dtype=np.float32)
        mask = self._mask(allowed)
        passing = len(self) if mask is None else int(np.count_nonzero(mask))
        limit = min(limit, passing)
        if limit == 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        rows = self._candidates(vector, limit, mask, passing)
        if rows is None and passing < _FEW * len(self):
            rows = np.flatnonzero(mask)
        if rows is None:
            found, cosines = nearest_all(self._rows, vector[None], limit, mask)
            return found[0], cosines[0]
        return best_first(self._rows.products(vector, rows), rows, limit)

    def nearest_all(
        self,
        vectors: np.ndarray,
        limit: int,
        allowed: np.ndarray | None = None,
        is_exact: bool = True,
    ) -> tuple[np.ndarray, np.ndarray]:
        """`nearest` of many vectors, each [n, limit]; -1 and -inf where fewer rows pass.

        Every row is compared, unless `is_exact` is waived: then as `nearest` does, in a fraction
        of the time.
        """
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        mask = self._mask(allowed)
        depth = None if is_exact or mask is not None else self._depth(limit, 1.0)
        if depth is not None:
            tail = np.arange(len(self._codes), len(self))
            named = self._codes.candidates(vectors, depth)
            candidates = (np.concatenate([rows[rows >= 0], tail]) for rows in named)
        elif is_worth_it(vectors, self._rows):
            candidates = candidates_of_many(self._rows, vectors, limit, mask)
        else:
            return nearest_all(self._rows, vectors, limit, mask)
        found = np.full((len(vectors), limit), -1, dtype=np.int64)
        cosines = np.full((len(vectors), limit), -np.inf, dtype=np.float32)
        for place, rows in enumerate(candidates):
            best = best_first(self.scores_of(vectors[place], rows), rows, limit)
            found[place, : len(best[0])], cosines[place, : len(best[0])] = best
        return found, cosines

    def compact(self, kept: np.ndarray) -> None:
        """Forgets every row outside `kept` (ascending row numbers) and numbers the rest from 0."""
        rows = Rows(self.dimension)
        rows.adopt(self._rows.take(kept))
        alive = self.alive[kept]
        with self._swap:
            self._generation += 1
            self._rows, self._codes = rows, None
        self._alive = alive
        self._dead = len(kept) - int(alive.sum())
        self._grow_alive()
        self._keep_codes()

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything but which rows are dropped, for a snapshot."""
        codes = self._codes.arrays() if self._codes else {}
        return {"rows": self._rows.matrix()} | {
            f"codes.{name}": array for name, array in codes.items()
        }

    def restore(self, arrays: dict[str, np.ndarray]) -> None:
        """The opposite of `arrays`, on an empty index; keeps the rows where they lie."""
        self._rows.adopt(arrays["rows"])
        self._grow_alive()
        if "codes.index" in arrays:
            mine = {name.removeprefix("codes."): array for name, array in arrays.items()}
            self._codes = Codes.restored(mine)
        self._keep_codes()

    def settle(self) -> None:
        """Waits until codes that are being learned are in use."""
        if self._learning is not None:
            self._learning.join()

    def _mask(self, allowed):
        """bool per row, or None where every row passes."""
        if allowed is None:
            return self.alive if self._dead else None
        return self.alive & allowed if self._dead else allowed

    def candidates(
        self, vector: np.ndarray, count: int, allowed: np.ndarray | None = None
    ) -> np.ndarray:
        """Ascending rows that pass, about the `count` nearest: to be scored by other means too."""
        codes, mask = self._codes, self._mask(allowed)
        passing = len(self) if mask is None else int(np.count_nonzero(mask))
        if codes is None or passing < _FEW * len(self):
            return np.sort(self.nearest(vector, count, allowed)[0])
        vector = np.asarray(vector, dtype=np.float32)
        found = codes.candidates(vector[None], count * len(self) // passing)[0]
        found = np.concatenate([found[found >= 0], np.arange(len(codes), len(self))])
        return found if mask is None else found[mask[found]]

    def _candidates(self, vector, limit, mask, passing):
        """Ascending rows that hold the nearest by all odds, or None where all must be compared."""
        depth = self._depth(limit, passing / len(self))
        if depth is None:
            return None
        codes = self._codes
        found = codes.candidates(vector[None], depth)[0]
        found, tail = found[found >= 0], np.arange(len(codes), len(self))
        if mask is not None:
            found, tail = found[mask[found]], tail[mask[tail]]
            if len(found) < limit:
                return None
        return np.concatenate([found, tail])

    def _depth(self, limit, share):
        """How many candidates the codes must name where `share` of the rows passes, or None."""
        if self._codes is None or share < _FEW:
            return None
        depth = self._codes.depth(limit if share == 1 else int(limit / share * _MARGIN))
        return None if depth is None or depth > len(self) // 4 else depth

    def _grow_alive(self):
        if len(self._alive) < len(self):
            room = np.ones(max(len(self) + 1_024, len(self) * 5 // 4), dtype=bool)
            room[: len(self._alive)] = self._alive
            self._alive = room

    def _keep_codes(self):
        """Codes for the tail once it has grown, new codes once the rows have doubled."""
        codes = self._codes
        if codes is not None and len(self) - len(codes) > _TAIL:
            codes.add(self._rows.take(np.arange(len(codes), len(self))))
        known = codes.trained_for if codes else self._is_hopeless
        if len(self) > CODES_FROM and len(self) > 2 * known and not self.is_learning:
            made_for = Rows(self.dimension)
            for _, chunk in self._rows.chunks():
                made_for.adopt(chunk)
            arguments = (made_for, self._generation)
            # No daemon: one that is stopped inside faiss takes the ending process down with it.
            self._learning = threading.Thread(target=self._learn, args=arguments)
            self._learning.start()

    def _learn(self, rows, generation):
        codes = Codes.learned(rows, _TARGET)
        with self._swap:
            if generation == self._generation:
                self._codes = codes or self._codes
                self._is_hopeless = 0 if codes else len(rows)
