"""How a chain stood in a month, counted from the records on the day it was taken."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db


class ChainSnapshot(db.Model):
    """`month` is its first day; taken again in the same month, it is written over."""

    __tablename__ = "chain_snapshot"
    __table_args__ = (UniqueConstraint("chain_id", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id"), index=True)
    month: Mapped[date]
    taken_at: Mapped[datetime]
    gaps: Mapped[int] = mapped_column(default=0)
    blocked: Mapped[int] = mapped_column(default=0)
    weak: Mapped[int] = mapped_column(default=0)
    firm: Mapped[int] = mapped_column(default=0)
    blank: Mapped[int] = mapped_column(default=0)
    open_needs: Mapped[int] = mapped_column(default=0)
    without_bid: Mapped[int] = mapped_column(default=0)
    ready_capabilities: Mapped[int] = mapped_column(default=0)
    running_projects: Mapped[int] = mapped_column(default=0)
    accepted_projects: Mapped[int] = mapped_column(default=0)
    open_warnings: Mapped[int] = mapped_column(default=0)

    chain = relationship("Chain")
