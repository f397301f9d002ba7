"""The candidates of a need: published capabilities in their order, each with its reasons."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from app.access import signed_in, visible_or_404
from app.capabilities.models import Capability, CapabilityState
from app.extensions import db
from app.matches import reasons
from app.matches.choices import candidate_fields, index_filters
from app.matches.page import candidates as candidates_of
from app.matches.page import sees_rivals, states
from app.matches.queries import things_of
from app.matches.room import bp
from app.matches.search import capability_ids
from app.needs.models import Need, NeedState


@bp.get("/need/<int:id>")
@signed_in
def candidates(id):
    """Also where one asks why a certain capability is not among them: `ask` is a number or words."""
    need = visible_or_404(Need, id)
    if not sees_rivals(need, current_user):
        abort(403)
    if need.state is NeedState.DRAFT:
        abort(404)
    asked = request.args.get("ask", "").strip()
    named = _numbered(asked)
    if named is not None:
        return redirect(url_for(".pair", need_id=need.id, capability_id=named))
    ranking = reasons.capabilities_for(need, filters=index_filters(request.args))
    return render_template(
        "matches/candidates.html",
        need=need,
        states=states(),
        rows=candidates_of(need, ranking),
        fields=candidate_fields(request.args),
        is_filtered=bool(index_filters(request.args)),
        asked=asked,
        answers=_found(asked),
    )


def _numbered(asked):
    number = Capability.number == asked.upper()
    published = Capability.state == CapabilityState.PUBLISHED
    return db.session.scalar(select(Capability.id).where(number, published))


def _found(asked):
    if not asked:
        return []
    ids = capability_ids(asked, 8)
    rows = things_of("capability", ids)
    return [rows[id] for id in ids if id in rows]
