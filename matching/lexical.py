"""BM25 over postings in numpy: rows are added and dropped in place, idf is counted when asked.

Rows are numbered in the order they are added and keep their number until `compact`. What was added
last waits in a small segment of lists and is merged into the arrays when it has grown.
Method: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with Lucene's idf.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np

_MERGE_AFTER = 50_000  # postings in lists, or a tenth of the settled ones where that is more


class Bm25:
    """The score of every row for a weighted bag of terms, cut from text by `cut`."""

    def __init__(self, cut: Callable[[str], list[str]], k1: float = 1.2, b: float = 0.75):
        self.cut, self._k1, self._b = cut, k1, b
        # Terms are kept as numbers: half a million character pairs weigh 4 MB so, 80 MB as str.
        self._keys = np.zeros(0, dtype=np.uint64)
        self._starts = np.zeros(1, dtype=np.int64)
        self._rows = np.zeros(0, dtype=np.int32)
        self._counts = np.zeros(0, dtype=np.uint16)
        self._lengths = np.zeros(0, dtype=np.float32)
        self._alive = np.zeros(0, dtype=bool)
        self._fresh: dict[int, tuple[list[int], list[int]]] = {}
        self._fresh_size = 0

    def __len__(self):
        """Rows ever added since the last `compact`, dropped ones included."""
        return len(self._lengths)

    def add(self, texts: list[str]) -> None:
        """Appends one row per text."""
        lengths = []
        for row, text in enumerate(texts, start=len(self)):
            counts = Counter(self.cut(text))
            lengths.append(sum(counts.values()))
            for term, count in counts.items():
                rows, times = self._fresh.setdefault(_key(term), ([], []))
                rows.append(row)
                times.append(min(count, _MOST))
            self._fresh_size += len(counts)
        self._lengths = np.append(self._lengths, np.float32(lengths))
        self._alive = np.append(self._alive, np.ones(len(lengths), dtype=bool))
        if self._fresh_size > max(_MERGE_AFTER, len(self._rows) // 10):
            self._merge()

    def drop(self, rows: list[int]) -> None:
        """The rows score nothing from now on and no longer count in any idf."""
        self._alive[rows] = False

    def scores(self, bag: Mapping[str, float]) -> np.ndarray:
        """float32 per row: the BM25 of the bag divided by the most any text could reach.

        So 0 shares no term and 1 repeats every term without end; dropped rows give 0.
        """
        postings, times = self._postings({_key(term): times for term, times in bag.items()})
        sizes = np.array([len(rows) for rows, _ in postings], dtype=np.int64)
        if not sizes.any():
            return np.zeros(len(self), dtype=np.float32)
        rows = np.concatenate([rows for rows, _ in postings])
        counts = np.concatenate([counts for _, counts in postings])
        alive = self._alive[rows]
        spread = np.repeat(np.arange(len(sizes)), sizes)
        frequency = np.bincount(spread, weights=alive, minlength=len(sizes))
        weights = self._idf(frequency) * times
        norm = self._k1 * (1 - self._b + self._b * self._lengths / self._average_length())
        gain = weights[spread] * alive * counts / (counts + norm[rows])
        return (np.bincount(rows, gain, minlength=len(self)) / weights.sum()).astype(np.float32)

    def compact(self, kept: np.ndarray) -> None:
        """Forgets every row outside `kept` (ascending row numbers) and numbers the rest from 0."""
        self._merge()
        renumbered = np.full(len(self), -1, dtype=np.int32)
        renumbered[kept] = np.arange(len(kept), dtype=np.int32)
        stays = renumbered[self._rows] >= 0
        keys = np.repeat(self._keys, np.diff(self._starts))[stays]
        self._settle(keys, renumbered[self._rows[stays]], self._counts[stays])
        self._lengths, self._alive = self._lengths[kept], self._alive[kept]

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, for a snapshot."""
        self._merge()
        return {name: getattr(self, f"_{name}") for name in _STORED}

    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        """The opposite of `arrays`."""
        for name in _STORED:
            setattr(self, f"_{name}", arrays[name])

    def _idf(self, frequency):
        return np.log1p((self._alive.sum() - frequency + 0.5) / (frequency + 0.5))

    def _average_length(self):
        return max(float(self._lengths[self._alive].mean()), 1.0) if self._alive.any() else 1.0

    def _postings(self, bag):
        """([(rows, counts)], [times]), one of each for every term of the bag, known or not."""
        asked = np.array(list(bag), dtype=np.uint64)
        places = np.searchsorted(self._keys, asked)
        found = []
        for key, place in zip(bag, places.tolist(), strict=True):
            settled = slice(0, 0)
            if place < len(self._keys) and self._keys[place] == key:
                settled = slice(self._starts[place], self._starts[place + 1])
            rows, counts = self._rows[settled], self._counts[settled]
            if key in self._fresh:
                new_rows, new_counts = self._fresh[key]
                rows = np.concatenate([rows, np.array(new_rows, dtype=np.int32)])
                counts = np.concatenate([counts, np.array(new_counts, dtype=np.uint16)])
            found.append((rows, counts))
        return found, np.array(list(bag.values()), dtype=np.float64)

    def _merge(self):
        if not self._fresh:
            return
        fresh = sorted(self._fresh.items())
        keys = np.array([key for key, _ in fresh], dtype=np.uint64)
        keys = np.repeat(keys, [len(rows) for _, (rows, _) in fresh])
        rows = np.array([row for _, (rows, _) in fresh for row in rows], dtype=np.int32)
        counts = np.array([n for _, (_, counts) in fresh for n in counts], dtype=np.uint16)
        keys = np.concatenate([np.repeat(self._keys, np.diff(self._starts)), keys])
        order = np.argsort(keys, kind="stable")  # two sorted runs, which timsort only joins
        rows = np.concatenate([self._rows, rows])[order]
        self._settle(keys[order], rows, np.concatenate([self._counts, counts])[order])
        self._fresh, self._fresh_size = {}, 0

    def _settle(self, keys, rows, counts):
        self._keys, starts = np.unique(keys, return_index=True)
        self._starts = np.append(starts, len(keys)).astype(np.int64)
        self._rows, self._counts = rows, counts


_STORED = ("keys", "starts", "rows", "counts", "lengths", "alive")
_MOST = 65_535  # a count is kept in two bytes


def _key(term):
    """The term as a number: its own bytes where eight hold them, else a hash of 64 bits."""
    raw = term.encode()
    if len(raw) > 8:
        raw = hashlib.blake2b(raw, digest_size=8).digest()
    return int.from_bytes(raw, "big")
