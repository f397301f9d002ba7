"""The acceptance papers of the contractor and the word of the owner."""

from flask import flash, jsonify, redirect, render_template, request
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.acting import url_of
from app.clock import now
from app.extensions import db
from app.projects.conflicts import is_stale, too_late
from app.projects.filling import acceptance_form, acceptance_written, user_report_form
from app.projects.models import Project
from app.projects.operations import record_user_report, save_acceptance
from app.projects.room import bp
from app.projects.rules import acceptance_papers_are_open, user_report_is_due
from app.workflow.declaration import NotYours, Role
from app.workflow.registry import workflow_named
from forms.differences import differences


@bp.route("/<int:id>/acceptance", methods=["GET", "POST"])
@signed_in
def acceptance(id):
    """The contractor's form; whoever else may read the project finds the papers on its page."""
    project = visible_or_404(Project, id)
    is_contractor = Role.CONTRACTOR in project.roles_of(current_user)
    why = acceptance_papers_are_open(project)
    if request.method == "GET":
        if why or not is_contractor:
            return redirect(url_of(project, tab="acceptance"))
        return _page(project, acceptance_form(project))
    if not is_contractor:
        raise NotYours("验收材料由揭榜单位填写")
    form = acceptance_form(project, request.form)
    if why:
        return too_late(project, why, acceptance_form(project), form)
    if is_stale(project):
        return _page(project, form, differences(acceptance_form(project), form)), 409
    if not form.validate_draft():
        return _page(project, form), 422
    save_acceptance(project, *acceptance_written(form), current_user)
    db.session.commit()
    flash("验收材料已保存", "ok")
    return redirect(url_of(project, tab="acceptance"))


@bp.post("/<int:id>/acceptance/autosave")
@signed_in
def autosave_acceptance(id):
    project = visible_or_404(Project, id)
    if Role.CONTRACTOR not in project.roles_of(current_user):
        raise NotYours("验收材料由揭榜单位填写")
    if acceptance_papers_are_open(project) or is_stale(project):
        return jsonify(error="验收材料已经变了，没有保存"), 409
    form = acceptance_form(project, request.form)
    if not form.validate_draft():
        return jsonify(error="有填写的内容读不懂，改好再存", fields=form.summary()), 422
    save_acceptance(project, *acceptance_written(form), current_user, is_autosave=True)
    db.session.commit()
    return jsonify(saved_at=now().isoformat() + "Z", version=project.version)


@bp.post("/<int:id>/user-report")
@signed_in
def user_report(id):
    project = visible_or_404(Project, id)
    if Role.OWNER not in project.roles_of(current_user):
        raise NotYours("使用报告由需求方填写")
    form = user_report_form(project, request.form)
    if why := user_report_is_due(project):
        return too_late(project, why, user_report_form(project), form)
    if is_stale(project):
        changed = differences(user_report_form(project), form)
        return _user_report_page(project, form, changed), 409
    if not form.validate():
        return _user_report_page(project, form), 422
    record_user_report(project, form.user_verdict.data, form.user_report.data, current_user)
    db.session.commit()
    flash("使用报告已提交", "ok")
    return redirect(url_of(project, tab="acceptance"))


def _page(project, form, changed=()):
    return render_template(
        "projects/acceptance.html",
        project=project,
        form=form,
        changed=changed,
        missing=_missing(project),
    )


def _missing(project):
    """What still stands between the papers and the application, whichever time it is."""
    guards = next(
        action.guards
        for action in workflow_named("projects").actions
        if action.name in ("apply_for_acceptance", "reapply") and project.state in action.sources
    )
    return [why for guard in guards if (why := guard(project))]


def _user_report_page(project, form, changed=()):
    return render_template("projects/user_report.html", project=project, form=form, changed=changed)
