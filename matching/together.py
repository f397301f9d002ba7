"""The indicators that several needs share, side by side, with the target that would serve them all."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .documents import Document, Indicator
from .encoder import Encoder
from .indicators.compare import compare

_LEAST, _MOST = (">=", ">", "increase"), ("<=", "<", "decrease")


@dataclass(frozen=True)
class Asked:
    """What one need asks of a shared quantity, converted into the unit of the row."""

    document_id: str
    position: int  # in the document's table, from 0
    indicator: Indicator
    value: float | tuple[float, float] | None


@dataclass
class Shared:
    """One quantity. `value` is the strictest target; None where the needs cannot be served at once."""

    name: str
    op: str
    unit: str
    asked: list[Asked] = field(default_factory=list)

    @property
    def is_common(self) -> bool:
        return len({one.document_id for one in self.asked}) > 1

    @property
    def is_hard(self) -> bool:
        return any(one.indicator.is_hard for one in self.asked)

    @property
    def value(self) -> float | tuple[float, float] | None:
        values = [one.value for one in self.asked if one.value is not None]
        if not values:
            return None
        if self.op in _LEAST:
            return max(values)
        if self.op in _MOST:
            return min(values)
        return _meeting(values)

    def of(self, document_id: str) -> list[Asked]:
        return [one for one in self.asked if one.document_id == document_id]


def shared_indicators(
    documents: Sequence[Document], encoder: Encoder | None = None
) -> list[Shared]:
    """Every quantity any of the documents asks for; those of several come first, in their order."""
    rows = []
    for document in documents:
        for at, indicator in enumerate(document.indicators):
            if not any(_joins(row, document.id, at, indicator, encoder) for row in rows):
                first = Asked(document.id, at, indicator, indicator.value)
                rows.append(Shared(indicator.name, indicator.op, indicator.unit, [first]))
    return sorted(rows, key=lambda row: not row.is_common)


def _joins(row, document_id, at, indicator, encoder):
    """Adds the indicator to the row where it asks for the same quantity in the same direction."""
    if row.of(document_id) or not _same_direction(row.op, indicator.op):
        return False
    answer = compare(row.asked[0].indicator, [indicator], encoder)
    if answer.offered_converted is None:
        return False
    row.asked.append(Asked(document_id, at, indicator, answer.offered_converted))
    return True


def _same_direction(one, other):
    return any(one in side and other in side for side in (_LEAST, _MOST)) or one == other


def _meeting(values):
    """What all the ranges or figures have in common, or None."""
    spans = [value if isinstance(value, tuple) else (value, value) for value in values]
    low, high = max(span[0] for span in spans), min(span[1] for span in spans)
    if low > high:
        return None
    return low if low == high else (low, high)
