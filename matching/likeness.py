"""How likely it is that two texts are about the same problem: 0 to 1, the same scale for any encoder.

Two features go in. The cosine of the vectors, both taken from the middle of texts that have nothing
to do with each other (unrelated.txt, written for this), is counted in standard deviations above what
those texts have among themselves: a cosine of .6 means something else under every encoder, and all
texts of one style share a part that says nothing. The second is the share of character pairs that
stand in both. A logistic curve over the two is fitted by `python -m matching.likeness_fit` on needs
written for it (tests/matching/same_problems.tsv). Titles are short: they have a middle and a curve
of their own, and are held against titles only.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from .encoder import Encoder
from .text import normalise, pairs

TEXT_CURVE = (-11.98, 1.08, 44.0)  # bias, meaning, wording
TITLE_CURVE = (-8.89, 1.07, 9.4)
_RUN = re.compile(r"[\u3400-\u9fff]+")
_TELLING = 3  # characters; two are a word that anybody uses
SAME, NEAR = 0.9, 0.35  # from here on: nearly the same; about the same thing


@dataclass(frozen=True)
class Profile:
    """What of a text is compared: its vector, in standard deviations, and its character pairs."""

    vector: np.ndarray
    pairs: frozenset[str]


@dataclass(frozen=True)
class Background:
    """Titles, or texts, that have nothing to do with each other, under one encoder; their curve."""

    middle: np.ndarray
    mean: float
    deviation: float
    curve: tuple[float, float, float]


def profiles(texts: Sequence[str], encoder: Encoder, are_titles: bool = False) -> list[Profile]:
    """What is compared of each text; compare titles with titles and whole texts with whole texts."""
    if not texts:
        return []
    vectors = centred(encoder.encode(list(texts)), background(encoder, are_titles).middle)
    return [
        Profile(vector, frozenset(pairs(text))) for vector, text in zip(vectors, texts, strict=True)
    ]


def likeness(one: Profile, other: Profile, behind: Background) -> float:
    """The same either way round; `behind` is the background the profiles were made against."""
    meaning, wording = features(one, other, behind)
    bias, by_meaning, by_wording = behind.curve
    return 1 / (1 + math.exp(-(bias + by_meaning * meaning + by_wording * wording)))


def features(one: Profile, other: Profile, behind: Background) -> tuple[float, float]:
    """(standard deviations above unrelated texts, share of the character pairs in both)."""
    meaning = (float(one.vector @ other.vector) - behind.mean) / behind.deviation
    most = math.sqrt(len(one.pairs) * len(other.pairs))
    return meaning, len(one.pairs & other.pairs) / most if most else 0.0


def background(encoder: Encoder, are_titles: bool = False) -> Background:
    return _background(encoder, are_titles)


@lru_cache(maxsize=8)
def _background(encoder, are_titles):
    lines = (Path(__file__).parent / "unrelated.txt").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    vectors = encoder.encode([title if are_titles else f"{title} {text}" for title, text in rows])
    middle = vectors.mean(axis=0)
    vectors = centred(vectors, middle)
    cosines = (vectors @ vectors.T)[np.triu_indices(len(rows), 1)]
    curve = TITLE_CURVE if are_titles else TEXT_CURVE
    return Background(middle, float(cosines.mean()), float(cosines.std()) or 1.0, curve)


def centred(vectors: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """The vectors as they point from the middle of unrelated texts, each of length 1."""
    moved = vectors - middle
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return moved / np.maximum(lengths, 1e-9)


def said_in_both(one: str, other: str, most: int = 4) -> list[str]:
    """The longest runs of characters that stand in both texts, as they stand in the second."""
    known, found = set(pairs(one)), []
    for run in _RUN.findall(normalise(other)):
        start = 0
        for at in range(len(run)):
            if run[at : at + 2] not in known or at == len(run) - 1:
                found.append(run[start : at + 1])
                start = at + 1
    runs = dict.fromkeys(run for run in found if len(run) >= _TELLING)
    return sorted(runs, key=lambda run: -len(run))[:most]
