"""What every page's action buttons post to: load, allow, do, answer."""

from flask import flash, redirect, request, url_for
from flask_login import current_user

from app.access import visible_or_404
from app.extensions import db
from app.workflow.advance import advance
from app.workflow.registry import workflow_of
from app.workflow.visible import may_see


def take_action(model, id, name):
    """Advance the thing as the form asks, commit, and show it again (or the desk, once hidden)."""
    thing = visible_or_404(model, id)
    event = advance(
        thing,
        name,
        current_user,
        note=request.form.get("note", ""),
        reason=request.form.get("reason", ""),
        version=request.form.get("version"),
    )
    db.session.commit()
    flash(f"{event.label}：{thing.title}", "ok")
    return redirect(url_of(thing) if may_see(thing, current_user) else url_for("inbox.desk"))


def url_of(thing, **values):
    """The page of a thing; rooms are named after their nouns, so one rule serves all."""
    return url_for(f"{workflow_of(thing).name}.show", id=thing.id, **values)
