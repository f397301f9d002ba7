"""Which account holds which role, which role may do what, and who to tell: ids only, no User rows."""

from sqlalchemy import Enum, ForeignKey, Integer, column, select, table
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.workflow.declaration import Role

ACCOUNT_ROLES = (
    Role.SUBMITTER,
    Role.SOLVER,
    Role.DISTRICT_OFFICER,
    Role.OFFICER,
    Role.EXPERT,
    Role.CHAIN_LEAD,
    Role.AUDITOR,
    Role.ADMIN,
)

STAFF = frozenset({Role.DISTRICT_OFFICER, Role.OFFICER, Role.CHAIN_LEAD, Role.AUDITOR, Role.ADMIN})

# What an account may begin; what it may do to a thing that exists, the thing's workflow says.
PERMISSIONS = {
    "need.create": {Role.SUBMITTER},
    "capability.create": {Role.SOLVER},
    "bid.create": {Role.SOLVER},
    "call.create": {Role.OFFICER},
    "match.suggest": {Role.SUBMITTER, Role.SOLVER, Role.OFFICER},
    "match.learn": {Role.OFFICER},  # whoever answers for the decisions, not for the machines
    "chain.edit": {Role.OFFICER, Role.CHAIN_LEAD},
    "chain_office.read": {Role.OFFICER, Role.CHAIN_LEAD, Role.AUDITOR},
    "ladder.rule": {Role.OFFICER},
    "chain.dictionary": {Role.OFFICER},
    "warning.read": {Role.OFFICER, Role.CHAIN_LEAD, Role.AUDITOR},
    "warning.rule": {Role.OFFICER},
    "review.ask": {Role.OFFICER},
    "organisation.verify": {Role.OFFICER},
    "account.manage": {Role.ADMIN},
    "model.change": {Role.ADMIN},
    "setting.read": {Role.ADMIN, Role.AUDITOR},
    "audit.read": {Role.AUDITOR},
    "statistics.read": {Role.OFFICER, Role.CHAIN_LEAD, Role.AUDITOR, Role.DISTRICT_OFFICER},
}

# The person table as far as this file needs it; the model lives in accounts.models.
_user = table(
    "user", column("id", Integer), column("organisation_id", Integer), column("is_active")
)


class UserRole(db.Model):
    __tablename__ = "user_role"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(
        Enum(Role, native_enum=False, length=32, values_callable=lambda m: [r.value for r in m]),
        primary_key=True,
    )


def may(user, permission):
    return any(user.holds(role) for role in PERMISSIONS[permission])


def holders(role):
    """Ids of the active accounts that hold `role`."""
    chosen = (
        select(_user.c.id)
        .join(UserRole, UserRole.user_id == _user.c.id)
        .where(UserRole.role == role, _user.c.is_active)
    )
    return db.session.scalars(chosen).all()


def members(organisation_id):
    """Ids of the active accounts of one organisation."""
    chosen = select(_user.c.id).where(_user.c.organisation_id == organisation_id, _user.c.is_active)
    return db.session.scalars(chosen).all()


def works_for(user, organisation_id):
    return organisation_id is not None and user.organisation_id == organisation_id
