"""One suggested group side by side, and the officer's two answers to it."""

from flask import abort, flash, redirect, render_template, request
from flask_login import current_user

from app.access import requires, signed_in
from app.acting import url_of
from app.extensions import db
from app.joint_needs.models import JointNeed
from app.joint_needs.operations import suggest_joint_need
from app.joint_needs.queries import pool
from app.joint_needs.room import bp
from app.joint_needs.suggestions import group_of
from app.joint_needs.targets import as_rows, targets_of
from app.joint_needs.workflow import DISMISSALS
from app.matches import alike
from app.workflow.advance import advance
from app.workflow.declaration import Role
from app.workflow.registry import workflow_of
from forms.joint_needs import DismissalForm, JointNeedForm


@bp.get("/group")
@signed_in
def group():
    """The needs named in the address, as far as they may be brought together."""
    if not (current_user.holds(Role.OFFICER) or current_user.holds(Role.CHAIN_LEAD)):
        abort(403)
    return _page(_chosen(request.args))


@bp.post("/")
@requires("call.create")
def propose():
    """Ask the enterprises whose needs are ticked."""
    needs = [need for need in _chosen(request.form) if need.id in _ticked()]
    chosen = group_of(needs)
    form = JointNeedForm(leads=_leads(chosen))
    if not form.validate_on_submit() or not chosen.can_be_joined:
        fault = "" if chosen.can_be_joined else "至少勾选两家企业的需求"
        return _page(_chosen(request.form), form, fault=fault), 400
    joint = suggest_joint_need(
        chosen.needs, current_user, **_content(chosen, form.title.data, form.problem.data),
        lead_id=form.lead.data,
    )  # fmt: skip
    advance(joint, "propose", current_user, note=form.note.data)
    db.session.commit()
    flash(f"已向 {len(chosen.enterprises)} 家企业征求意见：{joint.title}", "ok")
    return redirect(url_of(joint))


@bp.post("/dismiss")
@requires("call.create")
def dismiss():
    """These needs are not suggested together again; the reason is kept."""
    needs = _chosen(request.form)
    form = DismissalForm(reasons=DISMISSALS)
    if not form.validate_on_submit():
        return _page(needs, dismissal=form), 400
    chosen = group_of(needs)
    joint = suggest_joint_need(
        [*chosen.needs, *chosen.listed], current_user, **_content(chosen, needs[0].title[:40], "")
    )
    advance(joint, "dismiss", current_user, note=form.note.data, reason=form.reason.data)
    db.session.commit()
    flash("已记下：这几件不合并，以后不再一起建议", "ok")
    return redirect(url_of(joint))


def _content(chosen, title, problem):
    first = (chosen.needs or chosen.listed)[0]
    targets = targets_of(chosen.needs)
    found = alike.groups_of([*chosen.needs, *chosen.listed], least=0)
    return {
        "title": title,
        "problem": problem,
        "indicators": as_rows(targets),
        "chain_id": first.chain_id,
        "likeness": found[0][1] if found else None,
        "model": alike.model_id(),
    }


def _page(needs, form=None, dismissal=None, fault=""):
    found = alike.groups_of(needs, least=0)
    rows, likeness = found[0] if found else (needs, 0.0)
    chosen = group_of(rows, likeness)
    first = (chosen.needs or chosen.listed)[0]
    return render_template(
        "joint_needs/group.html",
        group=chosen,
        targets=targets_of([*chosen.needs, *chosen.listed]),
        form=form
        or JointNeedForm(
            formdata=None,
            leads=_leads(chosen),
            title=first.title[:40],
            problem=first.problem,
            lead=max(chosen.needs, key=lambda need: need.reward).organisation_id
            if chosen.needs
            else None,
        ),  # fmt: skip
        dismissal=dismissal or DismissalForm(formdata=None, reasons=DISMISSALS),
        ticked=_ticked() if request.method == "POST" and form else set(chosen.ids),
        fault=fault,
        decides=current_user.holds(Role.OFFICER),
        proposing=workflow_of(JointNeed).action("propose"),
        dismissing=workflow_of(JointNeed).action("dismiss"),
    )


def _leads(chosen):
    return [(id, organisation.name) for id, organisation in chosen.enterprises.items()]


def _ticked():
    return {int(id) for id in request.form.getlist("ticked") if id.isdigit()}


def _chosen(args):
    wanted = {int(id) for id in args.getlist("ids") if id.isdigit()}
    needs = [need for need in pool(current_user) if need.id in wanted]
    if len(needs) < 2:
        abort(404)
    return needs
