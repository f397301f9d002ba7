"""Ranks capabilities for a need, and needs for a capability, with reasons; knows no web page."""

from .documents import Comparison, Document, Evidence, Indicator, Match, ScorePart
from .encoder import Encoder, EncoderChoice, ModelProblem, Runtime, load_encoder
from .matcher import Matcher
from .reranker import load_reranker
from .snapshot import SnapshotBroken
from .text import warm_up

__all__ = [
    "Comparison",
    "Document",
    "Encoder",
    "EncoderChoice",
    "Evidence",
    "Indicator",
    "Match",
    "Matcher",
    "ModelProblem",
    "Runtime",
    "ScorePart",
    "SnapshotBroken",
    "load_encoder",
    "load_reranker",
    "warm_up",
]
