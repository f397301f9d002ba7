"""Named reads of projects."""

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Organisation
from app.projects.models import MilestoneState, Project, ProjectState
from app.workflow.visible import visible

RISK_ORDER = {"red": 0, "amber": 1, "green": 2, "": 3}
RISK_LABELS = {"red": "红", "amber": "黄", "green": "绿", "": "未报"}
RISK_TONES = {"red": "bad", "amber": "wait", "green": "ok", "": "rest"}


def listed(user, text="", state="", chain_id=None):
    """What `user` may see, newest first, narrowed."""
    chosen = visible(Project, user).order_by(Project.id.desc())
    if state in {one.value for one in ProjectState}:
        chosen = chosen.where(Project.state == ProjectState(state))
    if chain_id:
        chosen = chosen.where(Project.chain_id == chain_id)
    if text:
        contractor = aliased(Organisation)
        like = f"%{text}%"
        owners = select(contractor.id).where(contractor.name.like(like))
        chosen = chosen.where(
            or_(
                Project.title.like(like),
                Project.number.like(like),
                Project.organisation_id.in_(owners),
                Project.contractor_id.in_(owners),
            )
        )
    return chosen


def risk_of(project):
    """The colour of the last report that was handed in, "" before the first."""
    reports = [
        report
        for milestone in project.milestones
        for report in milestone.reports
        if report.reported_at is not None
    ]
    return max(reports, key=lambda report: report.reported_at).risk if reports else ""


def passed_count(project):
    return sum(row.state is MilestoneState.PASSED for row in project.milestones)


def next_milestone(project):
    """The first milestone that is not through yet, or None."""
    return next((row for row in project.milestones if row.state is not MilestoneState.PASSED), None)
