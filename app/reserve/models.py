"""补短板项目: one gap of a chain and what is done about it, from the first lead to the result."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.relations import lead_of, people_of
from app.workflow.declaration import Role
from app.workflow.stateful import Stateful, state_column


class ReserveState(StrEnum):
    LEAD = "lead"
    ADMITTED = "admitted"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class ReserveKind(StrEnum):
    """The way a gap is to be filled."""

    TACKLING = "tackling"
    INVESTMENT = "investment"
    EXPANSION = "expansion"
    SCENE = "scene"


RESERVE_KINDS = {
    ReserveKind.TACKLING: "技术攻关",
    ReserveKind.INVESTMENT: "招商引资",
    ReserveKind.EXPANSION: "技改扩产",
    ReserveKind.SCENE: "应用场景",
}
# These bring a provider to the node; the others bring the result of a project.
BY_PROVIDER = (ReserveKind.INVESTMENT, ReserveKind.EXPANSION)

TALKS = {
    "": "还没有接触",
    "contacted": "已接触",
    "visiting": "考察洽谈",
    "agreed": "意向签约",
    "signed": "正式签约",
    "landed": "开工落地",
}
LIVE = (ReserveState.LEAD, ReserveState.ADMITTED, ReserveState.UNDER_WAY)


class ReserveProject(Stateful, db.Model):
    """Money is in yuan; `gap` says what is missing, as it was found on the day of the lead.

    `provider_name` is who stands on the node because of it, entered by `enter_provider`.
    """

    __tablename__ = "reserve_project"

    state: Mapped[ReserveState] = state_column(ReserveState)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(16))
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id"), index=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("chain_node.id"), index=True)
    gap: Mapped[str] = mapped_column(Text, default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    office: Mapped[str] = mapped_column(String(80), default="")
    planned_money: Mapped[int | None] = mapped_column(BigInteger)
    landed_money: Mapped[int | None] = mapped_column(BigInteger)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"), unique=True)
    investor: Mapped[str] = mapped_column(String(120), default="")
    investor_region: Mapped[str] = mapped_column(String(60), default="")
    talks: Mapped[str] = mapped_column(String(16), default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    provider_name: Mapped[str] = mapped_column(String(120), default="")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    chain = relationship("Chain", lazy="joined")
    node = relationship("ChainNode", lazy="joined")
    organisation = relationship("Organisation", lazy="joined")
    need = relationship("Need")

    @property
    def kind_label(self):
        return RESERVE_KINDS[self.kind]

    @property
    def talks_label(self):
        return TALKS[self.talks]

    @property
    def responsible(self):
        """Who answers for it, by name."""
        return self.organisation.name if self.organisation else self.office

    @property
    def project(self):
        return self.need.project if self.need else None

    @property
    def paid(self):
        """What the project of its need has paid so far, in yuan; None without a project."""
        if self.project is None:
            return None
        return sum(row.amount for row in self.project.milestones if row.paid_on)

    @property
    def landed(self):
        """The money that has arrived: as reported, else as paid by its project."""
        return self.landed_money if self.landed_money is not None else self.paid


ReserveProject.relations = {
    Role.OWNER: people_of(ReserveProject, "organisation_id"),
    Role.CHAIN_LEAD: lead_of(ReserveProject),
}
