"""Named reads of attachments."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.files.models import Attachment
from app.workflow.declaration import Role
from app.workflow.registry import workflow_of, workflows
from app.workflow.visible import may_see

# What an organisation hangs on itself (licences) is for its own people and for staff,
# although the organisation's page is for everybody.
INSIDE_ONLY = {"organisations"}


@dataclass(frozen=True)
class FileLine:
    """One line of the attachments macro."""

    name: str
    href: str
    size: int
    note: str
    uploaded_at: object
    uploaded_by: str
    remove_href: str


def attachments_of(thing):
    """The files of a thing as the attachments macro takes them, oldest first."""
    chosen = (
        select(Attachment)
        .where(Attachment.thing_kind == thing.__tablename__, Attachment.thing_id == thing.id)
        .options(joinedload(Attachment.uploaded_by))
        .order_by(Attachment.id)
    )
    return [_line(row) for row in db.session.scalars(chosen)]


def may_read_files(thing, user):
    if not may_see(thing, user):
        return False
    return workflow_of(thing).name not in INSIDE_ONLY or bool(thing.roles_of(user) - {Role.PUBLIC})


def thing_of(attachment):
    """The thing a file hangs on, or None once it is gone."""
    model = next(w.model for w in workflows() if w.model.__tablename__ == attachment.thing_kind)
    return db.session.get(model, attachment.thing_id)


def _line(row):
    return FileLine(
        name=row.name,
        href=url_for("files.download", id=row.id),
        size=row.size,
        note=row.purpose,
        uploaded_at=row.uploaded_at,
        uploaded_by=row.uploaded_by.name if row.uploaded_by else "",
        remove_href=url_for("files.remove", id=row.id),
    )
