"""The static model: read without torch, thousands of texts a second on one core."""

import hashlib
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from matching.static_model import static_module


class StaticEncoder:
    """A sentence-transformers StaticEmbedding read by tokenizers and numpy alone.

    The same vectors as `SentenceTransformer(path).encode(texts)` to 1e-5, without importing torch:
    a text is the mean of its pieces' rows, brought to length one. Questions and documents alike.
    """

    is_quick = True

    def __init__(self, path: str | os.PathLike):
        from safetensors.numpy import load_file

        folder = self._folder = Path(path) / static_module(path)["path"]
        weights = load_file(folder / "model.safetensors")
        if "embedding.weight" in weights:
            self._rows, self._scale = weights["embedding.weight"], None
        else:
            self._rows, self._scale = weights["embeddings"], weights["weights"]
        self.dimension = self._rows.shape[1]
        mark = fingerprint(folder, "model.safetensors", "tokenizer.json")
        self.model_id = f"{Path(path).name[:36]}@{mark}"

    @cached_property
    def _tokenizer(self):
        """Thirty megabytes that a model which is only asked for rows does not need."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return self.means(self.bags(texts))

    encode_queries = encode

    def bags(self, texts: Sequence[str]) -> list[list[int]]:
        """The pieces of each text as numbers of rows."""
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [encoding.ids for encoding in encodings]

    def means(self, bags: Sequence[Sequence[int]]) -> np.ndarray:
        """One row of length one a bag: the direction of the mean of its rows."""
        vectors = np.zeros((len(bags), self.dimension), dtype=np.float32)
        for vector, bag in zip(vectors, bags, strict=True):
            if len(bag):
                vector[:] = self.rows(bag).mean(axis=0)
        return unit(vectors)

    def pieces(self, text: str) -> list[tuple[int, int, int]]:
        """(row, start, end) of every piece of the text, positions counted in characters."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return [(row, *span) for row, span in zip(encoding.ids, encoding.offsets, strict=True)]

    def rows(self, ids: Sequence[int]) -> np.ndarray:
        """The float32 embedding of each piece, not normalised: its length is its weight."""
        found = self._rows[ids].astype(np.float32)
        return found if self._scale is None else found * self._scale[ids][:, None]


def unit(vectors: np.ndarray) -> np.ndarray:
    """Rows brought to length one; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.maximum(lengths, 1e-12)


def fingerprint(folder: Path, *names: str) -> str:
    """Twelve digits that another version of any of these files would not have."""
    digest = hashlib.sha256()
    for name in names:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:12]
