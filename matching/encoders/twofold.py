"""The shipped encoder: the mean of a text's words beside a reading of their order."""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .reader import DOCUMENT, QUESTION, WEIGHTS, Reader
from .static import StaticEncoder, fingerprint, unit

READING = 0.3  # of the cosine; the rest is the words'. Chosen on needs of our own: decision 0003
_REMEMBERED = 2_000  # questions; half a kilobyte of text and a kilobyte of numbers each


class TwofoldEncoder:
    """Two models over the same pieces, so that a text is cut once.

    `words` is a static model trained on pairs of our own, `order` one that imitates a large
    transformer, with a small one above it (reader.py). The cosine of two texts is the sum of both
    models' cosines, weighted.
    """

    is_quick = False

    def __init__(self, words: Path, order: Path):
        self._words, self._order = StaticEncoder(words), StaticEncoder(order)
        self._reader = Reader(self._order, order / WEIGHTS)
        self.dimension = self._words.dimension + self._order.dimension
        marks = (
            fingerprint(words, "model.safetensors", "tokenizer.json"),
            fingerprint(order, "model.safetensors", WEIGHTS),
        )
        self.model_id = f"words-order@{'-'.join(mark[:8] for mark in marks)}"
        self._remembered: dict[str, np.ndarray] = {}
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return self._encoded(texts, DOCUMENT)

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """What was asked lately is not read again: one need is ranked, explained and paged through."""
        with self._lock:
            known = {text: self._remembered[text] for text in texts if text in self._remembered}
        if unread := [text for text in dict.fromkeys(texts) if text not in known]:
            fresh = dict(zip(unread, self._encoded(unread, QUESTION), strict=True))
            known |= fresh
            with self._lock:
                self._remembered |= fresh
                for oldest in list(self._remembered)[:-_REMEMBERED]:
                    del self._remembered[oldest]
        rows = np.array([known[text] for text in texts], dtype=np.float32)
        return rows.reshape(len(texts), self.dimension)

    def forget(self) -> None:
        """Every question is read anew, as in a process that starts."""
        with self._lock:
            self._remembered.clear()

    def _encoded(self, texts, side):
        bags = self._words.bags(texts)
        words, order = self._words.means(bags), self._reader.read(bags, side)
        return unit(np.hstack([(1 - READING) ** 0.5 * words, READING**0.5 * order]))
