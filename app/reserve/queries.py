"""Named reads of the reserve: the list with its filters, its sums, and what is taken up already."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.needs.models import Need, NeedState
from app.projects.models import Project
from app.reserve.models import LIVE, RESERVE_KINDS, ReserveProject, ReserveState
from app.workflow.visible import visible

NOT_YET_IN_HAND = (
    NeedState.DRAFT, NeedState.REFUSED, NeedState.WITHDRAWN, NeedState.CANCELLED, NeedState.MERGED,
    NeedState.NO_BID, NeedState.SOLVED, NeedState.FAILED,
)  # fmt: skip


@dataclass
class Sum:
    """How many, what they plan and what has arrived, in yuan."""

    count: int = 0
    planned: int = 0
    landed: int = 0


def listed(user, chain_id=None, kind="", state=""):
    """A select of what `user` may see, narrowed; without a state all that is not over."""
    chosen = visible(ReserveProject, user).options(with_project())
    if chain_id:
        chosen = chosen.where(ReserveProject.chain_id == chain_id)
    if kind in RESERVE_KINDS:
        chosen = chosen.where(ReserveProject.kind == kind)
    if state in set(ReserveState):
        chosen = chosen.where(ReserveProject.state == ReserveState(state))
    elif state != "all":
        chosen = chosen.where(ReserveProject.state.in_(LIVE))
    return chosen.order_by(ReserveProject.ends_on.is_(None), ReserveProject.ends_on,
                           ReserveProject.id)  # fmt: skip


def with_project():
    need = selectinload(ReserveProject.need)
    return need.selectinload(Need.project).selectinload(Project.milestones)


def sums_of(items):
    """{state: Sum}, every state named, in the order of life."""
    found = {state: Sum() for state in ReserveState}
    for item in items:
        one = found[item.state]
        one.count += 1
        one.planned += item.planned_money or 0
        one.landed += item.landed or 0
    return found


def of_chain(chain=None):
    """Everything in the reserve of a chain, or of the city."""
    chosen = select(ReserveProject).options(with_project()).order_by(ReserveProject.id)
    if chain is not None:
        chosen = chosen.where(ReserveProject.chain_id == chain.id)
    return db.session.scalars(chosen).unique().all()


def live_nodes(chain):
    """Ids of the nodes somebody is already at work on."""
    chosen = select(ReserveProject.node_id).where(
        ReserveProject.chain_id == chain.id, ReserveProject.state.in_(LIVE)
    )
    return set(db.session.scalars(chosen))


def at_work_on(node):
    """The project of the reserve that goes on at this node, or None."""
    chosen = select(ReserveProject).where(
        ReserveProject.node_id == node.id, ReserveProject.state.in_(LIVE)
    )
    return db.session.scalar(chosen.order_by(ReserveProject.id.desc()).limit(1))


def dropped_before(chain):
    """{node id: the last project that was dropped there}"""
    chosen = select(ReserveProject).where(
        ReserveProject.chain_id == chain.id, ReserveProject.state == ReserveState.DROPPED
    )
    return {item.node_id: item for item in db.session.scalars(chosen.order_by(ReserveProject.id))}


def nodes_with_a_need(chain):
    """Ids of the nodes with a need that is handed in and not over."""
    chosen = select(Need.node_id).where(
        Need.chain_id == chain.id, Need.node_id.is_not(None), Need.state.not_in(NOT_YET_IN_HAND)
    )
    return set(db.session.scalars(chosen))


def waiting_on_a_need():
    """What its need or its project can move: admitted or under way, and with a need."""
    chosen = select(ReserveProject).where(
        ReserveProject.state.in_((ReserveState.ADMITTED, ReserveState.UNDER_WAY)),
        ReserveProject.need_id.is_not(None),
    )
    return db.session.scalars(chosen.order_by(ReserveProject.id)).unique().all()


def need_numbered(number, chain_id):
    """The need of this chain with this number, under either of its two prefixes, or None."""
    written = number.strip().upper().replace("JB-", "XQ-", 1)
    return db.session.scalar(select(Need).where(Need.number == written, Need.chain_id == chain_id))


def of_need(need):
    return db.session.scalar(select(ReserveProject).where(ReserveProject.need_id == need.id))
