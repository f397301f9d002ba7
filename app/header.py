"""The head of every thing's page: what it is, its state, who it waits for, what can be done now."""

from dataclasses import dataclass

from app.accounts.roles import STAFF
from app.workflow.advance import held_back, offered
from app.workflow.deadlines import due_at
from app.workflow.declaration import ROLE_LABELS, Role
from app.workflow.registry import workflow_of


@dataclass(frozen=True)
class Header:
    kind: str  # 需求
    number: str
    title: str
    label: str  # the state, in the reader's vocabulary
    tone: str
    meaning: str
    waits_for: str  # "" when it waits for nobody
    is_yours: bool
    is_over: bool  # no action leads on from here
    since: object
    due: object
    actions: tuple
    held_back: tuple  # (action, reason): what a rule still stands in the way of
    version: int


def header_of(thing, user, number=None):
    workflow = workflow_of(thing)
    state = workflow.state(thing.state)
    is_staff = any(user.holds(role) for role in STAFF)
    return Header(
        kind=workflow.label,
        number=number or thing.number,
        title=thing.title,
        label=state.label_for(is_staff),
        tone=state.tone,
        meaning=state.meaning,
        waits_for=waits_for(thing, state.waits_for),
        is_yours=state.waits_for in thing.roles_of(user),
        is_over=all(thing.state not in action.sources for action in workflow.actions),
        since=thing.state_since,
        due=due_at(thing),
        actions=tuple(offered(thing, user)),
        held_back=tuple(held_back(thing, user)),
        version=thing.version,
    )


def waits_for(thing, role):
    """Whom a thing waits for, by name where there is one: 示例电驱制造企业, 璧山区经信委."""
    if role is None:
        return ""
    if role is Role.SOLVER:
        return "揭榜单位"
    name = _named(thing, role)
    return name or ROLE_LABELS[role]


def _named(thing, role):
    if role is Role.PANELIST:
        return getattr(thing, "expert", None) and thing.expert.name
    if role is Role.DISTRICT_OFFICER:
        region = thing.organisation.region
        return f"{region}经信委" if region else ""
    if role not in (Role.OWNER, Role.CONTRACTOR):
        return ""
    return next(iter(_organisations(thing, role)), None)


def _organisations(thing, role):
    """The owner's or the contractor's name, wherever this noun keeps it."""
    thing = getattr(thing, "project", None) or thing  # a milestone's people are its project's
    if role is Role.OWNER:
        owner = getattr(thing, "need", None) or thing
        yield getattr(owner, "organisation", owner).name
    elif (contractor := getattr(thing, "contractor", None)) is not None:
        yield contractor.name
    elif (capability := getattr(thing, "capability", None)) is not None and hasattr(
        thing, "owner_note"
    ):
        yield capability.organisation.name
    else:
        yield thing.organisation.name
