"""Named reads of reviews."""

from sqlalchemy import func, or_, select

from app.accounts.models import User
from app.accounts.roles import holders
from app.bids.models import IN_PLAY, Bid
from app.extensions import db
from app.needs.models import Need
from app.reviews.models import Review, ReviewState
from app.workflow.declaration import Role
from app.workflow.visible import visible

WAITING = (ReviewState.ASKED, ReviewState.ACCEPTED)
ORDERS = {
    "number": Review.id,
    "need": Need.title,
    "expert": User.name,
    "state": Review.state,
    "since": Review.state_since,
}


def reviews_of(need, bid=None):
    """The reviews of one bid, or of the need itself, in the order they were asked for."""
    chosen = select(Review).where(Review.need_id == need.id).order_by(Review.id)
    chosen = chosen.where(Review.bid_id.is_(None) if bid is None else Review.bid_id == bid.id)
    return db.session.scalars(chosen).unique().all()


def listed(user, text="", state="", sort="-since"):
    """A select of the reviews `user` may see, filtered and in order."""
    chosen = (
        visible(Review, user)
        .join(Need, Review.need_id == Need.id)
        .join(User, Review.expert_id == User.id)
    )
    for word in text.split():
        said = f"%{word}%"
        chosen = chosen.where(
            or_(Need.title.ilike(said), Need.number.ilike(said), User.name.ilike(said))
        )
    if state == "waiting":
        chosen = chosen.where(Review.state.in_(WAITING))
    elif state in set(ReviewState):
        chosen = chosen.where(Review.state == ReviewState(state))
    column = ORDERS.get(sort.removeprefix("-"), Review.state_since)
    order = column.desc() if sort.startswith("-") else column.asc()
    return chosen.order_by(order, Review.id.desc())


def bids_under_review(need):
    """The opened bids of a need that wait for judgement."""
    chosen = select(Bid).where(Bid.need_id == need.id, Bid.state.in_(IN_PLAY)).order_by(Bid.number)
    return db.session.scalars(chosen).unique().all()


def experts():
    """Every active expert, by name."""
    chosen = select(User).where(User.id.in_(holders(Role.EXPERT))).order_by(User.name, User.id)
    return db.session.scalars(chosen).unique().all()


def loads():
    """{expert id: how many reviews wait for them}."""
    chosen = (
        select(Review.expert_id, func.count())
        .where(Review.state.in_(WAITING))
        .group_by(Review.expert_id)
    )
    return dict(db.session.execute(chosen).all())


def asked_pairs(need):
    """{(expert id, bid id or None): state} of every review of the need, replaced ones too."""
    chosen = select(Review.expert_id, Review.bid_id, Review.state).where(Review.need_id == need.id)
    return {(expert, bid): state for expert, bid, state in db.session.execute(chosen)}
