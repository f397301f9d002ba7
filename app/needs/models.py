"""需求: a problem an enterprise cannot solve alone, its indicators and its terms."""

from enum import StrEnum

from sqlalchemy import JSON, DateTime, Float, ForeignKey, String, Text, false, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.extensions import db
from app.relations import district_of, lead_of, people_of
from app.workflow.declaration import Role
from app.workflow.stateful import Relation, Stateful, state_column


class NeedState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    RECOMMENDED = "recommended"
    VETTED = "vetted"
    REFUSED = "refused"
    LISTED = "listed"
    OPEN = "open"
    BID_CLOSED = "bid_closed"
    REVIEWING = "reviewing"
    NO_BID = "no_bid"
    AWARDED = "awarded"
    IN_PROJECT = "in_project"
    SOLVED = "solved"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    MERGED = "merged"


LIST_KINDS = {"tackling": "技术攻关榜", "transfer": "成果转化榜"}
BASE_CATEGORIES = (
    "核心基础零部件",
    "核心电子元器件",
    "工业基础软件",
    "关键基础材料",
    "先进基础工艺",
    "产业技术基础",
)
GAP_KINDS = ("断点", "堵点", "短板", "提升")
URGENCIES = ("一般", "急", "特急")


class Need(Stateful, db.Model):
    __tablename__ = "need"

    state: Mapped[NeedState] = state_column(NeedState)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"), index=True)
    chain_id: Mapped[int | None] = mapped_column(ForeignKey("chain.id"), index=True)
    node_id: Mapped[int | None] = mapped_column(ForeignKey("chain_node.id"), index=True)

    title: Mapped[str] = mapped_column(String(80), default="")
    list_kind: Mapped[str] = mapped_column(String(16), default="tackling")
    base_category: Mapped[str] = mapped_column(String(20), default="")
    field: Mapped[str] = mapped_column(String(80), default="")
    keywords: Mapped[list] = mapped_column(JSON, default=list)
    gap_kind: Mapped[str] = mapped_column(String(8), default="")
    urgency: Mapped[str] = mapped_column(String(8), default="一般")
    is_import_substitute: Mapped[bool] = mapped_column(default=False)
    import_source: Mapped[str] = mapped_column(String(120), default="")  # committee only

    problem: Mapped[str] = mapped_column(Text, default="")
    research_content: Mapped[str] = mapped_column(Text, default="")
    application: Mapped[str] = mapped_column(Text, default="")
    tried: Mapped[str] = mapped_column(Text, default="")
    provided: Mapped[str] = mapped_column(Text, default="")

    budget_total: Mapped[int | None]  # yuan
    reward: Mapped[int] = mapped_column(default=0)  # yuan paid to the solver; 0 is 面议
    payment_terms: Mapped[str] = mapped_column(String(300), default="")
    duration_months: Mapped[int | None]
    min_trl: Mapped[int | None]
    solver_conditions: Mapped[str] = mapped_column(Text, default="")
    consortium_allowed: Mapped[bool] = mapped_column(default=True)
    ip_terms: Mapped[str] = mapped_column(Text, default="")
    cooperation: Mapped[str] = mapped_column(String(200), default="")
    allows_race: Mapped[bool] = mapped_column(default=False)
    is_declared_true: Mapped[bool] = mapped_column(default=False)  # truth, no secrets, no kin

    published_at: Mapped[object | None] = mapped_column(DateTime)
    closes_at: Mapped[object | None] = mapped_column(DateTime)
    import_key: Mapped[str | None] = mapped_column(String(80), unique=True)

    organisation = relationship("Organisation", lazy="joined")
    chain = relationship("Chain", lazy="joined")
    node = relationship("ChainNode", lazy="joined")
    call = relationship("Call", back_populates="needs")
    indicators = relationship(
        "NeedIndicator",
        back_populates="need",
        order_by="NeedIndicator.position",
        cascade="all, delete-orphan",
    )
    bids = relationship("Bid", back_populates="need")
    reviews = relationship("Review", back_populates="need")
    project = relationship("Project", back_populates="need", uselist=False)
    memberships = relationship(
        "JointMember", foreign_keys="JointMember.need_id", back_populates="need"
    )
    joint_need = relationship(
        "JointNeed", foreign_keys="JointNeed.need_id", back_populates="need", uselist=False
    )

    def roles_of(self, user):
        """Nobody outside sees what was ended before it was ever on a list."""
        held = super().roles_of(user)
        return held if was_announced(self) else held - {Role.PUBLIC}

    @property
    def is_accepting_bids(self):
        """The clock decides, not a job: an open need past its deadline takes no bid."""
        return (
            self.state is NeedState.OPEN and self.closes_at is not None and now() <= self.closes_at
        )

    @property
    def due_at(self):
        return self.closes_at if self.state is NeedState.OPEN else None

    @property
    def public_number(self):
        """The number on the list once there is one: JB-2026-02-017."""
        return self.number.replace("XQ", "JB", 1) if self.published_at else self.number


class NeedIndicator(db.Model):
    """One row of 考核指标; `operator` is >=, <=, = or range (then value to value_high)."""

    __tablename__ = "need_indicator"

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(80))
    operator: Mapped[str] = mapped_column(String(8), default=">=")
    value: Mapped[float | None] = mapped_column(Float)
    value_high: Mapped[float | None] = mapped_column(Float)
    unit: Mapped[str] = mapped_column(String(24), default="")
    current_value: Mapped[float | None] = mapped_column(Float)
    best_value: Mapped[float | None] = mapped_column(Float)
    test_method: Mapped[str] = mapped_column(String(200), default="")
    is_hard: Mapped[bool] = mapped_column(default=False)

    need = relationship("Need", back_populates="indicators")


def _is_panelist(need, user):
    return user.holds(Role.EXPERT) and any(
        review.expert_id == user.id and review.is_at_work for review in need.reviews
    )


def _where_panelist(user):
    if not user.holds(Role.EXPERT):
        return false()
    return Need.reviews.any(expert_id=user.id, is_at_work=True)


def was_announced(need):
    return need.state is not NeedState.CANCELLED or need.published_at is not None


Need.relations = {
    Role.PUBLIC: Relation(
        holds=lambda need, user: was_announced(need),
        where=lambda user: or_(Need.state != NeedState.CANCELLED, Need.published_at.is_not(None)),
    ),
    Role.OWNER: people_of(Need, "organisation_id"),
    Role.DISTRICT_OFFICER: district_of(Need, "organisation_id"),
    Role.CHAIN_LEAD: lead_of(Need),
    Role.PANELIST: Relation(_is_panelist, _where_panelist),
}
