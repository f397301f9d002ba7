"""项目: the task book, its indicators and milestones, the reports and the acceptance."""

from enum import StrEnum

from sqlalchemy import JSON, Date, DateTime, Float, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.roles import members, works_for
from app.clock import end_of_day
from app.extensions import db
from app.relations import district_of, lead_of, people_of
from app.workflow.declaration import Role
from app.workflow.stateful import Relation, Stateful, state_column


class ProjectState(StrEnum):
    TASK_BOOK_DRAFT = "task_book_draft"
    CONTRACTOR_SIGNED = "contractor_signed"
    SIGNED = "signed"
    RUNNING = "running"
    SUSPENDED = "suspended"
    ACCEPTANCE_APPLIED = "acceptance_applied"
    RECTIFYING = "rectifying"
    ACCEPTED = "accepted"
    FAILED = "failed"
    TERMINATED = "terminated"


class MilestoneState(StrEnum):
    PLANNED = "planned"
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    FIX = "fix"
    PASSED = "passed"
    FAILED = "failed"


USER_VERDICTS = {
    "satisfied": "满意，达到使用要求",
    "partly": "部分达到",
    "unsatisfied": "不满意",
}


class Project(Stateful, db.Model):
    """`organisation_id` is the need's owner, `contractor_id` who took the list down."""

    __tablename__ = "project"

    state: Mapped[ProjectState] = state_column(ProjectState)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), unique=True)
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bid.id"), unique=True)
    match_id: Mapped[int | None] = mapped_column(ForeignKey("match.id"), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    contractor_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    chain_id: Mapped[int | None] = mapped_column(ForeignKey("chain.id"), index=True)

    title: Mapped[str] = mapped_column(String(80))
    goal: Mapped[str] = mapped_column(Text, default="")
    leader: Mapped[str] = mapped_column(String(40), default="")
    amount: Mapped[int] = mapped_column(default=0)  # yuan
    payment_terms: Mapped[str] = mapped_column(String(300), default="")
    ip_terms: Mapped[str] = mapped_column(Text, default="")
    exit_terms: Mapped[str] = mapped_column(Text, default="")  # change, breach, due diligence
    starts_on: Mapped[object | None] = mapped_column(Date)
    ends_on: Mapped[object | None] = mapped_column(Date)
    self_assessment: Mapped[str] = mapped_column(Text, default="")
    user_report: Mapped[str] = mapped_column(Text, default="")  # the owner's word on the result
    user_verdict: Mapped[str] = mapped_column(String(16), default="")

    need = relationship("Need", back_populates="project", lazy="joined")
    bid = relationship("Bid")
    match = relationship("Match")
    organisation = relationship("Organisation", foreign_keys=[organisation_id], lazy="joined")
    contractor = relationship("Organisation", foreign_keys=[contractor_id], lazy="joined")
    indicators = relationship(
        "ProjectIndicator",
        back_populates="project",
        order_by="ProjectIndicator.position",
        cascade="all, delete-orphan",
    )
    milestones = relationship(
        "Milestone",
        back_populates="project",
        order_by="Milestone.position",
        cascade="all, delete-orphan",
    )


class ProjectIndicator(db.Model):
    """One indicator of the task book: what the need asked, what was promised, what was reached."""

    __tablename__ = "project_indicator"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(80))
    operator: Mapped[str] = mapped_column(String(8))
    value: Mapped[float | None] = mapped_column(Float)
    value_high: Mapped[float | None] = mapped_column(Float)
    unit: Mapped[str] = mapped_column(String(24), default="")
    test_method: Mapped[str] = mapped_column(String(200), default="")
    is_hard: Mapped[bool] = mapped_column(default=False)
    promised_value: Mapped[float | None] = mapped_column(Float)
    actual_value: Mapped[float | None] = mapped_column(Float)
    actual_evidence: Mapped[str] = mapped_column(String(300), default="")

    project = relationship("Project", back_populates="indicators")


class Milestone(Stateful, db.Model):
    """里程碑: a date, a checkable result and a payment; `reports` are what was handed in for it."""

    __tablename__ = "milestone"

    state: Mapped[MilestoneState] = state_column(MilestoneState)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(120))
    due_on: Mapped[object | None] = mapped_column(Date)
    deliverable: Mapped[str] = mapped_column(Text, default="")
    amount: Mapped[int] = mapped_column(default=0)  # yuan
    paid_on: Mapped[object | None] = mapped_column(Date)

    project = relationship("Project", back_populates="milestones", lazy="joined")
    reports = relationship(
        "MilestoneReport", back_populates="milestone", order_by="MilestoneReport.id"
    )

    @property
    def number(self):
        return f"{self.project.number}-{self.position + 1}"

    @property
    def title(self):
        return f"{self.project.title} · {self.name}"

    @property
    def draft_report(self):
        """The report that is being written, or None."""
        return next((row for row in self.reports if row.reported_at is None), None)

    @property
    def reports_handed_in(self):
        return [row for row in self.reports if row.reported_at is not None]

    @property
    def is_dormant(self):
        return self.project.state is not ProjectState.RUNNING

    @property
    def due_at(self):
        waiting = self.state in (MilestoneState.PLANNED, MilestoneState.FIX)
        return end_of_day(self.due_on) if waiting and self.due_on else None


class MilestoneReport(db.Model):
    """里程碑报告: progress, figures reached, money, problems; `results` is {indicator id: value}."""

    __tablename__ = "milestone_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestone.id"), index=True)
    reported_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reported_at: Mapped[object | None] = mapped_column(DateTime)  # None while a draft
    progress: Mapped[str] = mapped_column(Text, default="")
    results: Mapped[dict] = mapped_column(JSON, default=dict)
    deliverables: Mapped[str] = mapped_column(Text, default="")
    spent: Mapped[int | None]  # yuan
    problems: Mapped[str] = mapped_column(Text, default="")
    risk: Mapped[str] = mapped_column(String(8), default="green")  # green, amber, red
    records: Mapped[str] = mapped_column(Text, default="")  # index of originals, for 尽职免责
    next_steps: Mapped[str] = mapped_column(Text, default="")

    milestone = relationship("Milestone", back_populates="reports")


Project.relations = {
    Role.OWNER: people_of(Project, "organisation_id"),
    Role.CONTRACTOR: people_of(Project, "contractor_id"),
    Role.DISTRICT_OFFICER: district_of(Project, "organisation_id"),
    Role.CHAIN_LEAD: lead_of(Project),
}


def _of_project(role, column=None):
    """A milestone's people are its project's."""
    return Relation(
        holds=lambda milestone, user: (
            works_for(user, getattr(milestone.project, column))
            if column
            else role in milestone.project.roles_of(user)
        ),
        where=lambda user: Milestone.project_id.in_(
            select(Project.id).where(Project.where_role(role, user))
        ),
        people=lambda milestone: (
            members(getattr(milestone.project, column))
            if column
            else milestone.project.people_as(role)
        ),
    )


Milestone.relations = {
    Role.OWNER: _of_project(Role.OWNER, "organisation_id"),
    Role.CONTRACTOR: _of_project(Role.CONTRACTOR, "contractor_id"),
    Role.DISTRICT_OFFICER: _of_project(Role.DISTRICT_OFFICER),
    Role.CHAIN_LEAD: _of_project(Role.CHAIN_LEAD),
}
