"""Pages of joint needs: what is suggested, what goes on, and one of them."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import requires, signed_in, visible_or_404
from app.acting import take_action, url_of
from app.audit.queries import timeline
from app.audit.telling import told
from app.extensions import db
from app.joint_needs import group_views  # noqa: F401 - its routes join bp
from app.joint_needs.models import JointNeed, JointNeedState
from app.joint_needs.operations import choose_lead
from app.joint_needs.presenting import NEXT, header_for, member_rows
from app.joint_needs.queries import newest_first
from app.joint_needs.room import bp
from app.joint_needs.suggestions import suggestions
from app.joint_needs.targets import targets_of
from app.workflow.declaration import Role
from app.workflow.registry import workflow_of
from app.workflow.visible import may_see
from forms.joint_needs import LeadForm

STAFF = (Role.OFFICER, Role.CHAIN_LEAD, Role.AUDITOR)


@bp.get("/")
@signed_in
def index():
    looks = current_user.holds(Role.OFFICER) or current_user.holds(Role.CHAIN_LEAD)
    states = {state.code: state for state in workflow_of(JointNeed).states}
    page = db.paginate(newest_first(current_user), per_page=20, max_per_page=100, error_out=False)
    return render_template(
        "joint_needs/index.html",
        groups=suggestions(current_user) if looks else None,
        page=page,
        state_of=lambda joint: states[joint.state],
    )


@bp.get("/<int:id>")
@signed_in
def show(id):
    joint = visible_or_404(JointNeed, id)
    events = timeline(joint)
    is_staff = any(map(current_user.holds, STAFF))
    return render_template(
        "joint_needs/show.html",
        joint=joint,
        header=header_for(joint, current_user, is_staff),
        next=NEXT.get(joint.state, ""),
        is_staff=is_staff,
        rows=member_rows(joint, current_user, is_staff),
        targets=targets_of([member.need for member in joint.members]) if is_staff else [],
        events=told(events, True) if is_staff else [],
        need=joint.need if joint.need and may_see(joint.need, current_user) else None,
        leads=_lead_form(joint),
        act_url=lambda name: url_for(".act", id=joint.id, name=name),
    )


@bp.post("/<int:id>/lead")
@requires("call.create")
def lead(id):
    joint = visible_or_404(JointNeed, id)
    form = _lead_form(joint)
    if form is None or not form.validate_on_submit():
        abort(409)
    chosen = next(m.need.organisation for m in joint.members
                  if m.need.organisation_id == form.lead.data)  # fmt: skip
    choose_lead(joint, chosen, current_user)
    db.session.commit()
    flash(f"牵头单位改为 {chosen.name}", "ok")
    return redirect(url_of(joint))


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(JointNeed, id, name)


def _lead_form(joint):
    """For the officer, until the draft is made; only an enterprise that has not declined may lead."""
    open_states = (JointNeedState.ASKING, JointNeedState.ANSWERED)
    if joint.state not in open_states or not current_user.holds(Role.OFFICER):
        return None
    able = {m.need.organisation_id: m.need.organisation.name
            for m in joint.members if m.has_joined is not False}  # fmt: skip
    typed = request.form if request.method == "POST" else None
    return LeadForm(typed, leads=list(able.items()), lead=joint.lead_id)
