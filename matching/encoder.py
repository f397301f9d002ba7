"""Texts to unit vectors: the shipped static model without torch, any other by its name."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from .static_model import static_module

DEFAULT_MODEL = Path(__file__).parent / "models" / "static-zh"


class Encoder(Protocol):
    """What the matcher asks of an encoder."""

    model_id: str
    dimension: int

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Rows of length one, float32, in the order of `texts`; an empty text gives zeros."""


class StaticEncoder:
    """A sentence-transformers StaticEmbedding read by tokenizers and numpy alone.

    The same vectors as `SentenceTransformer(path).encode(texts)` to 1e-5, without importing torch:
    a text is the mean of its pieces' rows, brought to length one.
    """

    def __init__(self, path: str | os.PathLike):
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        folder = Path(path) / static_module(path)["path"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        weights = load_file(folder / "model.safetensors")
        if "embedding.weight" in weights:
            self._rows, self._scale = weights["embedding.weight"], None
        else:
            self._rows, self._scale = weights["embeddings"], weights["weights"]
        self.dimension = self._rows.shape[1]
        self.model_id = f"{Path(path).name}@{_fingerprint(folder)}"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        for vector, encoding in zip(vectors, encodings, strict=True):
            if encoding.ids:
                vector[:] = self.rows(encoding.ids).mean(axis=0)
        return _unit(vectors)

    def pieces(self, text: str) -> list[tuple[int, int, int]]:
        """(row, start, end) of every piece of the text, positions counted in characters."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return [(row, *span) for row, span in zip(encoding.ids, encoding.offsets, strict=True)]

    def rows(self, ids: Sequence[int]) -> np.ndarray:
        """The float32 embedding of each piece, not normalised: its length is its weight."""
        found = self._rows[ids].astype(np.float32)
        return found if self._scale is None else found * self._scale[ids][:, None]


class TransformerEncoder:
    """Any other sentence-transformers model, by name or path; torch is imported only here."""

    def __init__(self, name: str):
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(name)
        self.dimension = self._model.get_embedding_dimension()
        self.model_id = f"{Path(name).name}@{_revision(self._model, name)}"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        vectors = self._model.encode(
            list(texts), convert_to_numpy=True, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)


def load_encoder(name_or_path: str | os.PathLike | None = None) -> Encoder:
    """The encoder named by the argument, else by the setting ENCODER, else the one shipped here.

    A folder that holds a StaticEmbedding is read without torch; anything else is handed to
    sentence-transformers, which raises its own error for a name it cannot find.
    """
    chosen = str(name_or_path or os.environ.get("ENCODER") or DEFAULT_MODEL)
    if static_module(chosen) is not None:
        return StaticEncoder(chosen)
    return TransformerEncoder(chosen)


def _unit(vectors):
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.maximum(lengths, 1e-12)


def _fingerprint(folder):
    digest = hashlib.sha256()
    for name in ("model.safetensors", "tokenizer.json"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:12]


def _revision(model, name):
    """The commit a downloaded model came from, else a hash of the folder it was read from."""
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    if commit := getattr(config, "_commit_hash", None):
        return commit[:12]
    digest = hashlib.sha256()
    for file in sorted(file for file in Path(name).rglob("*") if file.is_file()):
        digest.update(f"{file.relative_to(name)} {file.stat().st_size}".encode())
        with file.open("rb") as content:
            digest.update(content.read(1 << 20))  # its beginning tells two models apart
    return digest.hexdigest()[:12]
