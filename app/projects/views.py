"""The page of one project: its task book, its milestones, its acceptance, what happened."""

from flask import abort, render_template, request, url_for
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.acting import take_action, url_of
from app.audit.queries import timeline
from app.audit.telling import told
from app.files.queries import attachments_of
from app.header import header_of
from app.projects import (  # noqa: F401 - their pages hang on the same blueprint
    acceptance_views,
    list_views,
    task_book_views,
)
from app.projects.filling import user_report_form
from app.projects.models import USER_VERDICTS, Project
from app.projects.presenting import (
    RISK_LABELS,
    RISK_TONES,
    course_of,
    milestone_header,
    next_of,
    steps_of,
)
from app.projects.queries import passed_count, risk_of
from app.projects.results import advice, results_of
from app.projects.room import bp
from app.projects.rules import (
    acceptance_papers_are_handed_in,
    acceptance_papers_are_open,
    task_book_is_open,
    user_report_is_due,
)
from app.workflow.declaration import Role
from app.workflow.visible import may_edit

TABS = (("content", "内容"), ("milestones", "里程碑"), ("acceptance", "验收"), ("record", "记录"))
ADVISED = {Role.OFFICER, Role.AUDITOR, Role.DISTRICT_OFFICER, Role.CHAIN_LEAD}


@bp.get("/<int:id>")
@signed_in
def show(id):
    project = visible_or_404(Project, id)
    tab = request.args.get("tab", "content")
    if tab not in dict(TABS):
        abort(404)
    roles = project.roles_of(current_user)
    events = _events(project)
    milestones = [(row, milestone_header(row, current_user)) for row in project.milestones]
    # Papers being written are the contractor's own until they are handed in.
    reads_papers = Role.CONTRACTOR in roles or acceptance_papers_are_handed_in(project) is None
    results = results_of(project, reads_papers)
    risk = risk_of(project)
    editable = may_edit(project, current_user)
    return render_template(
        "projects/show.html",
        project=project,
        header=header_of(project, current_user),
        act_url=lambda name: url_for(".act", id=project.id, name=name),
        tab=tab,
        tabs=_tabs(project, tab, len(events)),
        steps=steps_of(project, events),
        next=next_of(project),
        milestones=milestones,
        course=course_of(milestones),
        passed=passed_count(project),
        risk={"label": RISK_LABELS[risk], "tone": RISK_TONES[risk]},
        results=results,
        reads_papers=reads_papers,
        advice=advice(results) if roles & ADVISED else "",
        events=told(
            events, names={("milestone", row.id): f"{row.name}：" for row in project.milestones}
        ),
        files=attachments_of(project),
        may_upload=editable,
        may_edit_task_book=editable and task_book_is_open(project) is None,
        may_write_acceptance=acceptance_papers_are_open(project) is None
        and Role.CONTRACTOR in roles,
        user_report=_user_report(project, roles),
        waits_for_user=user_report_is_due(project) is None,
        verdicts=USER_VERDICTS,
        planned=sum(row.amount for row in project.milestones),
    )


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(Project, id, name)


def _tabs(project, current, event_count):
    counts = {"milestones": len(project.milestones), "record": event_count}
    return [
        {
            "label": label,
            "href": url_of(project, tab=key) if key != "content" else url_of(project),
            "count": counts.get(key),
            "is_current": key == current,
        }
        for key, label in TABS
    ]


def _user_report(project, roles):
    """The owner's form while the report is due, else None."""
    if Role.OWNER not in roles or user_report_is_due(project) is not None:
        return None
    return user_report_form(project)


def _events(project):
    """The project's events and its milestones', newest first."""
    things = [project, *project.milestones]
    return sorted((event for one in things for event in timeline(one)), key=lambda e: -e.id)
