"""Which model the search index answers with, which one is being prepared, and its vectors meanwhile."""

from enum import StrEnum

from sqlalchemy import JSON, DateTime, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.extensions import db


class IndexModelState(StrEnum):
    PREPARING = "preparing"
    ACTIVE = "active"
    FORMER = "former"
    STOPPED = "stopped"  # given up for another before it was complete


class IndexModel(db.Model):
    """One model in its time; `choice` is how it is loaded, `model` the id that its vectors bear.

    `runner` is the process that encodes and `beat_at` its last sign of life: by them a second one
    is refused, and one that was killed is taken over.
    """

    __tablename__ = "index_model"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    model: Mapped[str] = mapped_column(String(120))
    choice: Mapped[dict] = mapped_column(JSON, default=dict)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[object] = mapped_column(DateTime, default=now)
    finished_at: Mapped[object | None] = mapped_column(DateTime)
    runner: Mapped[str] = mapped_column(String(120), default="")
    beat_at: Mapped[object | None] = mapped_column(DateTime)
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    started_by = relationship("User", lazy="joined")


class WaitingVector(db.Model):
    """The vector of a document under a model that does not answer yet; moved to the index entry
    once it does, so that until then the old one stays beside it."""

    __tablename__ = "waiting_vector"
    __table_args__ = (UniqueConstraint("kind", "thing_id", "model"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    thing_id: Mapped[int]
    model: Mapped[str] = mapped_column(String(120))
    content_hash: Mapped[str] = mapped_column(String(40))
    vector: Mapped[bytes] = mapped_column(LargeBinary)
