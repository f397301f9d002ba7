"""Telling people what was done; called inside the transaction that did it."""

from app.clock import now
from app.extensions import db
from app.inbox.models import Message


def tell(thing, action, actor, event):
    """One message to each person the action notifies, but not to whoever took it."""
    told = {getattr(actor, "id", None)}
    for role in action.notify:
        people = [person for person in thing.people_as(role) if person not in told]
        told.update(people)
        notify(people, thing, event, f"{event.label}：{thing.title}")


def notify(people, thing, event, subject):
    """One message to each of `people` (ids) about something that is not a move."""
    for person in people:
        db.session.add(_message(thing, event, person, subject))


def mark_read(messages):
    for message in messages:
        message.read_at = message.read_at or now()


def _message(thing, event, person, subject):
    return Message(
        user_id=person,
        event_id=event.id,
        thing_kind=thing.__tablename__,
        thing_id=thing.id,
        action=event.action,
        subject=subject[:200],
        body="\n".join(part for part in (event.reason, event.note) if part),
    )
