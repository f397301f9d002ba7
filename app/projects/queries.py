"""Named reads of projects: the list with its filters and orders, and what a line of it tells."""

from sqlalchemy import case, func, nulls_last, or_, select
from sqlalchemy.orm import selectinload

from app.accounts.models import Organisation
from app.clock import today
from app.projects.models import (
    Milestone,
    MilestoneReport,
    MilestoneState,
    Project,
    ProjectState,
)
from app.workflow.visible import visible

AHEAD = (MilestoneState.PLANNED, MilestoneState.FIX)
OVER = (ProjectState.ACCEPTED, ProjectState.FAILED, ProjectState.TERMINATED)
UNREPORTED = "none"

last_risk = (
    select(MilestoneReport.risk)
    .join(Milestone, MilestoneReport.milestone_id == Milestone.id)
    .where(Milestone.project_id == Project.id, MilestoneReport.reported_at.is_not(None))
    .order_by(MilestoneReport.reported_at.desc(), MilestoneReport.id.desc())
    .limit(1)
    .correlate(Project)
    .scalar_subquery()
)
next_due = (
    select(func.min(Milestone.due_on))
    .where(Milestone.project_id == Project.id, Milestone.state.in_(AHEAD))
    .correlate(Project)
    .scalar_subquery()
)
passed_share = (
    select(
        func.sum(case((Milestone.state == MilestoneState.PASSED, 1.0), else_=0.0))
        / func.count(Milestone.id)
    )
    .where(Milestone.project_id == Project.id)
    .correlate(Project)
    .scalar_subquery()
)
# Red before amber before green, and what never reported after what did; what is over comes last.
risk_order = case(
    (Project.state.in_(OVER), 9),
    (last_risk == "red", 0),
    (last_risk == "amber", 1),
    (last_risk == "green", 2),
    else_=3,
)


def name_of(column):
    return (
        select(Organisation.name)
        .where(Organisation.id == column)
        .correlate(Project)
        .scalar_subquery()
    )


SORTS = {
    "risk": risk_order,
    "number": Project.number,
    "title": Project.title,
    "owner": name_of(Project.organisation_id),
    "contractor": name_of(Project.contractor_id),
    "amount": Project.amount,
    "progress": passed_share,
    "due": next_due,
    "since": Project.state_since,
    "ends": Project.ends_on,
}
SCOPES = {
    "active": Project.state.not_in(OVER),
    "over": Project.state.in_(OVER),
}


def listed(user, text="", state="", chain_id=None, risk="", side="", sort=""):
    """A select of what `user` may see, narrowed and in order; nonsense narrows nothing."""
    chosen = visible(Project, user).options(
        selectinload(Project.milestones).selectinload(Milestone.reports)
    )
    for word in text.split():
        chosen = chosen.where(_says(word))
    if state in SCOPES:
        chosen = chosen.where(SCOPES[state])
    elif state == "late":
        chosen = chosen.where(Project.state == ProjectState.RUNNING, next_due < today())
    elif state in set(ProjectState):
        chosen = chosen.where(Project.state == ProjectState(state))
    if chain_id:
        chosen = chosen.where(Project.chain_id == chain_id)
    if risk == UNREPORTED:
        chosen = chosen.where(last_risk.is_(None))
    elif risk:
        chosen = chosen.where(last_risk == risk)
    if side in ("owner", "contractor"):
        column = Project.organisation_id if side == "owner" else Project.contractor_id
        chosen = chosen.where(column == user.organisation_id)
    return chosen.order_by(*_order(sort))


def risk_of(project):
    """The colour of the last report that was handed in, "" before the first."""
    reports = [report for row in project.milestones for report in row.reports_handed_in]
    return max(reports, key=lambda one: (one.reported_at, one.id)).risk if reports else ""


def passed_count(project):
    return sum(row.state is MilestoneState.PASSED for row in project.milestones)


def next_milestone(project):
    """The first milestone that is not through yet, or None."""
    return next((row for row in project.milestones if row.state is not MilestoneState.PASSED), None)


def _says(word):
    def holds(column):
        return column.contains(word, autoescape=True)

    units = select(Organisation.id).where(holds(Organisation.name))
    return or_(
        holds(Project.title),
        holds(Project.number),
        holds(Project.leader),
        Project.organisation_id.in_(units),
        Project.contractor_id.in_(units),
    )


def _order(sort):
    """By one column, then by what is due first; the id settles ties so that pages never overlap."""
    column = SORTS.get(sort.removeprefix("-"))
    if column is None:
        return (Project.state_since.desc(), Project.id.desc())
    first = column.desc() if sort.startswith("-") else column.asc()
    return (nulls_last(first), nulls_last(next_due.asc()), Project.id.desc())
