"""Reading the audit trail."""

from sqlalchemy import select

from app.audit.models import AuditEvent, AuditHead
from app.extensions import db


def timeline(thing, public_only=False):
    """The events of one thing, newest first."""
    chosen = (
        select(AuditEvent)
        .where(AuditEvent.thing_kind == thing.__tablename__, AuditEvent.thing_id == thing.id)
        .order_by(AuditEvent.id.desc())
    )
    if public_only:
        chosen = chosen.where(AuditEvent.is_public)
    return db.session.scalars(chosen).all()


def first_broken():
    """The id of the first event whose link does not hold, 0 where the head is wrong, or None."""
    previous, count = "0" * 64, 0
    for row in db.session.scalars(
        select(AuditEvent).order_by(AuditEvent.id).execution_options(yield_per=500)
    ):
        if row.previous_hash != previous or row.hash != row.digest():
            return row.id
        previous, count = row.hash, count + 1
    head = db.session.get(AuditHead, 1)
    if head is not None and (head.hash, head.count) != (previous, count):
        return 0
    return None
