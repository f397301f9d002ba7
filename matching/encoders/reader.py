"""A small transformer that reads a text word after word: a few layers over a static model's rows, numpy alone."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .static import StaticEncoder, unit

WEIGHTS = (
    "reader.safetensors"  # in the static model's folder, as matching.reader_training writes it
)
QUESTION, DOCUMENT = 0, 1  # the two sides a text may be read from
HEADS = 4
_TINY = 1e-5  # keeps a norm from dividing by nothing, as torch has it


class Reader:
    """Puts a text where a large transformer would put it, in some milliseconds on one core.

    The pieces and their rows are the static model's; over them stand layers of attention with the
    norm before each step (Xiong et al. 2020, arXiv 2002.04745), and the vector is the mean of what
    comes out. Shapes: rows (pieces, d) -> (d,), with d = 256 and 1.6 million weights as shipped.
    """

    def __init__(self, rows: StaticEncoder, weights: Path):
        from safetensors.numpy import load_file

        stored = {name: one.astype(np.float32) for name, one in load_file(weights).items()}
        self._rows = rows
        self._places, self._sides, self._scale = (stored[n] for n in ("places", "sides", "scale"))
        count = 1 + max(int(name.split(".")[1]) for name in stored if name.startswith("layers."))
        self._layers = [
            {name.split(".", 2)[2]: one for name, one in stored.items() if name.startswith(head)}
            for head in (f"layers.{number}." for number in range(count))
        ]

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return self.read(self._rows.bags(texts), DOCUMENT)

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        return self.read(self._rows.bags(texts), QUESTION)

    def read(self, bags: Sequence[Sequence[int]], side: int) -> np.ndarray:
        """Float32 rows of length one for texts cut into pieces; zeros for a text without any."""
        vectors = np.zeros((len(bags), self._rows.dimension), dtype=np.float32)
        for vector, bag in zip(vectors, bags, strict=True):
            if len(bag):
                vector[:] = self._through(bag[: len(self._places)], side)
        return unit(vectors)

    def _through(self, bag, side):
        state = self._rows.rows(bag) * self._scale + self._places[: len(bag)] + self._sides[side]
        for layer in self._layers:
            asked = _linear(_norm(state, layer, "n1"), layer, "qkv")
            state += _linear(_attention(asked), layer, "o")
            state += _linear(_gelu(_linear(_norm(state, layer, "n2"), layer, "f1")), layer, "f2")
        return state.mean(axis=0)


def _linear(state, layer, name):
    return state @ layer[f"{name}.weight"].T + layer[f"{name}.bias"]


def _norm(state, layer, name):
    state = state - state.mean(axis=1, keepdims=True)
    state /= np.sqrt((state * state).mean(axis=1, keepdims=True) + _TINY)
    return state * layer[f"{name}.weight"] + layer[f"{name}.bias"]


def _attention(asked):
    """Questions, keys and values stand beside each other; every head looks at every piece."""
    count, width = len(asked), asked.shape[1] // 3
    query, key, value = asked.reshape(count, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
    near = query @ key.transpose(0, 2, 1) / np.sqrt(width // HEADS, dtype=np.float32)
    near = np.exp(near - near.max(axis=2, keepdims=True))
    near /= near.sum(axis=2, keepdims=True)
    return (near @ value).transpose(1, 0, 2).reshape(count, width)


def _gelu(state):
    """The tanh form of Hendrycks and Gimpel 2016 (arXiv 1606.08415); a power would cost ten times as much."""
    return 0.5 * state * (1 + np.tanh(0.7978845608 * (state + 0.044715 * state * state * state)))
