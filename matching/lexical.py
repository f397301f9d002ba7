"""BM25 over postings in numpy: rows are added and dropped in place, idf is counted when asked.

Rows are numbered in the order they are added and keep their number until `compact`. What was added
last waits in lists and is merged into the arrays, beside the questions, when it has grown.
Method: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with Lucene's idf.
"""

import math
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from .growing import Growing
from .postings import Fresh, Settled, gain, key_of

_MERGE_AFTER = 200_000  # fresh postings, or an eighth of the settled ones where that is more
_MANY = 1_000  # texts added at once are merged at once
_CUT_AGAIN = 50  # dropped texts; more are looked up in the postings
_STEP = 1.05  # the average length is rounded to a power of it, so that gains seldom change


class Bm25:
    """The score of every row for a weighted bag of terms, cut from text by `cut`."""

    def __init__(self, cut: Callable[[str], list[str]], k1: float = 1.2, b: float = 0.75):
        self.cut, self._k1, self._b = cut, k1, b
        # What has settled, and what is being merged into it: swapped in one assignment.
        self._parts: tuple[Settled, Fresh | None] = (Settled.empty(), None)
        self._fresh = Fresh()
        self._lengths, self._alive = Growing(np.float32), Growing(bool)
        self._living = self._length = 0
        self._gone: Counter[int] = Counter()  # postings of dropped rows, by term
        self._dropped: list[str | None] = []  # texts that are not counted there yet
        self._generation = 0
        self._merging: threading.Thread | None = None
        self._swap = threading.Lock()

    def __len__(self):
        """Rows ever added since the last `compact`, dropped ones included."""
        return len(self._lengths)

    def add(self, texts: Sequence[str]) -> None:
        """Appends one row per text."""
        lengths = []
        for row, text in enumerate(texts, start=len(self)):
            counts = Counter(self.cut(text))
            lengths.append(counts.total())
            self._fresh.add(row, counts.items())
            if (
                self._fresh.size > max(_MERGE_AFTER, len(self._parts[0]) // 4)
                and len(texts) > _MANY
            ):
                self._merge()
        self._lengths.append(np.array(lengths, dtype=np.float32))
        self._alive.append(np.ones(len(lengths), dtype=bool))
        self._living += len(lengths)
        self._length += sum(lengths)
        if self._fresh.size > max(_MERGE_AFTER, len(self._parts[0]) // 8):
            self._merge_beside()

    def drop(self, rows: Sequence[int], texts: Sequence[str | None] | None = None) -> None:
        """The rows score nothing from now on and no longer count in any idf.

        Their texts, where they are at hand, spare a search through all postings.
        """
        for row, text in zip(rows, texts or [None] * len(rows), strict=True):
            if self._alive.values[row]:
                self._alive.values[row] = False
                self._living -= 1
                self._length -= int(self._lengths.values[row])
                self._dropped.append(text)

    def scores(self, bag: Mapping[str, float]) -> np.ndarray:
        """float32 per row: the BM25 of the bag divided by the most any text could reach.

        So 0 shares no term and 1 repeats every term without end; dropped rows give 0.
        """
        found = np.zeros(len(self), dtype=np.float32)
        bag = {key_of(term): times for term, times in bag.items()}
        if not bag:
            return found
        settled, merging = self._parts
        keys = np.array(list(bag), dtype=np.uint64)
        starts, ends = settled.places(keys)
        fresh = [part.postings(bag) for part in (merging, self._fresh) if part]
        frequency = ends - starts
        for sizes, _, _ in fresh:
            frequency += sizes
        weights = self._idf(frequency - self._gone_of(keys)) * np.array(list(bag.values()))
        average = self._average_length()
        shares = (weights / weights.sum()).astype(np.float32)
        gains, columns = settled.gains(average, self._norms)
        # Indices as the processor takes them, and room for products: both made once a question.
        places, gained = np.empty(len(self), dtype=np.intp), np.empty(len(self), dtype=np.float32)
        for start, end, share in zip(starts.tolist(), ends.tolist(), shares, strict=True):
            size = end - start
            if size and (column := columns.get(start)) is not None:
                size = len(column)
                found[:size] += np.multiply(column, share, out=gained[:size])
            elif size:
                places[:size] = settled.rows[start:end]
                np.multiply(gains[start:end], share, out=gained[:size])
                np.add.at(found, places[:size], gained[:size])
        for sizes, rows, counts in fresh:
            gained = gain(counts, self._norms(average, rows)) * np.repeat(shares, sizes)
            np.add.at(found, rows, gained)
        if self._living < len(self):
            found *= self._alive.values
        return found

    def compact(self, kept: np.ndarray) -> None:
        """Forgets every row outside `kept` (ascending row numbers) and numbers the rest from 0."""
        self._merge()
        numbers = np.full(len(self), -1, dtype=np.int32)
        numbers[kept] = np.arange(len(kept), dtype=np.int32)
        self._parts = (self._parts[0].renumbered(numbers), None)
        self._lengths.take_over(self._lengths.values[kept])
        self._alive.take_over(self._alive.values[kept])
        self._count()

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, for a snapshot."""
        self._merge()
        settled = self._parts[0]
        mine = {"lengths": self._lengths.values, "alive": self._alive.values.copy()}
        return mine | {name: getattr(settled, name) for name in _STORED}

    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        """The opposite of `arrays`."""
        self._parts = (Settled(*(arrays[name] for name in _STORED)), None)
        self._lengths.take_over(arrays["lengths"])
        self._alive.take_over(arrays["alive"])
        self._count()

    def settle(self) -> None:
        """Waits until a merge that is going on beside is done."""
        if self._merging is not None:
            self._merging.join()

    def _count(self):
        alive = self._alive.values
        lengths = self._lengths.values[alive]
        self._living, self._length = len(lengths), int(lengths.sum(dtype=np.float64))
        self._gone, self._dropped = Counter(), [None] * (len(alive) - self._living)

    def _idf(self, frequency):
        return np.log1p((self._living - frequency + 0.5) / (frequency + 0.5))

    def _average_length(self):
        """Rounded by what is alive alone, so that any order of changes gives the same scores."""
        if not self._length:
            return 1.0
        steps = round(math.log(self._length / self._living) / math.log(_STEP))
        return max(_STEP**steps, 1.0)

    def _norms(self, average, rows):
        return self._damped(self._lengths.values[rows], average)

    def _damped(self, lengths, average):
        """How much the length of a text damps what it repeats."""
        return self._k1 * (1 - self._b + self._b * (lengths / np.float32(average)))

    def _gone_of(self, keys):
        """In how many dropped rows each term stands."""
        if len(self._dropped) > _CUT_AGAIN or None in self._dropped:
            self._gone = self._search_gone()
        else:
            for text in self._dropped:
                self._gone.update(map(key_of, set(self.cut(text))))
        self._dropped = []
        return np.array([self._gone[key] for key in keys.tolist()] if self._gone else 0)

    def _search_gone(self):
        self._merge()
        settled, _ = self._parts
        dead = np.flatnonzero(~self._alive.values[settled.rows])
        places = np.searchsorted(settled.starts, dead, side="right") - 1
        found, times = np.unique(settled.keys[places], return_counts=True)
        return Counter(dict(zip(found.tolist(), times.tolist(), strict=True)))

    def _merge(self):
        """All that is fresh into the arrays, here and now."""
        with self._swap:
            self._generation += 1
            settled, merging = self._parts
            for part in (merging, self._fresh):
                if part is not None and part.size:
                    settled = settled.joined(part.settled())
            self._parts, self._fresh = (settled, None), Fresh()

    def _merge_beside(self):
        settled, merging = self._parts
        if merging is not None:
            return
        self._parts, self._fresh = (settled, self._fresh), Fresh()
        arguments = (*self._parts, self._average_length(), self._lengths.values, self._generation)
        # No daemon: one that is stopped inside compiled code takes the ending process down with it.
        self._merging = threading.Thread(target=self._join, args=arguments)
        self._merging.start()

    def _join(self, settled, fresh, average, lengths, generation):
        joined = settled.joined(fresh.settled())
        joined.gains(average, lambda average, rows: self._damped(lengths[rows], average))
        with self._swap:
            if generation == self._generation:
                self._parts = (joined, None)


_STORED = ("keys", "starts", "rows", "counts")
