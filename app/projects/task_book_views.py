"""Writing the task book together, until it is signed."""

from flask import flash, jsonify, redirect, render_template, request
from flask_login import current_user

from app.access import editable_or_403, signed_in
from app.acting import url_of
from app.clock import now
from app.extensions import db
from app.projects.filling import task_book_form, task_book_written
from app.projects.list_views import bp
from app.projects.models import Project, ProjectState
from app.projects.operations import revise_task_book
from app.workflow.declaration import NotNow
from forms.differences import differences


def is_open(project):
    """Once one side has signed, nobody changes a word."""
    return project.state is ProjectState.TASK_BOOK_DRAFT


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@signed_in
def edit(id):
    project = _open_task_book(id)
    if request.method == "GET":
        return _page(project, task_book_form(project))
    form = task_book_form(project, request.form)
    if form.rows_changed:
        return _page(project, form)
    if _is_stale(project):
        return _page(project, form, differences(task_book_form(project), form)), 409
    if not form.validate():
        return _page(project, form), 422
    revise_task_book(project, *task_book_written(form), current_user)
    db.session.commit()
    flash("任务书已保存", "ok")
    return redirect(url_of(project))


@bp.post("/<int:id>/autosave")
@signed_in
def autosave(id):
    project = _open_task_book(id)
    form = task_book_form(project, request.form)
    if _is_stale(project):
        return jsonify(error="对方刚改过任务书，没有保存"), 409
    if not form.validate_draft():
        return jsonify(error="有填写的内容读不懂，改好再存", fields=form.summary()), 422
    revise_task_book(project, *task_book_written(form), current_user, is_autosave=True)
    db.session.commit()
    return jsonify(saved_at=now().isoformat() + "Z", version=project.version)


def _open_task_book(id):
    project = editable_or_403(Project, id)
    if not is_open(project):
        raise NotNow("任务书已经签署，不能再改；要改请先退回")
    return project


def _is_stale(project):
    return request.form.get("version") != str(project.version)


def _page(project, form, changed=()):
    planned = sum(row["amount"] or 0 for row in form.milestones.data)
    return render_template(
        "projects/edit.html", project=project, form=form, changed=changed, planned=planned
    )
