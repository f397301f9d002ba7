"""Named reads of matches."""

from sqlalchemy import Integer, column, select, table
from sqlalchemy.orm import selectinload

from app.capabilities.models import Capability, CapabilityState
from app.extensions import db
from app.matches.models import Match
from app.needs.models import Need
from app.workflow.registry import workflow_of

# The project table as far as this room needs it: projects are a later noun.
_project = table("project", column("id", Integer), column("match_id", Integer))


def match_of(need, capability):
    """The match of a pair, or None; there is at most one."""
    pair = select(Match).where(Match.need_id == need.id, Match.capability_id == capability.id)
    return db.session.scalars(pair).unique().first()


def matches_of_need(need):
    return select(Match).where(Match.need_id == need.id).order_by(Match.score.desc())


def by_capability(need):
    """{capability_id: match} of one need."""
    return {
        match.capability_id: match for match in db.session.scalars(matches_of_need(need)).unique()
    }


def by_need(organisation_id):
    """{(need_id, capability_id): match} of every capability of one organisation."""
    ours = select(Capability.id).where(Capability.organisation_id == organisation_id)
    chosen = select(Match).where(Match.capability_id.in_(ours))
    return {(row.need_id, row.capability_id): row for row in db.session.scalars(chosen).unique()}


def others_of_capability(capability, match=None):
    """The matches of the same capability with other needs that still go on."""
    chosen = select(Match).where(Match.capability_id == capability.id)
    rows = db.session.scalars(chosen).unique()
    return [row for row in rows if row is not match and not is_over(row)]


def things_of(kind, ids):
    """{id: row} of needs or capabilities."""
    model = {"need": Need, "capability": Capability}[kind]
    chosen = select(model).where(model.id.in_(ids)).options(selectinload(model.indicators))
    return {row.id: row for row in db.session.scalars(chosen).unique()}


def published_of(organisation_id):
    return (
        select(Capability)
        .where(
            Capability.organisation_id == organisation_id,
            Capability.state == CapabilityState.PUBLISHED,
        )
        .order_by(Capability.id.desc())
    )


def is_over(match):
    """Nobody is asked for anything any more."""
    return workflow_of(match).state(match.state).waits_for is None


def project_of(match):
    """The id of the project a match has become, or None."""
    return db.session.scalar(select(_project.c.id).where(_project.c.match_id == match.id))
