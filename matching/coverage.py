"""Which parts of a need a capability covers: sub-needs by what it says, indicators by its figures.

Three things speak for a sub-need, each for a third: how much of it the capability names, in runs of
characters and not in single words; how nearly one of its sentences means the same; and how close it
is to the need as a whole, for a few words are understood only in their trade.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .documents import Comparison, Document, Evidence
from .encoder import Encoder
from .evidence import is_list
from .indicators.characters import plain
from .likeness import background, centred
from .sentence_words import merged, quotable, whole
from .sub_needs import subject

COVERS = 0.67  # from here on; chosen on pairs labelled by hand (docs/decisions/0004)
_SAME = 12  # standard deviations of meaning above unrelated texts that count in full
_DENIED = re.compile(
    r"不涉及|不包括|不包含|不适用|不适合|不具备|不含|不能|不做|不改|暂不|没有|尚未|未做|未验证|"
    r"未解决|未涉及|无法|缺乏|缺少|只做了|只在|仅在|仅做|有待|需要配合"
)
_JOINTS = re.compile(r"[的与和及、，,（）()\s]")


@dataclass(frozen=True)
class Cover:
    """How a capability covers one item: met or near, and the sentence that says so."""

    status: str
    evidence: Evidence
    note: str = ""


def covers(
    parts: Sequence[str],
    comparisons: Sequence[Comparison],
    capability: Document,
    encoder: Encoder,
    closeness: float,
    counts_figures: bool = True,
) -> dict[int, Cover]:
    """{position: cover} of what the capability covers; the sub-needs come first, then the indicators.

    `closeness` is how near it is to the need as a whole, of 1. `comparisons` are the need's indicators
    held against it, in the need's order. They count where it covers a sub-need, or `counts_figures`:
    the flatness of a plate of another trade answers nothing.
    """
    found = {
        position: Cover("met", evidence)
        for position, evidence in enumerate(_said(tuple(parts), capability, encoder, closeness))
        if evidence is not None
    }
    if not found and not counts_figures:
        return {}
    for position, comparison in enumerate(comparisons, start=len(parts)):
        if comparison.status in ("met", "near"):
            evidence = Evidence(comparison.sentence or _figure(comparison))
            found[position] = Cover(comparison.status, evidence, comparison.note)
    return found


def _said(parts, capability, encoder, closeness):
    """For each sub-need the sentence that covers it, or None; what is not done covers nothing."""
    said = [("名称", capability.title), *quotable(capability)]
    said = [(source, sentence) for source, sentence in said if not _DENIED.search(sentence)]
    if not parts or not said:
        return [None] * len(parts)
    texts = [plain(sentence).lower() for _, sentence in said]
    meanings = _meanings(parts, [sentence for _, sentence in said], encoder)
    found = []
    for part, meaning in zip(parts, meanings, strict=True):
        asked = plain(subject(part)).lower()
        runs = [_runs(asked, text) for text in texts]
        shares = [_share(asked, text, spans) for text, spans in zip(texts, runs, strict=True)]
        named = np.mean(np.any(shares, axis=0))
        worth = float(named + meaning.max() + closeness) / 3
        best = _most_telling(said, shares, meaning)
        source, sentence = said[best]
        evidence = Evidence(whole(sentence), merged(runs[best], sentence), source, round(worth, 4))
        found.append(evidence if worth >= COVERS else None)
    return found


def _most_telling(said, shares, meaning):
    """The place of the sentence to quote; a list of words only where no sentence says as much."""
    return max(
        range(len(said)),
        key=lambda at: np.mean(shares[at]) + meaning[at] - is_list(said[at][1]),
    )


def _runs(asked, text):
    """(start, end) in the text of what stands in `asked` too, two characters or more together."""
    spans, start = [], 0
    while start < len(text) - 1:
        end = start + 2
        if text[start:end] not in asked or _JOINTS.search(text[start:end]):
            start += 1
            continue
        while end < len(text) and text[start : end + 1] in asked:
            end += 1
        spans.append((start, end))
        start = end
    return spans


def _share(asked, text, spans):
    """Which characters of `asked` the runs name; joints such as 与 are left out."""
    named = np.zeros(len(asked), dtype=bool)
    for run in {text[start:end] for start, end in spans}:
        start = asked.find(run)
        while start >= 0:
            named[start : start + len(run)] = True
            start = asked.find(run, start + 1)
    return named[[not _JOINTS.match(character) for character in asked]]


def _meanings(parts, sentences, encoder):
    """[part, sentence]: 1 is as good as the same, 0 as good as unrelated."""
    behind = background(encoder)
    cosines = _asked(parts, encoder) @ centred(encoder.encode(sentences), behind.middle).T
    return np.clip((cosines - behind.mean) / behind.deviation / _SAME, 0, 1)


@lru_cache(maxsize=64)
def _asked(parts, encoder):
    vectors = encoder.encode([subject(part) for part in parts])
    return centred(vectors, background(encoder).middle)


def _figure(comparison):
    return f"能力登记的指标：{comparison.offered.name}" if comparison.offered else ""
