"""The page of one project: its task book, its milestones, its acceptance, what happened."""

from flask import abort, render_template, request, url_for
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.acting import take_action, url_of
from app.audit.queries import timeline
from app.files.queries import attachments_of
from app.header import header_of
from app.projects import acceptance_views, task_book_views  # noqa: F401 - their pages hang on bp
from app.projects.list_views import bp
from app.projects.models import Project, ProjectState
from app.projects.results import advice, results_of
from app.projects.rules import user_report_is_due
from app.workflow.declaration import Role
from app.workflow.visible import may_edit
from forms.projects import VERDICTS, UserReportForm

TABS = (("content", "内容"), ("milestones", "里程碑"), ("acceptance", "验收"), ("record", "记录"))
NEXT = {
    ProjectState.TASK_BOOK_DRAFT: "双方把任务书改到一致，揭榜单位先签，需求方后签，再报市级批复立项。",
    ProjectState.CONTRACTOR_SIGNED: "需求方看过任务书后签署；不同意的退回再改。",
    ProjectState.SIGNED: "市级批复后开始实施，里程碑开始计时。",
    ProjectState.RUNNING: "到一个里程碑报告一次：揭榜单位提交，需求方确认，市级考核；全部通过后申请验收。",
    ProjectState.ACCEPTANCE_APPLIED: "需求方填写使用报告后，市级给出验收结论：通过、整改或不通过。",
    ProjectState.RECTIFYING: "三个月内整改完成后再次申请验收，只有这一次。",
}


@bp.get("/<int:id>")
@signed_in
def show(id):
    project = visible_or_404(Project, id)
    tab = request.args.get("tab", "content")
    if tab not in dict(TABS):
        abort(404)
    roles = project.roles_of(current_user)
    results = results_of(project)
    return render_template(
        "projects/show.html",
        project=project,
        header=header_of(project, current_user),
        act_url=lambda name: url_for(".act", id=project.id, name=name),
        tab=tab,
        tabs=_tabs(project, tab),
        milestones=[(row, header_of(row, current_user)) for row in project.milestones],
        results=results,
        advice=advice(results),
        events=_events(project),
        files=attachments_of(project),
        may_edit_task_book=task_book_views.is_open(project) and may_edit(project, current_user),
        may_write_acceptance=acceptance_views.is_open(project) and Role.CONTRACTOR in roles,
        user_report=_user_report_form(project, roles),
        verdicts=dict(VERDICTS),
        planned=sum(row.amount for row in project.milestones),
        next=NEXT.get(project.state, ""),
    )


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(Project, id, name)


def _tabs(project, current):
    counts = {"milestones": len(project.milestones)}
    return [
        {
            "label": label,
            "href": url_of(project, tab=key) if key != "content" else url_of(project),
            "count": counts.get(key),
            "is_current": key == current,
        }
        for key, label in TABS
    ]


def _user_report_form(project, roles):
    if Role.OWNER not in roles or user_report_is_due(project) is not None:
        return None
    return UserReportForm(obj=project)


def _events(project):
    things = [project, *project.milestones]
    events = sorted((e for one in things for e in timeline(one)), key=lambda e: -e.id)
    names = {("milestone", row.id): f"{row.name}：" for row in project.milestones}
    return [
        {
            "at": event.at,
            "text": names.get((event.thing_kind, event.thing_id), "") + event.label,
            "actor": event.actor_name,
            "note": "：".join(part for part in (event.reason, event.note) if part),
            "tone": "now" if place == 0 else "",
        }
        for place, event in enumerate(events)
    ]
