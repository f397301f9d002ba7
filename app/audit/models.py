"""The audit trail: append-only, each event hashed over the one before it."""

import hashlib
import json

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.extensions import db


class AuditEvent(db.Model):
    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_thing", "thing_kind", "thing_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[object] = mapped_column(DateTime, default=now)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    actor_name: Mapped[str] = mapped_column(String(80), default="")
    address: Mapped[str] = mapped_column(String(64), default="")
    thing_kind: Mapped[str] = mapped_column(String(32))
    thing_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(48))
    label: Mapped[str] = mapped_column(String(80))
    before: Mapped[str] = mapped_column(String(32), default="")
    after: Mapped[str] = mapped_column(String(32), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(String(120), default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    cause_id: Mapped[int | None] = mapped_column(ForeignKey("audit_event.id"))
    previous_hash: Mapped[str] = mapped_column(String(64), unique=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)

    actor = relationship("User")

    def digest(self):
        """SHA-256 over the previous event's hash and everything this one says."""
        said = [
            self.previous_hash, self.at.isoformat(), self.actor_id, self.actor_name, self.address,
            self.thing_kind, self.thing_id, self.action, self.label, self.before, self.after,
            self.note, self.reason, self.is_public, self.cause_id,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


class AuditHead(db.Model):
    """The last link, one row: updating it first makes two writers queue instead of fork."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(String(64), default="")


@event.listens_for(AuditEvent, "before_update")
@event.listens_for(AuditEvent, "before_delete")
def _refuse(mapper, connection, target):
    raise RuntimeError("an audit event is never changed or deleted")
