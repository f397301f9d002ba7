"""Writes to matches that are not transitions, and the effects of those that are."""

from app.accounts.models import SYSTEM
from app.audit.operations import record
from app.clock import now
from app.extensions import db
from app.inbox.operations import notify
from app.matches import reasons
from app.matches.models import Match
from app.matches.queries import match_of
from app.matches.rules import capability_is_published, need_is_public
from app.numbering import next_number
from app.projects import operations as projects
from app.workflow.advance import advance
from app.workflow.declaration import NotNow, NotYours, Role

OFFERS = {Role.OWNER: "owner_offer", Role.CONTRACTOR: "contractor_offer"}


def suggest_match(need, capability, actor, note=""):
    """A match of the two, with what the machine says of it now; whoever belongs to one side has
    answered for that side by asking, an officer's suggestion waits for both."""
    match = _begin(need, capability, actor)
    sides = match.roles_of(actor)
    name = next((name for role, name in OFFERS.items() if role in sides), None)
    if name is not None:
        advance(match, name, actor, note=note)
        return match
    event = record(match, "suggest", actor, label="推荐给双方", after=match.state, note=note)
    people = {*match.people_as(Role.OWNER), *match.people_as(Role.CONTRACTOR)}
    notify(sorted(people), match, event, f"推荐对接：{match.title}")
    return match


def decline_recommendation(need, capability, actor):
    """The capability's side says that a need is none of its business, before anybody asked."""
    match = match_of(need, capability) or _begin(need, capability, actor)
    advance(match, "contractor_decline", actor, reason="unrelated")
    return match


def _begin(need, capability, actor):
    if match_of(need, capability) is not None:
        raise NotNow("这一对已经在对接，请到匹配里看进展")
    match = Match(need=need, capability=capability, suggested_by_id=actor.id)
    with db.session.no_autoflush:
        if match.roles_of(actor).isdisjoint({*OFFERS, Role.OFFICER}):
            raise NotYours("只有需求方、能力方和受理岗可以发起对接")
        if why := need_is_public(match) or capability_is_published(match):
            raise NotNow(why)
        match.number = next_number("PP")
        keep_reasons(match, actor)
    db.session.add(match)
    db.session.flush()
    return match


def keep_reasons(match, actor, event=None):
    """Score, evidence and matrix as they stand now: what a decision was made on stays readable.

    One line a time stays in `readings`, so that the suggestion can be told from the decision.
    """
    found = reasons.reasons_for(match.need, match.capability)
    if found is None:
        return
    at = now().isoformat()
    place, _ = reasons.rank_of(match.need, match.capability)
    match.snapshot = reasons.kept(found) | {"kept_at": at}
    match.score, match.model, match.parameters = found.score, found.model, found.parameters
    if event is None:
        match.rank = place
    reading = {
        "at": at,
        "label": event.label if event is not None else "发起",
        "score": found.score,
        "rank": place,
        "confidence": found.confidence,
        "model": found.model,
        "parameters": found.parameters,
    }
    match.readings = [*(match.readings or ()), reading]


def keep_owner_answer(match, actor, event):
    match.owner_note, match.owner_answered_at = event.note, now()


def keep_contractor_answer(match, actor, event):
    match.contractor_note, match.contractor_answered_at = event.note, now()


def award_need(match, actor, event):
    advance(match.need, "award_by_match", SYSTEM, cause=event)


def open_project(match, actor, event):
    projects.project_from_match(match, actor, event)
