"""BM25 over postings in numpy: rows are added and dropped in place, idf is counted when asked.

Rows are numbered in the order they are added and keep their number until `compact`. What was added
last waits in a small segment of lists and is merged into the arrays when it has grown.
Method: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with Lucene's idf.
"""

from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np

_MERGE_AFTER = 50_000  # postings in lists; a merge of half a million takes some 50 ms


class Bm25:
    """The score of every row for a weighted bag of terms, cut from text by `cut`."""

    def __init__(self, cut: Callable[[str], list[str]], k1: float = 1.2, b: float = 0.75):
        self.cut, self._k1, self._b = cut, k1, b
        self._terms: dict[str, int] = {}
        self._starts = np.zeros(1, dtype=np.int64)
        self._rows = np.zeros(0, dtype=np.int32)
        self._counts = np.zeros(0, dtype=np.float32)
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
                number = self._terms.setdefault(term, len(self._terms))
                rows, times = self._fresh.setdefault(number, ([], []))
                rows.append(row)
                times.append(count)
            self._fresh_size += len(counts)
        self._lengths = np.append(self._lengths, np.float32(lengths))
        self._alive = np.append(self._alive, np.ones(len(lengths), dtype=bool))
        if self._fresh_size > _MERGE_AFTER:
            self._merge()

    def drop(self, rows: list[int]) -> None:
        """The rows score nothing from now on and no longer count in any idf."""
        self._alive[rows] = False

    def scores(self, bag: Mapping[str, float]) -> np.ndarray:
        """float32 per row: the BM25 of the bag divided by the most any text could reach.

        So 0 shares no term and 1 repeats every term without end; dropped rows give 0.
        """
        total = np.zeros(len(self), dtype=np.float32)
        known = [(self._terms[term], times) for term, times in bag.items() if term in self._terms]
        postings = [self._postings(number) for number, _ in known]
        if not postings:
            return total
        sizes = np.array([len(rows) for rows, _ in postings])
        rows = np.concatenate([rows for rows, _ in postings])
        counts = np.concatenate([counts for _, counts in postings])
        alive = self._alive[rows]
        spread = np.repeat(np.arange(len(sizes)), sizes)
        frequency = np.bincount(spread, weights=alive, minlength=len(sizes))
        weights = self._idf(frequency) * np.array([times for _, times in known])
        norm = self._k1 * (1 - self._b + self._b * self._lengths / self._average_length())
        gain = weights[spread] * alive * counts / (counts + norm[rows])
        missing = sum(times for term, times in bag.items() if term not in self._terms)
        most = weights.sum() + missing * self._idf(np.zeros(1))[0]
        return (np.bincount(rows, gain, minlength=len(self)) / most).astype(np.float32)

    def compact(self, kept: np.ndarray) -> None:
        """Forgets every row outside `kept` (ascending row numbers) and numbers the rest from 0."""
        self._merge()
        renumbered = np.full(len(self), -1, dtype=np.int32)
        renumbered[kept] = np.arange(len(kept), dtype=np.int32)
        stays = renumbered[self._rows] >= 0
        owners = np.repeat(np.arange(len(self._starts) - 1), np.diff(self._starts))[stays]
        self._rows, self._counts = renumbered[self._rows[stays]], self._counts[stays]
        self._starts = np.searchsorted(owners, np.arange(len(self._starts)))
        self._lengths, self._alive = self._lengths[kept], self._alive[kept]

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, for a snapshot."""
        self._merge()
        return {
            "terms": np.frombuffer("\n".join(self._terms).encode(), dtype=np.uint8),
            "starts": self._starts,
            "rows": self._rows,
            "counts": self._counts,
            "lengths": self._lengths,
            "alive": self._alive,
        }

    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        """The opposite of `arrays`."""
        terms = arrays["terms"].tobytes().decode()
        self._terms = {term: n for n, term in enumerate(terms.split("\n") if terms else [])}
        self._starts, self._rows = arrays["starts"], arrays["rows"]
        self._counts, self._lengths = arrays["counts"], arrays["lengths"]
        self._alive = arrays["alive"]

    def _idf(self, frequency):
        return np.log1p((self._alive.sum() - frequency + 0.5) / (frequency + 0.5))

    def _average_length(self):
        return max(float(self._lengths[self._alive].mean()), 1.0) if self._alive.any() else 1.0

    def _postings(self, number):
        settled = slice(0, 0)
        if number < len(self._starts) - 1:
            settled = slice(self._starts[number], self._starts[number + 1])
        rows, counts = self._rows[settled], self._counts[settled]
        if number not in self._fresh:
            return rows, counts
        new_rows, new_counts = self._fresh[number]
        return (
            np.concatenate([rows, np.array(new_rows, dtype=np.int32)]),
            np.concatenate([counts, np.array(new_counts, dtype=np.float32)]),
        )

    def _merge(self):
        sizes = np.zeros(len(self._terms), dtype=np.int64)
        sizes[: len(self._starts) - 1] = np.diff(self._starts)
        owners = np.repeat(np.arange(len(sizes)), sizes)
        fresh = [(number, *postings) for number, postings in self._fresh.items()]
        new_owners = np.repeat([n for n, _, _ in fresh], [len(r) for _, r, _ in fresh])
        owners = np.concatenate([owners, new_owners.astype(np.int64)])
        order = np.argsort(owners, kind="stable")
        rows = [row for _, rows, _ in fresh for row in rows]
        counts = [count for _, _, counts in fresh for count in counts]
        self._rows = np.concatenate([self._rows, np.array(rows, dtype=np.int32)])[order]
        self._counts = np.concatenate([self._counts, np.array(counts, dtype=np.float32)])[order]
        self._starts = np.searchsorted(owners[order], np.arange(len(sizes) + 1))
        self._fresh, self._fresh_size = {}, 0
