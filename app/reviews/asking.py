"""Whom one may ask: no expert of the owner's or a bidder's organisation, nobody twice."""

from dataclasses import dataclass

from app.needs.models import NeedState
from app.reviews.models import ReviewState
from app.reviews.queries import asked_pairs, bids_under_review, experts, loads

VETTED_IN = (NeedState.RECOMMENDED, NeedState.VETTED, NeedState.LISTED)


@dataclass(frozen=True)
class Candidate:
    expert: object
    load: int  # reviews that wait for this expert now
    open_subjects: tuple  # what they were not asked about yet: bids, or (None,) for the need


@dataclass(frozen=True)
class Panel:
    """Who may be asked about what; `why_not` when nobody may be, in words."""

    subjects: tuple  # bids, or (None,) where the need itself is vetted
    candidates: tuple
    recused: int  # left out for belonging to one of the organisations
    why_not: str = ""


def panel_for(need, bid=None):
    subjects, why_not = _subjects(need, bid)
    if why_not:
        return Panel((), (), 0, why_not)
    conflicted = _organisations(need)
    everyone = experts()
    free = [expert for expert in everyone if expert.organisation_id not in conflicted]
    busy, asked = loads(), asked_pairs(need)
    candidates = [
        Candidate(expert, busy.get(expert.id, 0), _open(expert, subjects, asked)) for expert in free
    ]
    return Panel(
        subjects,
        tuple(c for c in candidates if c.open_subjects),
        len(everyone) - len(free),
    )


def _subjects(need, bid):
    if bid is not None:
        if bid not in bids_under_review(need):
            return (), "这份方案不在评审中，不能再请专家"
        return (bid,), ""
    if need.state in VETTED_IN:
        return (None,), ""
    if need.state is NeedState.REVIEWING:
        bids = tuple(bids_under_review(need))
        return bids, "" if bids else "没有等待评审的方案"
    return (), "需求论证在形式审查到发榜之前请专家，方案评审在开榜之后请专家；现在两者都不是"


def _organisations(need):
    """The owner and every bidder in play: an expert of one rival must not judge another."""
    return {need.organisation_id, *(bid.organisation_id for bid in bids_under_review(need))}


def _open(expert, subjects, asked):
    """Who recused themselves from one bid of a need is not asked about its rivals."""
    if ReviewState.CONFLICTED in (s for (id, _bid), s in asked.items() if id == expert.id):
        return ()
    return tuple(s for s in subjects if (expert.id, s.id if s else None) not in asked)
