"""A message as a letter: the template of its noun and action, the subject on the first line."""

from dataclasses import dataclass

from flask import current_app, render_template, url_for

from app.audit.models import AuditEvent
from app.extensions import db
from app.workflow.deadlines import due_at
from app.workflow.registry import workflows


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    text: str


def letter_of(message):
    """The letter of one message, or None where what it is about is gone; needs a request context."""
    workflow = next(w for w in workflows() if w.model.__tablename__ == message.thing_kind)
    thing = db.session.get(workflow.model, message.thing_id)
    event = db.session.get(AuditEvent, message.event_id)
    if thing is None or event is None:
        return None
    written = render_template(
        f"emails/{workflow.name}/{message.action}.txt",
        thing=thing,
        event=event,
        name=message.user.name,
        due=due_at(thing) if thing.state.value == event.after else None,
        href=_address(workflow.name, thing.id),
        site_name=current_app.config["SITE_NAME"],
    )
    subject, _, text = written.strip().partition("\n")
    site = current_app.config["SITE_NAME"]
    return Letter(message.user.email, f"[{site}] {' '.join(subject.split())}", text.strip() + "\n")


def _address(noun, id):
    """Where to open it, or "" while nobody has said under which name the site is reached."""
    public_url = current_app.config["PUBLIC_URL"].rstrip("/")
    return public_url and public_url + url_for(f"{noun}.show", id=id)
