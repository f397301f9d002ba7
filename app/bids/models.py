"""揭榜申报: an answer to a need, indicator by indicator, sealed until the close."""

from enum import StrEnum

from sqlalchemy import (
    JSON,
    DateTime,
    Float,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    false,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.roles import members, works_for
from app.extensions import db
from app.needs.models import Need
from app.relations import people_of
from app.workflow.declaration import Role
from app.workflow.stateful import Relation, Stateful, state_column


class BidState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    OPENED = "opened"
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    RESERVE = "reserve"
    AWARDED = "awarded"
    LOST = "lost"
    VOID = "void"


OVER = frozenset(
    {BidState.EXPIRED, BidState.INELIGIBLE, BidState.AWARDED, BidState.LOST, BidState.VOID}
)
# Opened and not yet decided.
IN_PLAY = (BidState.OPENED, BidState.ELIGIBLE, BidState.RESERVE)

OWNER_OPINIONS = {"accept": "接受", "conditional": "有条件接受", "refuse": "不接受"}


class Bid(Stateful, db.Model):
    __tablename__ = "bid"
    __table_args__ = (UniqueConstraint("need_id", "organisation_id"),)  # one bid a need

    state: Mapped[BidState] = state_column(BidState)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    capability_id: Mapped[int | None] = mapped_column(ForeignKey("capability.id"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    leader: Mapped[str] = mapped_column(String(40), default="")
    leader_title: Mapped[str] = mapped_column(String(80), default="")
    team: Mapped[list] = mapped_column(JSON, default=list)  # name, organisation, role, months
    understanding: Mapped[str] = mapped_column(Text, default="")
    route: Mapped[str] = mapped_column(Text, default="")
    foundation: Mapped[str] = mapped_column(Text, default="")
    risks: Mapped[str] = mapped_column(Text, default="")
    ip_terms: Mapped[str] = mapped_column(Text, default="")
    price: Mapped[int | None]  # yuan
    duration_months: Mapped[int | None]
    budget_note: Mapped[str] = mapped_column(Text, default="")
    relations_note: Mapped[str] = mapped_column(Text, default="")  # kin to the need's owner
    is_declared_true: Mapped[bool] = mapped_column(default=False)

    submitted_at: Mapped[object | None] = mapped_column(DateTime)
    owner_opinion: Mapped[str] = mapped_column(String(16), default="")
    owner_note: Mapped[str] = mapped_column(Text, default="")

    need = relationship("Need", back_populates="bids", lazy="joined")
    organisation = relationship("Organisation", lazy="joined")
    capability = relationship("Capability")
    reviews = relationship("Review", back_populates="bid")
    responses = relationship(
        "BidResponse", back_populates="bid", order_by="BidResponse.id", cascade="all, delete-orphan"
    )
    milestones = relationship(
        "BidMilestone",
        back_populates="bid",
        order_by="BidMilestone.position",
        cascade="all, delete-orphan",
    )

    @property
    def title(self):
        return f"{self.organisation.name} · {self.need.title}"

    @property
    def due_at(self):
        """Until the list closes a bid may still be handed in, withdrawn and mended."""
        early = (BidState.DRAFT, BidState.SUBMITTED, BidState.WITHDRAWN)
        return self.need.closes_at if self.state in early else None

    @property
    def is_over(self):
        return self.state in OVER

    @property
    def owner_opinion_label(self):
        return OWNER_OPINIONS.get(self.owner_opinion, "")


class BidResponse(db.Model):
    """指标逐条响应: what is promised for one indicator of the need, and on what ground."""

    __tablename__ = "bid_response"

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id"), index=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("need_indicator.id"))
    promised_operator: Mapped[str] = mapped_column(String(8), default="=")
    promised_value: Mapped[float | None] = mapped_column(Float)
    promised_high: Mapped[float | None] = mapped_column(Float)
    evidence: Mapped[str] = mapped_column(Text, default="")
    verification: Mapped[str] = mapped_column(Text, default="")
    deviation: Mapped[str] = mapped_column(Text, default="")

    bid = relationship("Bid", back_populates="responses")
    indicator = relationship("NeedIndicator", lazy="joined")


class BidMilestone(db.Model):
    __tablename__ = "bid_milestone"

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(120))
    month: Mapped[int] = mapped_column(default=1)
    deliverable: Mapped[str] = mapped_column(Text, default="")
    amount: Mapped[int] = mapped_column(default=0)  # yuan

    bid = relationship("Bid", back_populates="milestones")


def _where_owner(user):
    if not user.organisation_id:
        return false()
    return Bid.need_id.in_(select(Need.id).where(Need.organisation_id == user.organisation_id))


def _is_panelist(bid, user):
    """An expert reads the bids they were asked about, not every bid of the need: their own
    institute may be among the rivals."""
    return user.holds(Role.EXPERT) and any(
        review.expert_id == user.id and review.is_at_work for review in bid.reviews
    )


def _where_panelist(user):
    if not user.holds(Role.EXPERT):
        return false()
    return Bid.reviews.any(expert_id=user.id, is_at_work=True)


Bid.relations = {
    Role.CONTRACTOR: people_of(Bid, "organisation_id"),
    Role.OWNER: Relation(
        holds=lambda bid, user: works_for(user, bid.need.organisation_id),
        where=_where_owner,
        people=lambda bid: members(bid.need.organisation_id),
    ),
    Role.PANELIST: Relation(_is_panelist, _where_panelist),
}
