"""What is said while a need is typed: needs near to its title, and the checks of what is saved."""

from flask import jsonify, render_template, request, url_for
from flask_login import current_user

from app.access import editable_or_403, requires, signed_in
from app.needs.coach import GOAL
from app.needs.counsel import counsel_of
from app.needs.models import Need
from app.needs.radar import near_needs
from app.needs.room import bp
from app.needs.sections import section_named


@bp.post("/near")
@requires("need.create")
def near():
    """POST, although it only reads: what somebody is drafting belongs in no address and no log."""
    need = _draft()
    found = near_needs(
        request.form.get("title", ""),
        need.problem if need else "",
        current_user,
        leave_out=need.id if need else None,
    )
    return jsonify(near=[_told(one) for one in found])


@bp.get("/<int:id>/counsel")
@signed_in
def counsel(id):
    """The 需求体检 alone, for the page that has just saved something."""
    need = editable_or_403(Need, id)
    return render_template(
        "needs/counsel.html",
        need=need,
        counsel=counsel_of(need, current_user),
        section=section_named(request.args.get("section")),
        goal=GOAL,
        link=lambda key: url_for("needs.edit", id=need.id, section=key),
    )


def _draft():
    id = request.form.get("need", type=int)
    return editable_or_403(Need, id) if id else None


def _told(one):
    return {
        "title": one.need.title,
        "number": one.need.public_number,
        "who": "本单位" if one.is_own else one.need.organisation.name,
        "state": one.label,
        "year": (one.need.published_at or one.need.created_at).year,
        "word": one.word,
        "tone": one.tone,
        "why": one.why,
        "href": url_for("needs.show", id=one.need.id),
    }
