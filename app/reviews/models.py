"""评审: one expert's work on one need or one of its bids, conflict declaration first."""

from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String, Text, false
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.workflow.declaration import Role
from app.workflow.stateful import Relation, Stateful, state_column


class ReviewState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    SUBMITTED = "submitted"
    CONFLICTED = "conflicted"
    DECLINED = "declined"
    REPLACED = "replaced"


AT_WORK = (ReviewState.ACCEPTED, ReviewState.SUBMITTED)

# Heads of the score sheets (domain.md A3, Rongcheng's four for needs); weights sum to 100.
NEED_SHEET = {"产业带动作用": 30, "技术指标": 30, "研究基础与可攻关性": 20, "财务与投入保障": 20}
BID_SHEET = {
    "指标响应度与先进性": 30,
    "技术路线可行性": 25,
    "团队与前期基础": 20,
    "里程碑与进度": 10,
    "经费合理性": 10,
    "转化与本地落地": 5,
}
RECOMMENDATIONS = {"support": "支持", "conditional": "有条件支持", "oppose": "不支持"}


class Review(Stateful, db.Model):
    """`bid_id` is empty when the need itself is vetted. `scores` is {head: points}."""

    __tablename__ = "review"

    state: Mapped[ReviewState] = state_column(ReviewState)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bid.id"), index=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    question: Mapped[str] = mapped_column(Text, default="")
    scores: Mapped[dict] = mapped_column(JSON, default=dict)
    recommendation: Mapped[str] = mapped_column(String(16), default="")
    opinion: Mapped[str] = mapped_column(Text, default="")

    need = relationship("Need", back_populates="reviews", lazy="joined")
    bid = relationship("Bid", back_populates="reviews")
    expert = relationship("User", foreign_keys=[expert_id], lazy="joined")

    @property
    def number(self):
        return f"PS-{self.id:04d}"

    @property
    def title(self):
        return self.bid.title if self.bid else self.need.title

    @property
    def sheet(self):
        return BID_SHEET if self.bid_id else NEED_SHEET

    @property
    def is_dormant(self):
        """Once the bid or the need is decided, nobody waits for this review any more."""
        if self.bid is not None:
            return self.bid.state.value not in ("opened", "eligible", "reserve")
        return self.need.state.value not in ("recommended", "vetted", "listed")

    @property
    def total(self):
        return sum(self.scores.get(head, 0) for head in self.sheet)

    @property
    def recommendation_label(self):
        return RECOMMENDATIONS.get(self.recommendation, "")

    @hybrid_property
    def is_at_work(self):
        return self.state in AT_WORK

    @is_at_work.inplace.expression
    @classmethod
    def _is_at_work(cls):
        return cls.state.in_(AT_WORK)


Review.relations = {
    Role.PANELIST: Relation(
        holds=lambda review, user: user.id is not None and review.expert_id == user.id,
        where=lambda user: Review.expert_id == user.id if user.id else false(),
        people=lambda review: [review.expert_id],
    ),
}
