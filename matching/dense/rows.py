"""Vectors in chunks that are never copied once they are full: the first may be a mapped file."""

from collections.abc import Iterator

import faiss
import numpy as np

_CHUNK = 65_536


class Rows:
    """A float32 matrix that grows at its end, its rows numbered from 0."""

    def __init__(self, dimension: int):
        self.dimension = dimension
        self._chunks: list[np.ndarray] = []
        self._starts = [0]  # of each chunk, and one more: the number of rows

    def __len__(self):
        return self._starts[-1]

    def adopt(self, matrix: np.ndarray) -> None:
        """Appends a matrix without copying it: it is the caller's no longer."""
        self._close()
        self._chunks.append(matrix)
        self._starts.append(len(self) + len(matrix))

    def append(self, vectors: np.ndarray) -> None:
        """Appends a copy of the rows."""
        room = self._room()
        if len(vectors) > room:
            self._close()
            size = max(len(vectors), min(max(len(self), 1_024), _CHUNK))
            self._chunks.append(np.empty((size, self.dimension), dtype=np.float32))
            self._starts.append(len(self))
        last = len(self) - self._starts[-2]
        self._chunks[-1][last : last + len(vectors)] = vectors
        self._starts[-1] += len(vectors)

    def chunks(self) -> Iterator[tuple[int, np.ndarray]]:
        """(number of the first row, rows) of every chunk: views, which appending never changes."""
        for start, end, chunk in zip(self._starts, self._starts[1:], self._chunks, strict=False):
            yield start, chunk[: end - start]

    def matrix(self) -> np.ndarray:
        """All rows in one piece; a view where they lie so."""
        pieces = [chunk for _, chunk in self.chunks()]
        if not pieces:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)

    def take(self, rows: np.ndarray) -> np.ndarray:
        """A copy of some rows, in the order asked for."""
        if len(self._chunks) == 1:
            return self._chunks[0].take(rows, axis=0)
        taken = np.empty((len(rows), self.dimension), dtype=np.float32)
        places = np.searchsorted(self._starts, rows, side="right") - 1
        for number in np.unique(places).tolist():
            here = np.flatnonzero(places == number)
            taken[here] = self._chunks[number].take(rows[here] - self._starts[number], axis=0)
        return taken

    def products(self, vector: np.ndarray, rows: np.ndarray | None = None) -> np.ndarray:
        """The inner product with every row, or with the named ones in ascending order."""
        if rows is None:
            found = np.empty(len(self), dtype=np.float32)
            for start, chunk in self.chunks():
                np.dot(chunk, vector, out=found[start : start + len(chunk)])
            return found
        found = np.empty(len(rows), dtype=np.float32)
        edges = np.searchsorted(rows, self._starts)
        for chunk, start, first, end in zip(
            self._chunks, self._starts, edges, edges[1:], strict=False
        ):
            _products_of(chunk, vector, rows[first:end] - start, found[first:end])
        return found

    def _room(self):
        if not self._chunks:
            return 0
        return len(self._chunks[-1]) - (len(self) - self._starts[-2])

    def _close(self):
        """The last chunk takes no more rows, so that the next one begins where it ends."""
        if self._room():
            self._chunks[-1] = self._chunks[-1][: len(self) - self._starts[-2]]


def _products_of(chunk, vector, rows, found):
    """Reads the rows where they lie: a gathered copy would take twice the time."""
    if not len(rows):
        return
    if rows[0] < 0 or rows[-1] >= len(chunk):
        raise IndexError(f"rows {rows[0]} to {rows[-1]} of {len(chunk)}")
    pointers = (faiss.swig_ptr(array) for array in (found, vector, chunk))
    rows = np.ascontiguousarray(rows, dtype=np.int64)
    faiss.fvec_inner_products_by_idx(*pointers, faiss.swig_ptr(rows), chunk.shape[1], 1, len(rows))
