"""匹配: one need and one capability held together, with what the machine said when it was suggested."""

from enum import StrEnum

from sqlalchemy import (
    JSON,
    DateTime,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    false,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.roles import members, works_for
from app.capabilities.models import Capability
from app.clock import now
from app.extensions import db
from app.needs.models import Need
from app.workflow.declaration import Role
from app.workflow.stateful import Relation, Stateful, state_column


class MatchState(StrEnum):
    SUGGESTED = "suggested"
    OWNER_WILLING = "owner_willing"
    CONTRACTOR_WILLING = "contractor_willing"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    APPROVED = "approved"
    REJECTED = "rejected"
    DECLINED = "declined"
    IN_PROJECT = "in_project"


class Match(Stateful, db.Model):
    """`snapshot` keeps score, parts, evidence and matrix as they were last shown, `model` and
    `parameters` who said so; `readings` one line for the suggestion and for each decision after."""

    __tablename__ = "match"
    __table_args__ = (UniqueConstraint("need_id", "capability_id"),)

    state: Mapped[MatchState] = state_column(MatchState)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    capability_id: Mapped[int] = mapped_column(ForeignKey("capability.id"), index=True)
    suggested_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    score: Mapped[float] = mapped_column(Float, default=0)
    rank: Mapped[int | None]
    snapshot: Mapped[dict] = mapped_column(JSON, default=dict)
    model: Mapped[str] = mapped_column(String(120), default="")
    parameters: Mapped[str] = mapped_column(String(40), default="initial")
    readings: Mapped[list] = mapped_column(JSON, default=list)
    owner_note: Mapped[str] = mapped_column(String(500), default="")
    owner_answered_at: Mapped[object | None] = mapped_column(DateTime)
    contractor_note: Mapped[str] = mapped_column(String(500), default="")
    contractor_answered_at: Mapped[object | None] = mapped_column(DateTime)

    need = relationship("Need", lazy="joined")
    capability = relationship("Capability", lazy="joined")

    @property
    def title(self):
        return f"{self.need.title}（需求）与{self.capability.title}（能力）"


class IndexEntry(db.Model):
    """One document of the search index; `sequence` grows with every write, so that each process
    reads what is new since it last looked. A withdrawn document stays as a row without a vector."""

    __tablename__ = "index_entry"
    __table_args__ = (
        UniqueConstraint("kind", "thing_id"),
        Index("ix_index_entry_kind_sequence", "kind", "sequence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))  # need or capability
    thing_id: Mapped[int]
    sequence: Mapped[int]
    content_hash: Mapped[str] = mapped_column(String(40))
    model: Mapped[str] = mapped_column(String(120), default="")
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)  # float16; None is gone
    indexed_at: Mapped[object] = mapped_column(DateTime, default=now)


def _side(model, column):
    """Whoever works for the organisation of one of the two things."""

    def where(user):
        if not user.organisation_id:
            return false()
        ours = select(model.id).where(model.organisation_id == user.organisation_id)
        return getattr(Match, f"{column}_id").in_(ours)

    return Relation(
        holds=lambda match, user: works_for(user, getattr(match, column).organisation_id),
        where=where,
        people=lambda match: members(getattr(match, column).organisation_id),
    )


Match.relations = {
    Role.OWNER: _side(Need, "need"),
    Role.CONTRACTOR: _side(Capability, "capability"),
}
