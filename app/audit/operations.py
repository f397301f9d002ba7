"""Writing the audit trail."""

from flask import has_request_context, request
from sqlalchemy import update

from app.audit.models import AuditEvent, AuditHead
from app.clock import now
from app.extensions import db


def record(
    thing, action, actor, label="", before=None, after=None, note="", reason="", is_public=False,
    cause=None,
):  # fmt: skip
    """Append one event about `thing` (a row, or None for the platform itself) and return it."""
    db.session.flush()
    head = _take_head()
    written = AuditEvent(
        at=now(),
        actor_id=getattr(actor, "id", None),
        actor_name=getattr(actor, "name", "") or "",
        address=(request.remote_addr or "") if has_request_context() else "",
        thing_kind=thing.__tablename__ if thing is not None else "platform",
        thing_id=getattr(thing, "id", None),
        action=action,
        label=label,
        before=before.value if before else "",
        after=after.value if after else "",
        note=note,
        reason=reason,
        is_public=is_public,
        cause_id=cause.id if cause is not None else None,
        previous_hash=head.hash,
    )
    written.hash = head.hash = written.digest()
    db.session.add(written)
    db.session.flush()
    return written


def _take_head():
    """The last link, locked for this transaction."""
    taken = db.session.execute(
        update(AuditHead).where(AuditHead.id == 1).values(count=AuditHead.count + 1)
    )
    if taken.rowcount == 0:
        db.session.add(AuditHead(id=1, count=1, hash="0" * 64))
        db.session.flush()
    head = db.session.get(AuditHead, 1)
    db.session.refresh(head)
    return head
