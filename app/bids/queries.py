"""Named reads of bids; what is sealed is counted and never listed."""

from sqlalchemy import func, or_, select

from app.accounts.models import Organisation
from app.bids.models import Bid, BidState
from app.capabilities.models import Capability, CapabilityState
from app.extensions import db
from app.needs.models import Need
from app.projects.models import Project
from app.workflow.declaration import Role
from app.workflow.visible import visible

ORDERS = {
    "number": Bid.number,
    "need": Need.title,
    "organisation": Organisation.name,
    "price": Bid.price,
    "duration": Bid.duration_months,
    "submitted": Bid.submitted_at,
    "since": Bid.state_since,
}
COUNTS_SEALED = (Role.OFFICER, Role.AUDITOR)


def bid_of(need, organisation):
    """The one bid of `organisation` on `need`, whatever its state, or None."""
    return db.session.scalar(
        select(Bid).where(Bid.need_id == need.id, Bid.organisation_id == organisation.id)
    )


def listed(user, text="", state="", need_id=None, sort="-since"):
    """A select of the bids `user` may see, filtered and in order."""
    chosen = (
        visible(Bid, user)
        .join(Need, Bid.need_id == Need.id)
        .join(Organisation, Bid.organisation_id == Organisation.id)
    )
    for word in text.split():
        said = f"%{word}%"
        chosen = chosen.where(
            or_(
                Bid.number.ilike(said),
                Need.title.ilike(said),
                Need.number.ilike(said),
                Organisation.name.ilike(said),
                Bid.leader.ilike(said),
            )
        )
    if state in set(BidState):
        chosen = chosen.where(Bid.state == BidState(state))
    if need_id:
        chosen = chosen.where(Bid.need_id == need_id)
    return chosen.order_by(*_order(sort), Bid.id.desc())


def opened_of(need, user):
    """The bids of one need that `user` may read, cheapest reading order: by number."""
    chosen = visible(Bid, user).where(Bid.need_id == need.id).order_by(Bid.number)
    return db.session.scalars(chosen).unique().all()


def sealed_counts(user):
    """[(need, how many sealed bids)] for those who prepare the opening; nobody learns whose."""
    if not any(user.holds(role) for role in COUNTS_SEALED):
        return []
    sealed = (
        select(Bid.need_id, func.count().label("count"))
        .where(Bid.state == BidState.SUBMITTED)
        .group_by(Bid.need_id)
        .subquery()
    )
    chosen = select(Need, sealed.c.count).join(sealed, sealed.c.need_id == Need.id)
    chosen = chosen.order_by(Need.closes_at)
    return [(need, count) for need, count in db.session.execute(chosen).unique()]


def sealed_count(need):
    return db.session.scalar(
        select(func.count()).where(Bid.need_id == need.id, Bid.state == BidState.SUBMITTED)
    )


def capabilities_to_bring(organisation, need):
    """What the organisation has registered, the need's own chain first."""
    chosen = (
        select(Capability)
        .where(
            Capability.organisation_id == organisation.id,
            Capability.state != CapabilityState.ARCHIVED,
        )
        .order_by((Capability.chain_id == need.chain_id).desc(), Capability.id.desc())
    )
    return db.session.scalars(chosen).unique().all()


def _order(sort):
    column = ORDERS.get(sort.removeprefix("-"))
    if column is None:
        return (Bid.state_since.desc(),)
    return (column.desc() if sort.startswith("-") else column.asc(),)


def project_of(bid, user):
    """The project the bid became, if `user` may see it."""
    return db.session.scalar(visible(Project, user).where(Project.bid_id == bid.id))
