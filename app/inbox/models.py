"""Messages to people: made in the transaction of what they tell, mailed afterwards."""

from sqlalchemy import DateTime, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.extensions import db


class Message(db.Model):
    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("audit_event.id"))
    thing_kind: Mapped[str] = mapped_column(String(32), default="")
    thing_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(48), default="")
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[object] = mapped_column(DateTime, default=now)
    read_at: Mapped[object | None] = mapped_column(DateTime)
    mailed_at: Mapped[object | None] = mapped_column(DateTime)

    user = relationship("User")
