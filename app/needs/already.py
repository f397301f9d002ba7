"""可能无需攻关: published capabilities whose own figures meet every hard indicator of a need."""

from dataclasses import dataclass

from app.capabilities.models import Capability
from app.matches import reasons
from app.matches.queries import things_of

ON_THE_SUBJECT = 0.3  # of full marks for the text: 部分相关
ENOUGH = (
    2  # figures that are met: one alone may belong to anything, a tester's as well as a maker's
)


@dataclass(frozen=True)
class Already:
    capability: Capability
    rows: list  # matching.Comparison of the indicators that decide, every one met
    others: int  # indicators that are not hard and not met


def already_met(need, limit=2):
    """Best first; nothing while the need has no target to be held against."""
    if not any(row.value is not None for row in need.indicators):
        return []
    found = [_answer(match) for match in reasons.capabilities_for(need)]
    found = [(match, *answer) for match, *answer in found if answer[0]]
    rows = things_of("capability", [int(match.id) for match, _, _ in found])
    return [
        Already(rows[int(match.id)], deciding, others)
        for match, deciding, others in found
        if int(match.id) in rows and rows[int(match.id)].organisation_id != need.organisation_id
    ][:limit]


def _answer(match):
    """(match, the deciding rows or none, how many others are open)."""
    hard = [row for row in match.comparisons if row.required.is_hard]
    deciding = hard or list(match.comparisons)
    met = [row for row in match.comparisons if row.status == "met"]
    is_met = deciding and all(row in met for row in deciding)
    is_enough = len(met) >= min(ENOUGH, len(match.comparisons))
    if not (is_met and is_enough) or _text_share(match) < ON_THE_SUBJECT:
        return match, [], 0
    others = sum(row.status != "met" for row in match.comparisons if row not in deciding)
    return match, deciding, others


def _text_share(match):
    return next((part.points / part.out_of for part in match.parts if part.name == "text"), 0)
