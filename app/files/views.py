"""Attachments: hung on a thing, downloaded by whoever may see it, removed while it may be edited."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, request, send_file
from flask_login import current_user

from app.access import editable_or_403, public, signed_in
from app.acting import url_of
from app.extensions import db
from app.files.checking import Unwelcome
from app.files.models import Attachment
from app.files.operations import keep_file, place_of, remove_file
from app.files.queries import may_read_files, thing_of
from app.workflow.registry import workflow_named
from app.workflow.visible import may_edit
from forms.files import UploadForm

bp = Blueprint("files", __name__, url_prefix="/files")


@bp.post("/<noun>/<int:id>")
@signed_in
def upload(noun, id):
    """`noun` is the workflow's name: /files/needs/12."""
    workflow = workflow_named(noun) or abort(404)
    thing = editable_or_403(workflow.model, id)
    form = UploadForm()
    if not form.validate():
        flash(form.summary()[0][2], "bad")
        return redirect(_back_to(thing))
    sent = form.file.data
    try:
        kept = keep_file(thing, current_user, sent.filename, sent.read(), form.purpose.data or "")
    except Unwelcome as refusal:
        flash(f"“{sent.filename}”没有上传：{refusal}", "bad")
        return redirect(_back_to(thing))
    db.session.commit()
    flash(f"已上传：{kept.name}", "ok")
    return redirect(_back_to(thing))


@bp.get("/<int:id>")
@public
def download(id):
    """Always as a download under its own name; a hidden thing's file is not there."""
    attachment = db.session.get(Attachment, id) or abort(404)
    thing = thing_of(attachment)
    if thing is None or not may_read_files(thing, current_user):
        abort(404)
    place = place_of(attachment)
    if not place.is_file():
        abort(404)
    answer = send_file(
        place,
        mimetype=attachment.media_type,
        as_attachment=True,
        download_name=attachment.name,
        etag=attachment.sha256,
        last_modified=None,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.post("/<int:id>/remove")
@signed_in
def remove(id):
    attachment = db.session.get(Attachment, id) or abort(404)
    thing = thing_of(attachment)
    if thing is None or not may_read_files(thing, current_user):
        abort(404)
    if not may_edit(thing, current_user):
        abort(403)
    name, place = attachment.name, place_of(attachment)
    remove_file(thing, attachment, current_user)
    db.session.commit()
    place.unlink(missing_ok=True)
    flash(f"已移除：{name}", "ok")
    return redirect(_back_to(thing))


def _back_to(thing):
    """The page the form stood on, if it is one of ours; else the thing's own."""
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc == request.host and came_from.path.startswith("/"):
        query = f"?{came_from.query}" if came_from.query else ""
        return f"{came_from.path}{query}#files"
    return url_of(thing, _anchor="files")
