"""What the front page says: true figures, the open lists, what has been reached so far."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import lazyload, selectinload

from app.calls.models import Call, CallState
from app.capabilities.models import Capability, CapabilityState
from app.chains.queries import RUNNING
from app.clock import now
from app.extensions import db
from app.needs.models import Need, NeedState
from app.needs.queries import open_now
from app.projects.models import Project, ProjectState


@dataclass(frozen=True)
class FrontFigures:
    open_needs: int
    money: int  # yuan offered for the open needs; 面议 counts nothing
    negotiable: int
    capabilities: int
    institutions: int
    running: int
    solved: int


def front_figures():
    needs = open_now().subquery()
    open_needs, money, priced = db.session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(needs.c.reward), 0),
            func.count(func.nullif(needs.c.reward, 0)),
        ).select_from(needs)
    ).one()
    published = Capability.state == CapabilityState.PUBLISHED
    capabilities, institutions = db.session.execute(
        select(func.count(), func.count(Capability.organisation_id.distinct())).where(published)
    ).one()
    return FrontFigures(
        open_needs=open_needs,
        money=money,
        negotiable=open_needs - priced,
        capabilities=capabilities,
        institutions=institutions,
        running=_count(Project, Project.state.in_(RUNNING)),
        solved=_count(Need, Need.state == NeedState.SOLVED),
    )


def open_calls_with_counts(limit=6):
    """[(call, how many of its needs still take bids)], the first to close first."""
    open_needs = open_now().subquery()
    counted = (
        select(open_needs.c.call_id, func.count().label("count"))
        .group_by(open_needs.c.call_id)
        .subquery()
    )
    chosen = (
        select(Call, counted.c.count)
        .join(counted, counted.c.call_id == Call.id)
        .where(Call.state == CallState.PUBLISHED, Call.closes_at >= now())
        .order_by(Call.closes_at)
        .limit(limit)
    )
    return db.session.execute(chosen).all()


def closing_first(limit=6):
    return db.session.scalars(open_now().order_by(Need.closes_at).limit(limit)).unique().all()


def results(limit=4):
    """Accepted projects, the newest first, with the indicators whose figures were measured."""
    chosen = (
        select(Project)
        .join(Need, Need.id == Project.need_id)
        .where(Project.state == ProjectState.ACCEPTED, Need.state == NeedState.SOLVED)
        .options(
            lazyload("*"),
            selectinload(Project.need).joinedload(Need.organisation),
            selectinload(Project.contractor),
            selectinload(Project.indicators),
        )
        .order_by(Project.state_since.desc())
        .limit(limit)
    )
    return db.session.scalars(chosen).all()


def _count(model, where):
    return db.session.scalar(select(func.count()).select_from(model).where(where))
