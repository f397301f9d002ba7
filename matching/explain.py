"""Says why a capability answers a need: sentences quoted, indicators compared, gaps named."""

from dataclasses import dataclass

from matching.documents import Comparison, Document, Evidence, Indicator
from matching.evidence import evidence_for, is_list
from matching.indicators.compare import compare_all
from matching.indicators.reading import readings
from matching.read_once import offered_by, read, whole_text


@dataclass(frozen=True)
class Explanation:
    """Evidence for and against, one comparison per need indicator, and what nobody knows."""

    evidence: tuple[Evidence, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    missing: tuple[str, ...] = ()


def explain(need: Document, capability: Document, encoder=None, evidence_limit=3) -> Explanation:
    """The reasons for and against one capability; `encoder` sharpens the choice of sentences."""
    read(capability, encoder)  # first: what it offers stands in what is read for the evidence
    comparisons = compare_all(need_indicators(need), offered_indicators(capability), encoder)
    evidence = evidence_for(need, capability, comparisons, encoder, evidence_limit)
    return Explanation(_told(evidence), comparisons, missing(comparisons))


def _told(evidence):
    """What a reader can follow first: an unmarked sentence only where no other speaks for it,
    and a list of keywords behind whole sentences."""
    support = [one for one in evidence if not one.is_against]
    marked = [one for one in support if one.marks or one.indicators]
    kept = sorted(marked or support, key=lambda one: not one.indicators and is_list(one.sentence))
    return (*kept, *(one for one in evidence if one.is_against))


def need_indicators(need: Document) -> tuple[Indicator, ...]:
    """The need's own indicators; where it has none, those its text states."""
    if need.indicators:
        return need.indicators
    read = (reading.indicator for reading in readings(whole_text(need)))
    return tuple(indicator for indicator in read if indicator.role == "performance")


def offered_indicators(capability: Document) -> tuple[Indicator, ...]:
    """What the capability lists, and what its text states."""
    return (*capability.indicators, *offered_by(capability))


def missing(comparisons: tuple[Comparison, ...]) -> tuple[str, ...]:
    """Sentences for the page: data nobody gave, and the gaps of hard indicators."""
    said = []
    for comparison in comparisons:
        name = comparison.required.name
        if comparison.status == "unknown" and comparison.offered is None:
            said.append(f"没有“{name}”的数据")
        elif comparison.status == "unknown":
            said.append(f"“{name}”不明：{comparison.note}")
        elif comparison.status == "unmet" and comparison.required.is_hard:
            said.append(f"硬指标“{name}”有差距：{comparison.note}")
    return tuple(said)
