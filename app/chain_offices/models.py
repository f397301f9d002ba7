"""链长制 of a chain: one lead, one office, one action plan, one set of policies, and its lead enterprises."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import today
from app.extensions import db


class ChainOffice(db.Model):
    """Who answers for a chain and by which plan; `office_phone` is the office's, never a person's."""

    __tablename__ = "chain_office"

    id: Mapped[int] = mapped_column(primary_key=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id"), unique=True)
    city_lead: Mapped[str] = mapped_column(String(60), default="")  # a post, not a name
    office_name: Mapped[str] = mapped_column(String(60), default="")
    office_phone: Mapped[str] = mapped_column(String(40), default="")
    plan_title: Mapped[str] = mapped_column(String(80), default="")
    plan_text: Mapped[str] = mapped_column(Text, default="")
    plan_from: Mapped[date | None]
    plan_until: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    chain = relationship("Chain")
    district_leads = relationship(
        "DistrictLead", cascade="all, delete-orphan", order_by="DistrictLead.id"
    )
    goals = relationship("PlanGoal", cascade="all, delete-orphan", order_by="PlanGoal.position")
    policies = relationship(
        "ChainPolicy", cascade="all, delete-orphan", order_by="ChainPolicy.position"
    )

    @property
    def policies_in_force(self):
        return [policy for policy in self.policies if policy.is_in_force]


class DistrictLead(db.Model):
    """双链长: a district that picked this chain, and the post that leads it there."""

    __tablename__ = "district_lead"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("chain_office.id"), index=True)
    region: Mapped[str] = mapped_column(String(40))
    post: Mapped[str] = mapped_column(String(60), default="")


class PlanGoal(db.Model):
    """One goal of the action plan: what, by when, how far."""

    __tablename__ = "plan_goal"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("chain_office.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    what: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date | None]
    progress: Mapped[str] = mapped_column(String(200), default="")
    is_reached: Mapped[bool] = mapped_column(default=False)

    @property
    def is_late(self):
        return not self.is_reached and self.due_on is not None and self.due_on < today()


class ChainPolicy(db.Model):
    """One policy of the chain: under which number, what it gives, until when."""

    __tablename__ = "chain_policy"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("chain_office.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(120))
    document_number: Mapped[str] = mapped_column(String(60), default="")
    gives: Mapped[str] = mapped_column(String(300), default="")
    valid_until: Mapped[date | None]

    @property
    def is_in_force(self):
        return self.valid_until is None or self.valid_until >= today()


class LeadEnterprise(db.Model):
    """链主: an enterprise the chain turns around, from one day until another."""

    __tablename__ = "lead_enterprise"

    id: Mapped[int] = mapped_column(primary_key=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]  # None while it is one

    chain = relationship("Chain")
    organisation = relationship("Organisation")
