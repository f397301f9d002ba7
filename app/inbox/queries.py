"""Named reads of messages."""

from datetime import timedelta

from sqlalchemy import func, select

from app.accounts.models import User
from app.clock import now
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


def unsent(days):
    """Messages of the last days that were neither mailed nor read, to people with an address."""
    return (
        select(Message)
        .join(User, Message.user_id == User.id)
        .where(
            Message.mailed_at.is_(None),
            Message.read_at.is_(None),
            Message.created_at >= now() - timedelta(days=days),
            Message.thing_id.is_not(None),
            User.email != "",
            User.is_active,
        )
        .order_by(Message.id)
    )
