"""Pages of matches that somebody began: the list, one match, what is done with it."""

from dataclasses import replace

from flask import render_template, request, url_for
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.accounts.roles import may
from app.acting import take_action
from app.audit.queries import timeline
from app.audit.telling import told
from app.exports import xlsx
from app.extensions import db
from app.header import header_of
from app.matches import (  # noqa: F401 their routes
    candidate_views,
    learn_views,
    pair_views,
    placing_views,
    recommended_views,
    reencode_views,
)
from app.matches.answers import answers_of, contacts_of
from app.matches.listing import COLUMNS, chosen_matches, filters_of, row_of
from app.matches.models import Match
from app.matches.page import pair_page
from app.matches.queries import project_of
from app.matches.room import bp
from app.workflow.declaration import Role


@bp.get("/")
@signed_in
def index():
    chosen = chosen_matches(request.args, current_user)
    if request.args.get("export") == "xlsx":
        rows = db.session.scalars(chosen).unique()
        return xlsx("匹配", COLUMNS, [row_of(match, current_user) for match in rows])
    page = db.paginate(chosen, per_page=None, max_per_page=100, error_out=False)
    return render_template(
        "matches/index.html",
        page=page,
        headers={match.id: header_of(match, current_user) for match in page},
        filters=filters_of(request.args),
        sort=request.args.get("sort", "-since"),
        may_see_quality=may(current_user, "statistics.read"),
    )


@bp.get("/<int:id>")
@signed_in
def show(id):
    match = visible_or_404(Match, id)
    header = header_of(match, current_user)
    decisions = [action for action in header.actions if Role.OFFICER in action.by]
    # What is decided in the panel stands there alone, not among the buttons as well.
    others = tuple(action for action in header.actions if action not in decisions)
    return render_template(
        "matches/show.html",
        match=match,
        header=replace(header, actions=others),
        decisions=decisions,
        project=project_of(match),
        events=told(timeline(match), insider=True),
        answers=answers_of(match),
        contacts=contacts_of(match),
        act_url=lambda name: url_for(".act", id=id, name=name),
        **pair_page(match.need, match.capability, current_user, match),
    )


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(Match, id, name)


@bp.post("/<int:id>/decision")
@signed_in
def decide(id):
    """The decision panel: one form whose choice is the action."""
    return take_action(Match, id, request.form.get("action", ""))
