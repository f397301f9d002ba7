"""Writing the task book together, until it is signed; and the sheet that gets the stamps."""

from flask import flash, jsonify, redirect, render_template, request
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.acting import url_of
from app.clock import now
from app.extensions import db
from app.projects.conflicts import is_stale, too_late
from app.projects.filling import task_book_form, task_book_written
from app.projects.models import Project
from app.projects.operations import revise_task_book
from app.projects.room import bp
from app.projects.rules import task_book_is_open
from app.workflow.declaration import NotYours
from app.workflow.registry import workflow_named
from app.workflow.visible import may_edit
from forms.differences import differences


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@signed_in
def edit(id):
    project = visible_or_404(Project, id)
    form = task_book_form(project, request.form or None)
    if why := task_book_is_open(project):
        return too_late(project, why, task_book_form(project), form)
    if not may_edit(project, current_user):
        raise NotYours("任务书由双方和市级受理岗填写")
    if request.method == "GET" or form.rows_changed:
        return _page(project, form)
    if is_stale(project):
        return _page(project, form, differences(task_book_form(project), form)), 409
    if not form.validate_draft():
        return _page(project, form), 422
    revise_task_book(project, *task_book_written(form), current_user)
    db.session.commit()
    flash("任务书已保存", "ok")
    return redirect(url_of(project))


@bp.post("/<int:id>/autosave")
@signed_in
def autosave(id):
    project = visible_or_404(Project, id)
    if not may_edit(project, current_user) or task_book_is_open(project) or is_stale(project):
        return jsonify(error="任务书已经变了，没有保存"), 409
    form = task_book_form(project, request.form)
    if not form.validate_draft():
        return jsonify(error="有填写的内容读不懂，改好再存", fields=form.summary()), 422
    revise_task_book(project, *task_book_written(form), current_user, is_autosave=True)
    db.session.commit()
    return jsonify(saved_at=now().isoformat() + "Z", version=project.version)


@bp.get("/<int:id>/task-book")
@signed_in
def paper(id):
    """任务书 as it is printed, signed and stamped."""
    project = visible_or_404(Project, id)
    planned = sum(row.amount for row in project.milestones)
    return render_template("projects/paper.html", project=project, planned=planned)


def missing(project):
    """What still stands between the task book and the first signature."""
    guards = workflow_named("projects").action("sign_contractor").guards
    return [why for guard in guards if (why := guard(project))]


def _page(project, form, changed=()):
    return render_template(
        "projects/edit.html",
        project=project,
        form=form,
        changed=changed,
        planned=sum(row["amount"] or 0 for row in form.milestones.data),
        amount=form.amount.data or 0,
        missing=missing(project),
    )
