"""Writing a milestone's report: saved as one types, checked and handed in with one button."""

from flask import flash, jsonify, redirect, render_template, request
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.acting import url_of
from app.clock import now
from app.extensions import db
from app.projects.conflicts import is_stale, too_late
from app.projects.filling import report_form, report_written
from app.projects.models import Milestone
from app.projects.operations import save_report
from app.projects.room import milestones as bp
from app.projects.rules import project_is_running
from app.workflow.advance import advance
from app.workflow.declaration import NotYours, Role
from app.workflow.registry import workflow_of
from app.workflow.visible import may_edit
from forms.differences import differences


@bp.route("/<int:id>/report", methods=["GET", "POST"])
@signed_in
def report(id):
    milestone = _of_ours(id)
    form = report_form(milestone, request.form or None)
    if why := _closed(milestone):
        return too_late(milestone, why, report_form(milestone), form)
    if request.method == "GET":
        return _page(milestone, form)
    if is_stale(milestone):
        return _page(milestone, form, differences(report_form(milestone), form)), 409
    is_submitting = "submit" in request.form
    if not (form.validate() if is_submitting else form.validate_draft()):
        return _page(milestone, form), 422
    save_report(milestone, report_written(milestone, form), current_user)
    if is_submitting:
        advance(milestone, "submit", current_user)
    db.session.commit()
    flash(
        "报告已提交，等需求方确认" if is_submitting else "报告已保存，核对后点“提交里程碑报告”",
        "ok",
    )
    return redirect(url_of(milestone))


@bp.post("/<int:id>/autosave")
@signed_in
def autosave(id):
    milestone = _of_ours(id)
    if _closed(milestone) or is_stale(milestone):
        return jsonify(error="报告已经变了，没有保存"), 409
    form = report_form(milestone, request.form)
    if not form.validate_draft():
        return jsonify(error="有填写的内容读不懂，改好再存", fields=form.summary()), 422
    save_report(milestone, report_written(milestone, form), current_user)
    db.session.commit()
    return jsonify(saved_at=now().isoformat() + "Z", version=milestone.version)


def may_report(milestone, user):
    """Whether the report's form is open to `user` now."""
    return _closed(milestone) is None and may_edit(milestone, user)


def _of_ours(id):
    milestone = visible_or_404(Milestone, id)
    if Role.CONTRACTOR not in milestone.roles_of(current_user):
        raise NotYours("里程碑报告由揭榜单位填写")
    return milestone


def _closed(milestone):
    if why := project_is_running(milestone):
        return why
    state = workflow_of(milestone).state(milestone.state)
    return None if state.editable_by else f"里程碑现在是“{state.label}”，报告不能修改"


def _page(milestone, form, changed=()):
    return render_template(
        "milestones/report.html",
        milestone=milestone,
        project=milestone.project,
        form=form,
        changed=changed,
        is_again=bool(milestone.reports_handed_in),
    )
