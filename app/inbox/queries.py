"""Named reads of messages."""

from sqlalchemy import func, select

from app.extensions import db
from app.inbox.models import Message


def messages_of(user):
    return select(Message).where(Message.user_id == user.id).order_by(Message.id.desc())


def unread_of(user):
    return messages_of(user).where(Message.read_at.is_(None))


def unread_count(user):
    if user.id is None:
        return 0
    unread = select(func.count()).where(Message.user_id == user.id, Message.read_at.is_(None))
    return db.session.scalar(unread)
