"""People and the organisations they act for."""

from enum import StrEnum

from flask_login import AnonymousUserMixin, UserMixin
from sqlalchemy import JSON, BigInteger, DateTime, ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.roles import UserRole, members, works_for
from app.clock import now
from app.extensions import db
from app.workflow.declaration import Role
from app.workflow.stateful import Relation, Stateful, state_column


class OrganisationKind(StrEnum):
    ENTERPRISE = "enterprise"
    UNIVERSITY = "university"
    INSTITUTE = "institute"
    SUPPLIER = "supplier"
    DISTRICT = "district"
    COMMISSION = "commission"


ORGANISATION_KINDS = {
    OrganisationKind.ENTERPRISE: "企业",
    OrganisationKind.UNIVERSITY: "高校",
    OrganisationKind.INSTITUTE: "科研院所",
    OrganisationKind.SUPPLIER: "供应商",
    OrganisationKind.DISTRICT: "区县经信委",
    OrganisationKind.COMMISSION: "市经信委",
}


OWNERSHIPS = ("国有", "民营", "外资", "中外合资", "港澳台资", "集体", "其他")


class OrganisationState(StrEnum):
    PENDING = "pending"
    VERIFIED = "verified"
    REFUSED = "refused"
    SUSPENDED = "suspended"


class Organisation(Stateful, db.Model):
    """An organisation; `region` is the district's name, "省市·市" for those from elsewhere."""

    __tablename__ = "organisation"

    state: Mapped[OrganisationState] = state_column(OrganisationState)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(16), index=True)
    credit_code: Mapped[str | None] = mapped_column(String(18), unique=True)
    region: Mapped[str] = mapped_column(String(40), default="", index=True)
    address: Mapped[str] = mapped_column(String(200), default="")
    ownership: Mapped[str] = mapped_column(String(20), default="")
    founded_year: Mapped[int | None]
    staff: Mapped[int | None]
    rd_staff: Mapped[int | None]
    industry: Mapped[str] = mapped_column(String(40), default="")
    registered_capital: Mapped[int | None] = mapped_column(BigInteger)  # yuan, as the two below
    revenue: Mapped[int | None] = mapped_column(BigInteger)  # of the last year
    rd_spending: Mapped[int | None] = mapped_column(BigInteger)
    honours: Mapped[list] = mapped_column(JSON, default=list)
    products: Mapped[str] = mapped_column(String(300), default="")
    intro: Mapped[str] = mapped_column(Text, default="")
    contact_name: Mapped[str] = mapped_column(String(40), default="")
    contact_title: Mapped[str] = mapped_column(String(40), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    import_key: Mapped[str | None] = mapped_column(String(80), unique=True)

    users = relationship("User", back_populates="organisation")

    @property
    def number(self):
        return f"DW-{self.id:04d}"

    @property
    def title(self):
        return self.name

    @property
    def kind_label(self):
        return ORGANISATION_KINDS[self.kind]

    @property
    def is_verified(self):
        return self.state is OrganisationState.VERIFIED


Organisation.relations = {
    Role.OWNER: Relation(
        holds=lambda organisation, user: works_for(user, organisation.id),
        where=lambda user: (
            Organisation.id == user.organisation_id if user.organisation_id else false()
        ),
        people=lambda organisation: members(organisation.id),
    ),
}


class User(UserMixin, db.Model):
    """One person's account; `login` is an e-mail address, a mobile number or a short name."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    email: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)  # it was given, not chosen
    session_key: Mapped[str] = mapped_column(String(32), default="")
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[object | None] = mapped_column(DateTime)
    last_login_at: Mapped[object | None] = mapped_column(DateTime)
    created_at: Mapped[object] = mapped_column(DateTime, default=now)
    expertise: Mapped[str] = mapped_column(String(300), default="")  # an expert's fields

    organisation = relationship("Organisation", back_populates="users", lazy="joined")
    user_roles = relationship("UserRole", cascade="all, delete-orphan", lazy="selectin")

    @property
    def roles(self):
        return {row.role for row in self.user_roles}

    @roles.setter
    def roles(self, wanted):
        kept = {row.role: row for row in self.user_roles}
        self.user_roles = [kept.get(role) or UserRole(role=role) for role in sorted(wanted)]

    def holds(self, role):
        return self.is_active and role in self.roles

    def get_id(self):
        # The key changes with the password and the roles, so old sessions end at once.
        return f"{self.id}:{self.session_key}"


class Visitor(AnonymousUserMixin):
    """Whoever has not signed in."""

    id = None
    name = ""
    organisation_id = None
    organisation = None
    roles = frozenset()

    def holds(self, role):
        return False


class System:
    """The actor of what happens by the clock or as a consequence; only code holds it."""

    id = None
    name = "系统"
    organisation_id = None
    organisation = None
    roles = frozenset({Role.SYSTEM})
    is_authenticated = False

    def holds(self, role):
        return role is Role.SYSTEM


SYSTEM = System()
