"""Which rows hold a term and how often: sorted arrays of what has settled, lists of what is fresh."""

import hashlib
from array import array
from collections.abc import Callable, Iterable
from functools import lru_cache

import numpy as np

_MOST = 255  # a count is kept in one byte
_AT_ONCE = 1 << 20
_COMMON = 4  # rows to one that holds a common term
_NONE = (array("i"), array("B"))


class Fresh:
    """Postings of the rows that were added last, by term."""

    def __init__(self):
        self._lists: dict[int, tuple[array, array]] = {}
        self.size = 0

    def add(self, row: int, counts: Iterable[tuple[str, int]]) -> None:
        lists = self._lists
        for term, count in counts:
            key = key_of(term)
            known = lists.get(key)
            if known is None:
                known = lists[key] = (array("i"), array("B"))
            known[0].append(row)
            known[1].append(count if count < _MOST else _MOST)
            self.size += 1

    def postings(self, keys: Iterable[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(how many of each term, their rows, their counts): copies, the lists may go on growing."""
        known = [self._lists.get(key, _NONE) for key in keys]
        sizes = np.array([len(rows) for rows, _ in known], dtype=np.int64)
        rows = np.frombuffer(b"".join([rows for rows, _ in known]), dtype=np.int32)
        return sizes, rows, np.frombuffer(b"".join([counts for _, counts in known]), dtype=np.uint8)

    def settled(self) -> "Settled":
        order = sorted(self._lists)
        columns = [self._lists[key] for key in order]
        starts = np.zeros(len(order) + 1, dtype=np.int64)
        np.cumsum([len(rows) for rows, _ in columns], out=starts[1:])
        rows = np.frombuffer(b"".join(rows for rows, _ in columns), dtype=np.int32)
        counts = np.frombuffer(b"".join(counts for _, counts in columns), dtype=np.uint8)
        return Settled(np.array(order, dtype=np.uint64), starts, rows, counts)


class Settled:
    """Postings in arrays, term by term, ascending rows within each; never changed in place."""

    def __init__(self, keys, starts, rows, counts):
        # Terms are kept as numbers: half a million character pairs weigh 4 MB so, 80 MB as str.
        self.keys, self.starts, self.rows, self.counts = keys, starts, rows, counts
        self._gains, self._common, self._gains_for = None, {}, None

    @classmethod
    def empty(cls) -> "Settled":
        zeros = (np.zeros(0, dtype=kind) for kind in (np.uint64, np.int32, np.uint8))
        keys, rows, counts = zeros
        return cls(keys, np.zeros(1, dtype=np.int64), rows, counts)

    def __len__(self):
        return len(self.rows)

    def places(self, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(start, end) of each term's postings; equal where the term is not known."""
        if not len(self.keys):
            return np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=np.int64)
        places = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        is_known = self.keys[places] == keys
        return np.where(is_known, self.starts[places], 0), np.where(
            is_known, self.starts[places + 1], 0
        )

    def gains(
        self, average: float, norms: Callable[[float, np.ndarray], np.ndarray]
    ) -> tuple[np.ndarray, dict[int, np.ndarray]]:
        """count / (count + norm of the row) of every posting, counted anew for another average.

        And the gains of the common terms row by row, by where their postings start: most rows hold
        these, and to add a whole column takes half the time.
        """
        if self._gains_for != average:
            gains = np.empty(len(self), dtype=np.float32)
            for start in range(0, len(self), _AT_ONCE):
                some = slice(start, start + _AT_ONCE)
                gains[some] = gain(self.counts[some], norms(average, self.rows[some]))
            self._gains, self._common = gains, dict(self._columns(gains))
            self._gains_for = average
        return self._gains, self._common

    def _columns(self, gains):
        size = int(self.rows.max()) + 1 if len(self) else 0
        for place in np.flatnonzero(np.diff(self.starts) > size // _COMMON):
            start, end = self.starts[place : place + 2].tolist()
            column = np.zeros(size, dtype=np.float32)
            column[self.rows[start:end]] = gains[start:end]
            yield start, column

    def joined(self, newer: "Settled") -> "Settled":
        """Both in one; the newer's rows come after these."""
        keys = np.union1d(self.keys, newer.keys)
        starts = np.zeros(len(keys) + 1, dtype=np.int64)
        columns = [np.empty(len(self) + len(newer), dtype=kind) for kind in (np.int32, np.uint8)]
        ours = np.searchsorted(keys, self.keys)
        theirs = np.searchsorted(keys, newer.keys)
        np.add.at(starts, ours + 1, np.diff(self.starts))
        np.add.at(starts, theirs + 1, np.diff(newer.starts))
        starts = starts.cumsum()
        first = starts[:-1].copy()
        for part, places in ((self, ours), (newer, theirs)):
            sizes = np.diff(part.starts)
            targets = np.repeat(first[places] - part.starts[:-1], sizes)
            targets += np.arange(len(part))
            columns[0][targets], columns[1][targets] = part.rows, part.counts
            first[places] += sizes
        return Settled(keys, starts, *columns)

    def renumbered(self, numbers: np.ndarray) -> "Settled":
        """With each row's new number; those of -1 are left out."""
        rows = numbers[self.rows]
        stays = rows >= 0
        sizes = np.add.reduceat(stays, self.starts[:-1], dtype=np.int64) if len(self) else []
        sizes = np.asarray(sizes, dtype=np.int64)
        starts = np.concatenate([[0], sizes[sizes > 0].cumsum()]).astype(np.int64)
        return Settled(self.keys[sizes > 0], starts, rows[stays], self.counts[stays])


def gain(counts: np.ndarray, norms: np.ndarray) -> np.ndarray:
    """How much of a term's weight a row has that holds it `counts` times."""
    counts = counts.astype(np.float32)
    return counts / (counts + norms)


@lru_cache(maxsize=65_536)
def key_of(term: str) -> int:
    """The term as a number: its own bytes where eight hold them, else a hash of 64 bits."""
    raw = term.encode()
    if len(raw) > 8:
        raw = hashlib.blake2b(raw, digest_size=8).digest()
    return int.from_bytes(raw, "big")
