"""为我推荐: open needs for what my organisation can do, and saying that one is not for us."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import requires, signed_in, visible_or_404
from app.capabilities.models import Capability
from app.extensions import db
from app.matches.operations import decline_recommendation
from app.matches.page import states
from app.matches.queries import published_of
from app.matches.recommendations import recommended_for
from app.matches.room import bp
from app.needs.models import Need
from app.workflow.declaration import Role

SHOWN = 20


@bp.get("/recommended")
@signed_in
def recommended():
    if current_user.organisation_id is None:
        abort(403)
    chosen = request.args.get("capability", type=int)
    rows = recommended_for(current_user.organisation_id, chosen)
    ours = db.session.scalars(published_of(current_user.organisation_id)).unique().all()
    return render_template(
        "matches/recommended.html",
        states=states(),
        rows=rows[:SHOWN],
        total=len(rows),
        capabilities=ours,
        chosen=chosen,
    )


@bp.post("/need/<int:need_id>/capability/<int:capability_id>/unrelated")
@requires("match.suggest")
def dismiss(need_id, capability_id):
    """The need is hidden from the organisation from now on; its owner sees 不相关."""
    need = visible_or_404(Need, need_id)
    capability = visible_or_404(Capability, capability_id)
    if Role.OWNER not in capability.roles_of(current_user):
        abort(403)
    decline_recommendation(need, capability, current_user)
    db.session.commit()
    flash(f"不再向本单位推荐：{need.title}", "ok")
    return redirect(url_for(".recommended"))
