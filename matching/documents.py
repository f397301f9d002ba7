"""What goes into the matcher and what comes out of it: plain frozen values, no behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Indicator:
    """One technical indicator as a person wrote it or as it was read from a sentence.

    `value` is a number, a (low, high) pair for a range, or None where no figure is given. `unit` is
    a canonical symbol (GUIDELINE of docs/indicators.md), "" when there is none. `op` is one of
    >= <= > < = range approx increase decrease.
    """

    name: str
    op: str = "="
    value: float | tuple[float, float] | None = None
    unit: str = ""
    role: str = "performance"
    text: str = ""
    is_hard: bool = False


@dataclass(frozen=True)
class Document:
    """A need or a capability as the matcher sees it.

    `facets` maps a facet's name (chain, region, organisation_kind, trl, ...) to its values; filters
    ask for any of several values per facet. `passages` are named parts of the text in the order a
    person reads them, e.g. ("主要技术难点", "..."); `text` is the whole where there are no parts.
    """

    id: str
    title: str
    text: str = ""
    indicators: tuple[Indicator, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    passages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Comparison:
    """One need indicator held against a capability: status is met, near, unmet or unknown."""

    required: Indicator
    status: str
    offered: Indicator | None = None
    offered_converted: float | tuple[float, float] | None = None  # in the required unit
    note: str = ""  # why, in Chinese, for the page
    sentence: str = ""  # the capability's sentence the figure was read from


@dataclass(frozen=True)
class Evidence:
    """A sentence of the capability that answers the need; `marks` are (start, end) into `sentence`."""

    sentence: str
    marks: tuple[tuple[int, int], ...] = ()
    source: str = ""  # the passage it stands in
    similarity: float = 0.0
    is_against: bool = False
    indicators: tuple[int, ...] = ()  # positions in the need's indicator table, from 0
    asked: str = ""  # the sentence of the need it answers, where the two share telling words
    asked_marks: tuple[tuple[int, int], ...] = ()  # into `asked`
    asked_source: str = ""


@dataclass(frozen=True)
class ScorePart:
    """A readable part of the score: `points` of `out_of`, and why, in Chinese."""

    name: str
    label: str
    points: float
    out_of: float
    why: str = ""


@dataclass(frozen=True)
class Match:
    """One ranked answer with its reasons; `score` is 0 to 100, the sum of its parts."""

    id: str
    score: float
    parts: tuple[ScorePart, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    missing: tuple[str, ...] = ()  # sentences in Chinese: what nobody knows yet
    model: str = ""  # encoder id and revision the score was made with
    parameters: str = ""  # version of the weights and the calibration
    confidence: float | None = None  # None where no calibration was applied
    text_scores: Mapping[str, float] = field(default_factory=dict)  # by name; explained pairs only
