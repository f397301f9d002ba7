"""Which parts of a need a capability covers: sub-needs by its sentences, indicators by its figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .documents import Comparison, Document, Evidence
from .evidence import evidence_for, is_list

# From this similarity of a sentence on, it speaks of the sub-need. Measured with titles as the
# sub-needs and abstracts as the capabilities (250 titles, 1,500 Chinese abstracts): .4 finds 98% of
# the titles in their own abstract, none in 1,500 abstracts drawn at random, and 11% in the six
# abstracts that mean most nearly the same; at .3 that last figure is 33%.
COVERS = 0.4
MOST = 10  # sub-needs; a need that lists more is a programme
_SHORTEST = 6  # characters; 组织验收 names no work
_READ = 3  # sentences of a capability looked at for one sub-need
_CUTS = re.compile(r"[；;。！？\n]")
_NUMBER = re.compile(
    r"^\s*(?:[(（]?[\d一二三四五六七八九十]{1,2}[)）]|\d{1,2}[.、．]|第?[一二三四五六七八九十]{1,2}[、是])\s*"
)
_DENIED = re.compile(
    r"不涉及|不包括|不包含|不适用|不适合|不具备|不含|不能|不做|不改|暂不|没有|尚未|未做|未验证|"
    r"未解决|未涉及|无法|缺乏|缺少|只做了|只在|仅在|仅做|有待|需要配合"
)


@dataclass(frozen=True)
class Cover:
    """How a capability covers one item: met or near, and the sentence that says so."""

    status: str
    evidence: Evidence
    note: str = ""


def sub_needs(text: str, most: int = MOST) -> tuple[str, ...]:
    """The tasks a text lists, cut at semicolons, full stops and lines, without their numbers.

    A part too short to name work is left out; of more than `most` the first are taken.
    """
    parts = (_NUMBER.sub("", part).strip(" ，,、") for part in _CUTS.split(text))
    return tuple(dict.fromkeys(part for part in parts if len(part) >= _SHORTEST))[:most]


def covers(
    parts: Sequence[str],
    comparisons: Sequence[Comparison],
    capability: Document,
    encoder=None,
    is_close: bool = True,
) -> dict[int, Cover]:
    """{position: cover} of what the capability covers; the sub-needs come first, then the indicators.

    `comparisons` are the need's indicators held against this capability, in the need's order. They
    count where the capability is close to the need or covers a sub-need: the flatness of a plate of
    another trade answers nothing.
    """
    found = {}
    for position, part in enumerate(parts):
        evidence = _said(part, capability, encoder)
        if evidence is not None:
            found[position] = Cover("met", evidence)
    if not found and not is_close:
        return {}
    for position, comparison in enumerate(comparisons, start=len(parts)):
        if comparison.status in ("met", "near"):
            evidence = Evidence(comparison.sentence or _figure(comparison))
            found[position] = Cover(comparison.status, evidence, comparison.note)
    return found


def _said(part, capability, encoder):
    """The sentence that covers a sub-need; one that says what is not done covers nothing."""
    said = [
        evidence
        for evidence in evidence_for(Document("", part), capability, (), encoder, _READ)
        if evidence.similarity >= COVERS and not _DENIED.search(evidence.sentence)
    ]
    # A list of words is quoted only where no sentence says as much.
    return min(said, key=lambda evidence: is_list(evidence.sentence), default=None)


def _figure(comparison):
    return f"能力登记的指标：{comparison.offered.name}" if comparison.offered else ""
