"""Any sentence-transformers bi-encoder, by name or path."""

import hashlib
import json
import threading
from collections.abc import Sequence

import numpy as np

from .choice import EncoderChoice, ModelProblem, Runtime
from .loading import load_model, short_name, weights_revision
from .static import unit


class TransformerEncoder:
    """Questions and documents each with their own prompt; torch is imported only here."""

    is_quick = False

    def __init__(self, choice: EncoderChoice | str, runtime: Runtime | None = None):
        choice = EncoderChoice(choice) if isinstance(choice, str) else choice
        self._runtime = runtime or Runtime()
        self._model = load_model("SentenceTransformer", choice.name, self._runtime)
        self._lock = threading.Lock()  # a tokenizer must not be asked by two threads at once
        self._limit_length(choice.max_length)
        self.dimension = self._limited_dimension(choice.dimension)
        self._prompts = {
            "query": _prompt(choice.query_prompt),
            "document": _prompt(choice.document_prompt),
        }
        self.model_id = f"{short_name(choice.name)}@{weights_revision(self._model, choice.name)}"
        if changed := choice.changed():
            said = json.dumps(changed, sort_keys=True).encode()
            self.model_id += f".{hashlib.sha256(said).hexdigest()[:6]}"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return self._encoded(texts, self._model.encode_document, self._prompts["document"])

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        return self._encoded(texts, self._model.encode_query, self._prompts["query"])

    def _encoded(self, texts, encode, prompt):
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        said = [place for place, text in enumerate(texts) if text.strip()]
        if said:
            with self._lock:
                vectors[said] = encode(
                    [texts[place] for place in said],
                    batch_size=self._runtime.batch,
                    show_progress_bar=False,
                    truncate_dim=self.dimension,
                    **prompt,
                )
        return unit(vectors)

    def _limit_length(self, length):
        longest = self._model.max_seq_length
        if length and longest and length > longest:
            raise ModelProblem(
                f"ENCODER_MAX_LENGTH 是 {length}，这个模型最多读 {longest} 个词元，请改小或留空"
            )
        if length:
            self._model.max_seq_length = length

    def _limited_dimension(self, wanted):
        own = self._model.get_embedding_dimension()
        if wanted and wanted > own:
            raise ModelProblem(
                f"ENCODER_DIMENSION 是 {wanted}，这个模型只有 {own} 维，请改小或留空"
            )
        return wanted or own


def _prompt(said):
    """The keyword arguments of one side: none where the model's own prompt is to be used."""
    return {"prompt": "" if said == "-" else said} if said else {}
