"""共性需求: one problem that several enterprises posted, brought together by the commission."""

from enum import StrEnum

from sqlalchemy import JSON, DateTime, ForeignKey, String, Text, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.roles import members, works_for
from app.extensions import db
from app.needs.models import Need, NeedState
from app.relations import lead_of
from app.workflow.declaration import Role
from app.workflow.stateful import Relation, Stateful, state_column


class JointNeedState(StrEnum):
    SUGGESTED = "suggested"
    ASKING = "asking"
    ANSWERED = "answered"
    DRAFTED = "drafted"
    CALLED_OFF = "called_off"
    DISMISSED = "dismissed"


# While it stands in one of these, its needs are spoken for and not suggested elsewhere.
GOING_ON = (JointNeedState.ASKING, JointNeedState.ANSWERED, JointNeedState.DRAFTED)
ENDED = (NeedState.REFUSED, NeedState.WITHDRAWN, NeedState.CANCELLED)  # of what was drafted
TURNED_DOWN = (JointNeedState.CALLED_OFF, JointNeedState.DISMISSED)


class JointNeed(Stateful, db.Model):
    """`indicators` are the common ones as the members were asked about them; `need` is what was
    drafted from it in the name of the lead enterprise; `model` and `likeness` say who suggested it."""

    __tablename__ = "joint_need"

    state: Mapped[JointNeedState] = state_column(JointNeedState)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(80), default="")
    problem: Mapped[str] = mapped_column(Text, default="")
    indicators: Mapped[list] = mapped_column(JSON, default=list)
    chain_id: Mapped[int | None] = mapped_column(ForeignKey("chain.id"), index=True)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"), unique=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    likeness: Mapped[float | None]
    model: Mapped[str] = mapped_column(String(120), default="")

    chain = relationship("Chain", lazy="joined")
    lead = relationship("Organisation")
    need = relationship("Need", foreign_keys=[need_id], back_populates="joint_need")
    members = relationship(
        "JointMember",
        back_populates="joint_need",
        order_by="JointMember.id",
        cascade="all, delete-orphan",
    )

    @property
    def joined(self):
        return [member for member in self.members if member.has_joined]

    @property
    def unanswered(self):
        return [member for member in self.members if member.has_joined is None]

    @property
    def taking_part(self):
        """Everybody who has not declined."""
        return [member for member in self.members if member.has_joined is not False]

    @property
    def reward(self):
        """What they bring together, in yuan."""
        return sum(member.reward for member in self.taking_part)


class JointMember(db.Model):
    """One need of one enterprise in it; `reward` is what the enterprise brings, in yuan."""

    __tablename__ = "joint_member"
    __table_args__ = (UniqueConstraint("joint_need_id", "need_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    joint_need_id: Mapped[int] = mapped_column(ForeignKey("joint_need.id"), index=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    reward: Mapped[int] = mapped_column(default=0)
    has_joined: Mapped[bool | None]  # None: not answered yet
    answered_at: Mapped[object | None] = mapped_column(DateTime)
    note: Mapped[str] = mapped_column(String(500), default="")

    joint_need = relationship("JointNeed", back_populates="members")
    need = relationship("Need", foreign_keys=[need_id], back_populates="memberships")

    @property
    def is_binding(self):
        """The enterprise has agreed, and the joint need may still come to stand."""
        drafted = self.joint_need.need
        is_open = drafted is None or drafted.state not in ENDED
        return bool(self.has_joined) and self.joint_need.state in GOING_ON and is_open


def _ours(user, *conditions):
    """Ids of the joint needs in which an enterprise of this person takes part."""
    chosen = select(JointMember.joint_need_id).join(Need, JointMember.need_id == Need.id)
    return chosen.where(Need.organisation_id == user.organisation_id, *conditions)


def _relation(conditions, is_meant):
    """Whoever works for the enterprise of one of the members that `is_meant`."""

    def people(joint):
        owners = {m.need.organisation_id for m in joint.members if is_meant(m)}
        return sorted({person for owner in owners for person in members(owner)})

    return Relation(
        holds=lambda joint, user: any(
            is_meant(member) and works_for(user, member.need.organisation_id)
            for member in joint.members
        ),
        where=lambda user: (
            JointNeed.id.in_(_ours(user, *conditions())) if user.organisation_id else false()
        ),
        people=people,
    )


JointNeed.relations = {
    Role.OWNER: _relation(lambda: (), lambda member: True),
    # Those who still have to answer: the role, and with it the two buttons, goes with the answer.
    Role.SUBMITTER: _relation(
        lambda: (JointMember.has_joined.is_(None),), lambda member: member.has_joined is None
    ),
    Role.CHAIN_LEAD: lead_of(JointNeed),
}
