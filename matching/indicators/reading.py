"""Reads the technical indicators of a Chinese text, sentence by sentence."""

import re
from dataclasses import dataclass
from functools import lru_cache

from matching.documents import Indicator
from matching.indicators.sentence import read_sentence

# Papers end sentences with a bare "." between Chinese characters.
_SENTENCE = re.compile(
    r"(?:[^。！？!?；;\n.]|(?<![\u4e00-\u9fff%℃)])\.|\.(?![\u4e00-\u9fff\s]|$))+"
    r"(?:[。！？!?；;\n]|\.)?"
)
_FIGURES = re.compile(r"[\d一二两三四五六七八九十百千万翻级]")


@dataclass(frozen=True)
class Reading:
    """An indicator and where its figure stands in its sentence."""

    indicator: Indicator
    start: int
    end: int
    origin: tuple[float, str] | None = None  # the A of a change from A to B


def read_indicators(text: str) -> tuple[Indicator, ...]:
    """The technical indicators of a Chinese text, in the order they are written."""
    return tuple(reading.indicator for reading in readings(text))


@lru_cache(maxsize=8192)
def readings(text: str) -> tuple[Reading, ...]:
    """The indicators with the places of their figures, each in its own sentence."""
    return tuple(
        Reading(*found)
        for sentence in sentences(text)
        if _FIGURES.search(sentence)
        for found in read_sentence(sentence)
    )


def sentences(text: str) -> list[str]:
    """The sentences and half-sentences a text is read and quoted in."""
    found = (match.group().strip() for match in _SENTENCE.finditer(text))
    return [sentence for sentence in found if sentence]
