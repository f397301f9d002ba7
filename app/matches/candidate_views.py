"""The candidates of a need: published capabilities in their order, each with its reasons."""

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from app.access import signed_in, visible_or_404
from app.capabilities.models import Capability
from app.extensions import db
from app.matches import forecast_views, reasons, teams_views  # noqa: F401 their routes join bp
from app.matches.choices import candidate_fields, index_filters
from app.matches.choosing import filters_in, need_to_choose_for, tabs_of
from app.matches.page import candidates as candidates_of
from app.matches.page import states
from app.matches.queries import things_of
from app.matches.room import bp
from app.matches.search import capability_ids
from app.matches.standing import standing_of
from app.matches.verdict import thin
from app.workflow.visible import where_visible


@bp.get("/need/<int:id>")
@signed_in
def candidates(id):
    """Also where one asks why a certain capability is not among them: `ask` is a number or words."""
    need = need_to_choose_for(id)
    asked = request.args.get("ask", "").strip()
    named = _numbered(asked)
    if named is not None:
        others = {name: value for name, value in request.args.items() if name != "ask"}
        return redirect(url_for(".why", need_id=need.id, capability_id=named, **others))
    filters = index_filters(request.args)
    return render_template(
        "matches/candidates.html",
        need=need,
        tabs=tabs_of(need, "candidates"),
        states=states(),
        thin=thin,
        rows=candidates_of(need, reasons.capabilities_for(need, filters=filters)),
        fields=candidate_fields(request.args),
        is_filtered=bool(filters),
        filters=filters_in(request.args),
        asked=asked,
        answers=_found(asked),
    )


@bp.get("/need/<int:need_id>/why/<int:capability_id>")
@signed_in
def why(need_id, capability_id):
    """Where one capability stands for the need, and what it lacks against the tenth."""
    need = need_to_choose_for(need_id)
    capability = visible_or_404(Capability, capability_id)
    return render_template(
        "matches/candidates_why.html",
        need=need,
        tabs=tabs_of(need, "candidates"),
        standing=standing_of(need, capability, index_filters(request.args)),
        filters=filters_in(request.args),
    )


def _numbered(asked):
    """The id of the capability of that number, as far as the person may see it."""
    seen = where_visible(Capability, current_user)
    return db.session.scalar(select(Capability.id).where(Capability.number == asked.upper(), seen))


def _found(asked):
    if not asked:
        return []
    ids = capability_ids(asked, 8)
    rows = things_of("capability", ids)
    return [rows[id] for id in ids if id in rows]
