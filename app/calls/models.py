"""榜单: one round of needs published together, with its window and its rules."""

from enum import StrEnum

from sqlalchemy import DateTime, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.workflow.stateful import Stateful, state_column


class CallState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
    DROPPED = "dropped"


class Call(Stateful, db.Model):
    __tablename__ = "call"

    state: Mapped[CallState] = state_column(CallState)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(80))
    list_kind: Mapped[str] = mapped_column(String(16), default="tackling")
    intro: Mapped[str] = mapped_column(Text, default="")
    rules: Mapped[str] = mapped_column(Text, default="")  # conditions for every bidder
    contact: Mapped[str] = mapped_column(String(120), default="")
    closes_at: Mapped[object | None] = mapped_column(DateTime)
    published_at: Mapped[object | None] = mapped_column(DateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    needs = relationship("Need", back_populates="call", order_by="Need.number")

    @property
    def due_at(self):
        return self.closes_at if self.state is CallState.PUBLISHED else None
