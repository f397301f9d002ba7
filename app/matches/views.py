"""Pages of matches."""

from flask import Blueprint, render_template
from flask_login import current_user

from app.access import public, signed_in, visible_or_404
from app.acting import take_action
from app.audit.queries import timeline
from app.extensions import db
from app.header import header_of
from app.matches.models import Match
from app.workflow.visible import visible

bp = Blueprint("matches", __name__, url_prefix="/matches")


@bp.get("/")
@public
def index():
    rows = db.session.scalars(visible(Match, current_user).limit(50)).unique().all()
    return render_template("matches/index.html", rows=rows)


@bp.get("/<int:id>")
@public
def show(id):
    thing = visible_or_404(Match, id)
    return render_template(
        "matches/show.html",
        thing=thing,
        header=header_of(thing, current_user),
        events=timeline(thing),
    )


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(Match, id, name)


@bp.get("/recommended")
@signed_in
def recommended():
    return index()
