"""Two people at one form: the second is told, and every word typed is shown back."""

from flask import render_template, request

from app.acting import url_of
from app.workflow.declaration import NotNow
from forms.differences import differences


def is_stale(thing):
    """Whether the page was opened before the last change; a form without a version is not."""
    version = request.form.get("version")
    return version is not None and version != str(thing.version)


def too_late(thing, reason, stored, typed):
    """409 with what was typed, where the thing moved on while somebody was writing."""
    if request.method == "GET":
        raise NotNow(reason)
    kept = [(label, said) for label, _, said in differences(stored, typed) if said]
    page = render_template("errors/409.html", reason=reason, typed=kept, back=url_of(thing))
    return page, 409
