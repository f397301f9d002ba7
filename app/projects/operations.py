"""Writes to projects that are not transitions, and the effects of those that are."""

from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import SYSTEM
from app.audit.operations import record
from app.chains.operations import provide_by_project
from app.clock import now
from app.extensions import db
from app.inbox.operations import notify
from app.numbering import next_number
from app.projects.models import Milestone, MilestoneReport, Project, ProjectIndicator
from app.projects.rules import may_be_paid, user_report_is_due
from app.workflow.advance import advance
from app.workflow.declaration import NotNow, Role


def project_from_bid(bid, actor, event):
    """The task book begins with what the need asked and the bid promised, row by row."""
    promised = {row.indicator_id: row.promised_value for row in bid.responses}
    planned = list(bid.milestones)
    project = _project(
        bid.need,
        contractor_id=bid.organisation_id,
        promised=promised,
        bid=bid,
        leader=bid.leader,
        amount=bid.price or 0,
        ip_terms=bid.ip_terms or bid.need.ip_terms,
    )
    project.milestones = [
        Milestone(position=n, name=row.title, deliverable=row.deliverable, amount=row.amount)
        for n, row in enumerate(planned)
    ]
    return _begin(project, actor, event)


def project_from_match(match, actor, event):
    """A match carries no promise: both sides write the milestones into the task book."""
    project = _project(
        match.need,
        contractor_id=match.capability.organisation_id,
        promised={},
        match=match,
        amount=match.need.reward,
        ip_terms=match.need.ip_terms,
    )
    return _begin(project, actor, event)


def revise_task_book(project, fields, milestones, actor, is_autosave=False):
    """Write the form; `milestones` is a list of fields, in order, with the `id` of those that are
    there already: a milestone keeps its number, files and record. Autosaves are not events."""
    for name, value in fields.items():
        setattr(project, name, value)
    kept = {row.id: row for row in project.milestones}
    project.milestones = [
        _written(kept.get(row.get("id")), position, row) for position, row in enumerate(milestones)
    ]
    # A change of rows alone must move the version too, or a second writer would not notice.
    flag_modified(project, "title")
    db.session.flush()
    if not is_autosave:
        record(project, "revise", actor, label="已修改任务书")


def save_report(milestone, fields, actor):
    """The report being written for a milestone; it is dated when the milestone is submitted."""
    report = milestone.draft_report
    if report is None:
        report = MilestoneReport(milestone=milestone)
        db.session.add(report)
    report.reported_by_id = actor.id
    for name, value in fields.items():
        setattr(report, name, value)
    # The report is a row of its own; a colleague who writes the same one must notice.
    flag_modified(milestone, "name")
    db.session.flush()
    return report


def save_acceptance(project, fields, actuals, actor, is_autosave=False):
    """The acceptance papers; `actuals` is {indicator id: (value, evidence)}."""
    for name, value in fields.items():
        setattr(project, name, value)
    for row in project.indicators:
        if row.id in actuals:
            row.actual_value, row.actual_evidence = actuals[row.id]
    flag_modified(project, "self_assessment")
    db.session.flush()
    if not is_autosave:
        record(project, "acceptance_papers", actor, label="已保存验收材料")


def record_user_report(project, verdict, text, actor):
    """The owner's word; the acceptance waits for it, so the officers are told."""
    if why := user_report_is_due(project):
        raise NotNow(why)
    project.user_verdict, project.user_report = verdict, text
    flag_modified(project, "user_report")
    event = record(project, "user_report", actor, label="需求方已填写用户使用报告", note=text)
    notify(project.people_as(Role.OFFICER), project, event, f"使用报告已填写：{project.title}")


def ask_user_again(project, actor, event):
    """After rectification the owner looks again; what was said before stays on the record."""
    project.user_verdict = ""


def date_report(milestone, actor, event):
    for report in milestone.reports:
        report.reported_at = report.reported_at or now()


def start_need(project, actor, event):
    advance(project.need, "start_project", SYSTEM, cause=event)


def solve_need(project, actor, event):
    advance(project.need, "solve", SYSTEM, cause=event)


def strengthen_chain(project, actor, event):
    """Whoever can make it now stands on the node, and the map takes another colour."""
    provide_by_project(project)


def fail_need(project, actor, event):
    advance(project.need, "fail", SYSTEM, note=event.note, cause=event)


def _project(need, promised, **fields):
    asked = list(need.indicators)  # read before there is a project that a flush would find
    project = Project(
        number=next_number("XM"),
        need=need,
        organisation_id=need.organisation_id,
        chain_id=need.chain_id,
        title=need.title,
        goal=need.problem,
        payment_terms=need.payment_terms,
        **fields,
    )
    project.indicators = [
        ProjectIndicator(
            position=row.position,
            name=row.name,
            operator=row.operator,
            value=row.value,
            value_high=row.value_high,
            unit=row.unit,
            test_method=row.test_method,
            is_hard=row.is_hard,
            promised_value=promised.get(row.id),
        )
        for row in asked
    ]
    return project


def _begin(project, actor, event):
    db.session.add(project)
    record(project, "begin", actor, label="生成任务书草稿", after=project.state, cause=event)
    return project


def record_payment(milestone, paid_on, actor):
    """Paid on this day; said again, it corrects the day. Both sides are told."""
    if why := may_be_paid(milestone):
        raise NotNow(why)
    label = "已更正付款日期" if milestone.paid_on else "已登记付款"
    milestone.paid_on = paid_on
    event = record(milestone, "pay", actor, label=label, note=paid_on.isoformat())
    both = {id for role in (Role.OWNER, Role.CONTRACTOR) for id in milestone.people_as(role)}
    notify(sorted(both), milestone, event, f"{label}：{milestone.title}")


def _written(milestone, position, row):
    """The milestone with what the row says; a new one where there was none."""
    milestone = milestone or Milestone()
    milestone.position = position
    for name in ("name", "due_on", "deliverable", "amount"):
        setattr(milestone, name, row[name])
    return milestone
