"""为我推荐: the open needs that an organisation's capabilities answer, merged, best first."""

from dataclasses import dataclass

from app.extensions import db
from app.matches import reasons
from app.matches.models import MatchState
from app.matches.queries import by_need, published_of, things_of

READ = 24  # capabilities of one organisation, the newest; each is one question to the index
EACH = 12
WORTH_READING = 25  # of 100; below it a need and a capability share words by chance
SET_ASIDE = (MatchState.DECLINED, MatchState.REJECTED)


@dataclass(frozen=True)
class Recommendation:
    need: object
    capability: object
    found: object  # matching.Match
    match: object  # what was begun of this pair, or None
    also: int  # how many more of the organisation's capabilities answer the need


def recommended_for(organisation_id, capability_id=None):
    """The recommendations of one organisation, or of one capability of it."""
    capabilities = db.session.scalars(published_of(organisation_id).limit(READ)).unique().all()
    if capability_id is not None:
        capabilities = [one for one in capabilities if one.id == capability_id]
    begun = by_need(organisation_id)
    aside = {need_id for (need_id, _), match in begun.items() if match.state in SET_ASIDE}
    answers = {}
    for capability in capabilities:
        for found in reasons.needs_for(capability, EACH):
            if int(found.id) not in aside and found.score >= WORTH_READING:
                answers.setdefault(int(found.id), []).append((found, capability))
    needs = things_of("need", list(answers))
    merged = [
        _best(needs[need_id], pairs, begun)
        for need_id, pairs in answers.items()
        if need_id in needs and _may_bid(needs[need_id], organisation_id)
    ]
    return sorted(merged, key=lambda row: -row.found.score)


def open_needs_for(capability):
    """[(need, matching.Match)] of the needs one capability may still be offered to, best first."""
    answers = reasons.needs_for(capability, EACH)
    needs = things_of("need", [int(found.id) for found in answers])
    return [
        (needs[int(found.id)], found)
        for found in answers
        if found.score >= WORTH_READING
        and int(found.id) in needs
        and _may_bid(needs[int(found.id)], capability.organisation_id)
    ]


def _best(need, pairs, begun):
    found, capability = max(pairs, key=lambda pair: pair[0].score)
    match = begun.get((need.id, capability.id))
    return Recommendation(need, capability, found, match, len(pairs) - 1)


def _may_bid(need, organisation_id):
    return need.is_accepting_bids and need.organisation_id != organisation_id
