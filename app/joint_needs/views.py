"""Pages of joint needs: what is suggested, what goes on, and one of them."""

from flask import render_template, url_for
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.acting import take_action
from app.audit.queries import timeline
from app.header import header_of
from app.joint_needs.models import JointNeed
from app.joint_needs.room import bp
from app.needs.presenting import told


@bp.get("/<int:id>")
@signed_in
def show(id):
    joint = visible_or_404(JointNeed, id)
    events = timeline(joint)
    return render_template(
        "joint_needs/show.html",
        joint=joint,
        header=header_of(joint, current_user),
        events=told(events, True),
        act_url=lambda name: url_for(".act", id=joint.id, name=name),
    )


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(JointNeed, id, name)
