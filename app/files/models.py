"""Attachments: what a person hung on a thing, checked by content, kept outside the web root."""

from sqlalchemy import DateTime, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.extensions import db


class Attachment(db.Model):
    """Whoever may see the thing may read its files; `stored_as` is a random name on disk."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_thing", "thing_kind", "thing_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thing_kind: Mapped[str] = mapped_column(String(32))
    thing_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(40), default="")
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    stored_as: Mapped[str] = mapped_column(String(64), unique=True)
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    uploaded_at: Mapped[object] = mapped_column(DateTime, default=now)

    uploaded_by = relationship("User")
