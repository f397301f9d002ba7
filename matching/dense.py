"""Vectors over faiss: exact inner products, with dropped and filtered rows left out.

Exact up to some 50,000 rows of 256 numbers (1 ms at 16,000). Above that compressed codes should
find the candidates and `scores_of` give the exact value of each; the callers need not change.
"""

import faiss
import numpy as np


class VectorIndex:
    """Rows of length one, numbered in the order they are added until `compact`."""

    def __init__(self, dimension: int):
        self.dimension = dimension
        self._flat = faiss.IndexFlatIP(dimension)
        self.alive = np.zeros(0, dtype=bool)

    def __len__(self):
        """Rows ever added since the last `compact`, dropped ones included."""
        return self._flat.ntotal

    def add(self, vectors: np.ndarray) -> None:
        """Appends float32 [n, dimension] rows; raises ValueError for another width."""
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        if vectors.ndim != 2 or vectors.shape[1] != self.dimension:
            raise ValueError(f"vectors of {vectors.shape}, the index holds {self.dimension} wide")
        self._flat.add(vectors)
        self.alive = np.append(self.alive, np.ones(len(vectors), dtype=bool))

    def drop(self, rows: list[int]) -> None:
        """The rows are never found again; their place is freed by `compact`."""
        self.alive[rows] = False

    def vectors(self, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        """The stored rows; a view for a slice, valid until the next change."""
        return self._matrix()[rows]

    def scores_of(self, vector: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        """The exact cosine with each of the rows, all of them where none are named."""
        return self._matrix()[rows] @ vector

    def nearest(
        self, vector: np.ndarray, limit: int, allowed: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """(rows, cosines), best first, of the rows where `allowed` (bool per row) holds."""
        mask = self.alive if allowed is None else self.alive & allowed
        passing = int(mask.sum())
        if passing == 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        limit = min(limit, passing)
        if passing * 30 < len(self):  # gathering a few rows is faster than asking about each
            rows = np.flatnonzero(mask)
            cosines = self.scores_of(vector, rows)
            best = np.argsort(-cosines, kind="stable")[:limit]
            return rows[best], cosines[best]
        chosen = None
        if passing < len(self):
            bitmap = np.packbits(mask, bitorder="little")
            chosen = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bitmap))
        cosines, rows = self._flat.search(vector[None].astype(np.float32), limit, params=chosen)
        return rows[0], cosines[0]

    def compact(self, kept: np.ndarray) -> None:
        """Forgets every row outside `kept` (ascending row numbers) and numbers the rest from 0."""
        rows = self._matrix()[kept].copy()
        self._flat.reset()
        self._flat.add(rows)
        self.alive = self.alive[kept]

    def _matrix(self):
        if not len(self):
            return np.zeros((0, self.dimension), dtype=np.float32)
        # A view of faiss's own memory, so that the rows are held once.
        storage = faiss.rev_swig_ptr(self._flat.get_xb(), len(self) * self.dimension)
        return storage.reshape(len(self), self.dimension)
