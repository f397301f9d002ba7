"""The same verbs as JSON: one small room for every noun, read from its declaration."""

from flask import Blueprint, abort, jsonify, request, url_for
from flask_login import current_user
from sqlalchemy import func, select

from app.access import public, signed_in, visible_or_404
from app.acting import url_of
from app.extensions import db
from app.header import header_of
from app.workflow.advance import advance
from app.workflow.registry import workflow_named
from app.workflow.visible import visible

bp = Blueprint("api", __name__, url_prefix="/api")

PAGE = 50


@bp.get("/<noun>")
@public
def collection(noun):
    """What the caller may see, newest first: {total, page, items}."""
    model = _model(noun)
    page = max(request.args.get("page", 1, type=int), 1)
    chosen = visible(model, current_user)
    total = db.session.scalar(select(func.count()).select_from(chosen.subquery()))
    rows = db.session.scalars(
        chosen.order_by(model.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    )
    return jsonify(total=total, page=page, items=[_brief(row) for row in rows.unique()])


@bp.get("/<noun>/<int:id>")
@public
def one(noun, id):
    return jsonify(_brief(visible_or_404(_model(noun), id)))


@bp.post("/<noun>/<int:id>/actions/<name>")
@signed_in
def act(noun, id, name):
    """404 what is not there, 403 not your role, 409 not now, with the reason in `error`."""
    thing = visible_or_404(_model(noun), id)
    said = request.get_json(silent=True)
    said = said if isinstance(said, dict) else {}
    advance(
        thing,
        name,
        current_user,
        note=str(said.get("note", "")),
        reason=str(said.get("reason", "")),
        version=said.get("version"),
    )
    db.session.commit()
    return jsonify(_brief(thing))


def _model(noun):
    workflow = workflow_named(noun)
    if workflow is None:
        abort(404)
    return workflow.model


def _brief(thing):
    header = header_of(thing, current_user, getattr(thing, "public_number", None))
    noun = request.view_args["noun"]
    return {
        "id": thing.id,
        "number": header.number,
        "title": header.title,
        "state": thing.state.value,
        "state_label": header.label,
        "waits_for": header.waits_for,
        "since": header.since.isoformat() + "Z",
        "due": header.due.isoformat() + "Z" if header.due else None,
        "version": header.version,
        "href": url_of(thing),
        "actions": [
            {
                "name": action.name,
                "label": action.label,
                "needs_opinion": action.needs_opinion,
                "href": url_for("api.act", noun=noun, id=thing.id, name=action.name),
            }
            for action in header.actions
        ],
    }
