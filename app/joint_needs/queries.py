"""Named reads of joint needs, and which needs may be brought together."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.joint_needs.models import GOING_ON, TURNED_DOWN, JointMember, JointNeed
from app.needs.models import Need, NeedState
from app.workflow.visible import visible

# A need that is on a list stays on it; it is shown beside the others and joins nothing.
POOL = (NeedState.SUBMITTED, NeedState.RECOMMENDED, NeedState.VETTED)
ON_A_LIST = (NeedState.LISTED, NeedState.OPEN)


def pool(user):
    """The needs that could be brought together, of those this person may see."""
    spoken_for = (
        select(JointMember.need_id)
        .join(JointNeed)
        .where(JointNeed.state.in_(GOING_ON), JointMember.has_joined.is_not(False))
    )
    chosen = visible(Need, user).where(
        Need.state.in_((*POOL, *ON_A_LIST)), Need.id.not_in(spoken_for)
    )
    chosen = chosen.order_by(Need.id).options(selectinload(Need.indicators))
    return db.session.scalars(chosen).unique().all()


def turned_down():
    """{joint need: ids of the needs} of what was looked at and not joined."""
    chosen = select(JointNeed).where(JointNeed.state.in_(TURNED_DOWN)).order_by(JointNeed.id)
    return {
        joint: {member.need_id for member in joint.members}
        for joint in db.session.scalars(chosen).unique()
    }


def newest_first(user):
    return visible(JointNeed, user).order_by(JointNeed.id.desc())


def of_need(need):
    """The joint need this one was drafted from, else the latest it takes part in, or None."""
    if need.joint_need is not None:
        return need.joint_need
    going = [
        member.joint_need
        for member in need.memberships
        if member.joint_need.state in GOING_ON and member.has_joined is not False
    ]
    return max(going, key=lambda joint: joint.id, default=None)


def partners(need):
    """The enterprises in whose name a joint need is posted, the lead first; none for any other."""
    if need.joint_need is None:
        return []
    found = [need.organisation, *(member.need.organisation for member in need.joint_need.joined)]
    return list(dict.fromkeys(found))
