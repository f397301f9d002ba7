"""What every noun with a process has: a state, since when, a version, and relations to people."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import DateTime, Enum, Integer, false, true
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.accounts.roles import holders
from app.clock import now
from app.workflow.declaration import Role

EVERYWHERE = (Role.OFFICER, Role.AUDITOR, Role.ADMIN)


@dataclass(frozen=True)
class Relation:
    """One role a person has to one thing: asked of a row in Python and of a table in SQL.

    `people` gives the ids of those who hold it, for the inbox. A test proves that the two agree.
    """

    holds: Callable  # (thing, user) -> bool
    where: Callable  # (user) -> SQL condition
    people: Callable = lambda thing: []


def state_column(states):
    return mapped_column(
        Enum(
            states,
            native_enum=False,
            create_constraint=True,
            length=32,
            name="state",
            values_callable=lambda members: [m.value for m in members],
        ),
        index=True,
        default=next(iter(states)),
    )


class Stateful:
    """Mixed into the model of each noun that has a workflow."""

    relations: dict[Role, Relation] = {}
    is_dormant = False  # true while nobody is asked to act, whatever the state says

    id: Mapped[int] = mapped_column(primary_key=True)
    state_since: Mapped[object] = mapped_column(DateTime, default=now)
    created_at: Mapped[object] = mapped_column(DateTime, default=now)
    version: Mapped[int] = mapped_column(Integer, default=1)

    @declared_attr.directive
    def __mapper_args__(cls):
        return {"version_id_col": cls.version}

    def roles_of(self, user):
        """Every role `user` holds to this thing."""
        held = {Role.PUBLIC} | {role for role in EVERYWHERE if user.holds(role)}
        if user.holds(Role.SYSTEM):
            held.add(Role.SYSTEM)
        return held | {role for role, rel in self.relations.items() if rel.holds(self, user)}

    @classmethod
    def where_role(cls, role, user):
        """SQL condition: the rows to which `user` holds `role`."""
        if role in cls.relations:
            return cls.relations[role].where(user)
        if role is Role.PUBLIC:
            return true()
        return true() if role in EVERYWHERE and user.holds(role) else false()

    def people_as(self, role):
        """Ids of the people who hold `role` to this thing."""
        if role in self.relations:
            return self.relations[role].people(self)
        return holders(role)
