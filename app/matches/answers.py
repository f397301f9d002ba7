"""What both sides of a match have said, and how they reach each other once they may."""

from app.audit.queries import timeline
from app.matches.models import MatchState

IN_TOUCH = (MatchState.APPROVED, MatchState.IN_PROJECT)
SIDES = (("owner", "需求方"), ("contractor", "能力方"))


def answers_of(match):
    """One answer a side, in words: {who, label, tone, at, note}."""
    refusals = {
        event.action: event for event in timeline(match) if event.action.endswith("decline")
    }
    return [_answer(match, side, word, refusals.get(f"{side}_decline")) for side, word in SIDES]


def contacts_of(match):
    """[(side, organisation, person, phone)], only after the committee has agreed."""
    if match.state not in IN_TOUCH:
        return []
    organisations = (match.need.organisation, match.capability.organisation)
    return [
        (word, organisation, _person(organisation), organisation.contact_phone)
        for (_, word), organisation in zip(SIDES, organisations, strict=True)
    ]


def _answer(match, side, word, refusal):
    thing = match.need if side == "owner" else match.capability
    who = f"{word} · {thing.organisation.name}"
    if refusal is not None:
        said = "；".join(part for part in (refusal.reason, refusal.note) if part)
        return {"who": who, "label": "不合适", "tone": "bad", "at": refusal.at, "note": said}
    at, note = getattr(match, f"{side}_answered_at"), getattr(match, f"{side}_note")
    if at is None:
        return {"who": who, "label": "未答复", "tone": "rest", "at": None, "note": ""}
    return {"who": who, "label": "愿意谈", "tone": "ok", "at": at, "note": note}


def _person(organisation):
    return " ".join(
        part for part in (organisation.contact_name, organisation.contact_title) if part
    )
