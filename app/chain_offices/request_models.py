"""服务诉求: what a lead enterprise asked of the chain's office, and what it was answered (一企一策)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import DateTime, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.roles import members
from app.clock import today
from app.extensions import db
from app.relations import district_of, lead_of, people_of
from app.workflow.declaration import Role
from app.workflow.stateful import Stateful, state_column


class ServiceRequestState(StrEnum):
    ASKED = "asked"
    IN_HAND = "in_hand"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


SERVICE_KINDS = {
    "technology": "技术与攻关",
    "market": "市场与应用场景",
    "supply": "供应链配套",
    "money": "资金与融资",
    "land": "用地与厂房",
    "energy": "用能与环保",
    "people": "人才与用工",
    "other": "其他",
}
GOING_ON = (ServiceRequestState.ASKED, ServiceRequestState.IN_HAND, ServiceRequestState.ANSWERED)


class ServiceRequest(Stateful, db.Model):
    """`result` is the last answer; every earlier one stands in the trail."""

    __tablename__ = "service_request"

    state: Mapped[ServiceRequestState] = state_column(ServiceRequestState)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(80))
    details: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(16))
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    asked_on: Mapped[date] = mapped_column(default=today)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    result: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[object | None] = mapped_column(DateTime)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    chain = relationship("Chain", lazy="joined")
    organisation = relationship("Organisation", lazy="joined")
    created_by = relationship("User", foreign_keys=[created_by_id])
    answered_by = relationship("User", foreign_keys=[answered_by_id])

    @property
    def kind_label(self):
        return SERVICE_KINDS[self.kind]

    @property
    def has_an_account(self):
        """Whether anybody of the enterprise can sign in and say what became of it."""
        return bool(members(self.organisation_id))


ServiceRequest.relations = {
    Role.OWNER: people_of(ServiceRequest, "organisation_id"),
    Role.DISTRICT_OFFICER: district_of(ServiceRequest, "organisation_id"),
    Role.CHAIN_LEAD: lead_of(ServiceRequest),
}
