"""自昨天以来: what happened since yesterday to the things a person has a hand in."""

from datetime import timedelta

from sqlalchemy import and_, false, func, or_, select

from app.audit.models import AuditEvent
from app.audit.things import named_things
from app.clock import end_of_day, today
from app.extensions import db
from app.inbox.mine import where_mine
from app.workflow.registry import workflows

# Events are numbered in the order of time; only the last so many can be of yesterday.
LAST_EVENTS = 3_000


def since_yesterday():
    """The beginning of yesterday in the city, as stored."""
    return end_of_day(today() - timedelta(days=2)) + timedelta(seconds=1)


def changes(user, limit=6):
    """(newest events as the timeline macro takes them, how many there are)."""
    chosen = _changes(user)
    count = db.session.scalar(select(func.count()).select_from(chosen.subquery()))
    rows = db.session.execute(chosen.order_by(AuditEvent.id.desc()).limit(limit)).all()
    things = named_things({(row.thing_kind, row.thing_id) for row in rows})
    return [_told(row, things) for row in rows], count


def _changes(user):
    last = db.session.scalar(select(func.max(AuditEvent.id))) or 0
    mine = [
        and_(
            AuditEvent.thing_kind == w.model.__tablename__,
            AuditEvent.thing_id.in_(select(w.model.id).where(where_mine(w.model, user))),
        )
        for w in workflows()
    ]
    return select(
        AuditEvent.id, AuditEvent.at, AuditEvent.label, AuditEvent.thing_kind, AuditEvent.thing_id,
    ).where(
        AuditEvent.id > last - LAST_EVENTS,
        AuditEvent.at >= since_yesterday(),
        or_(false(), *mine),
    )  # fmt: skip


def _told(row, things):
    thing = things.get((row.thing_kind, row.thing_id))
    return {
        "at": row.at,
        "text": f"{row.label}：{thing.title}" if thing else row.label,
        "href": thing.href if thing else None,
    }
