"""The acceptance papers of the contractor and the word of the owner."""

from flask import flash, redirect, render_template, request
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.acting import url_of
from app.extensions import db
from app.projects.filling import acceptance_form, acceptance_written
from app.projects.list_views import bp
from app.projects.models import Project, ProjectState
from app.projects.operations import record_user_report, save_acceptance
from app.projects.rules import user_report_is_due
from app.workflow.declaration import NotNow, NotYours, Role
from forms.differences import differences
from forms.projects import UserReportForm


def is_open(project):
    return project.state in (ProjectState.RUNNING, ProjectState.RECTIFYING)


@bp.route("/<int:id>/acceptance", methods=["GET", "POST"])
@signed_in
def acceptance(id):
    project = visible_or_404(Project, id)
    if Role.CONTRACTOR not in project.roles_of(current_user):
        raise NotYours("验收材料由揭榜单位填写")
    if not is_open(project):
        raise NotNow("项目实施中或整改中才能填写验收材料")
    if request.method == "GET":
        return _page(project, acceptance_form(project))
    form = acceptance_form(project, request.form)
    if request.form.get("version") != str(project.version):
        return _page(project, form, differences(acceptance_form(project), form)), 409
    if not form.validate():
        return _page(project, form), 422
    save_acceptance(project, *acceptance_written(form), current_user)
    db.session.commit()
    flash("验收材料已保存", "ok")
    return redirect(url_of(project, tab="acceptance"))


@bp.post("/<int:id>/user-report")
@signed_in
def user_report(id):
    project = visible_or_404(Project, id)
    if Role.OWNER not in project.roles_of(current_user):
        raise NotYours("使用报告由需求方填写")
    if why := user_report_is_due(project):
        raise NotNow(why)
    form = UserReportForm()
    if not form.validate():
        return render_template("projects/user_report.html", project=project, form=form), 422
    record_user_report(project, form.user_verdict.data, form.user_report.data, current_user)
    db.session.commit()
    flash("使用报告已提交", "ok")
    return redirect(url_of(project, tab="acceptance"))


def _page(project, form, changed=()):
    return render_template("projects/acceptance.html", project=project, form=form, changed=changed)
