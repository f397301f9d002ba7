"""How well each chain is covered: what is asked, who answers, what came of it."""

from dataclasses import dataclass

from sqlalchemy import case, func, select

from app.bids.models import Bid
from app.capabilities.models import Capability, CapabilityState
from app.chains.models import Chain
from app.clock import now
from app.extensions import db
from app.figures.funnel import BEFORE, SEALED_OR_LATER
from app.needs.models import Need, NeedState
from app.projects.models import Project, ProjectState

OVER = (ProjectState.ACCEPTED, ProjectState.FAILED, ProjectState.TERMINATED)
COLUMNS = (
    "产业链", "提交的需求", "揭榜中", "其中没有方案", "流榜", "在研项目", "已解决", "可用能力",
)  # fmt: skip


@dataclass(frozen=True)
class Coverage:
    chain_id: int
    name: str
    submitted: int
    open: int
    unanswered: int
    lapsed: int
    running: int
    solved: int
    capabilities: int

    @property
    def cells(self):
        return (
            self.name, self.submitted, self.open, self.unanswered, self.lapsed, self.running,
            self.solved, self.capabilities,
        )  # fmt: skip


def coverage():
    """One Coverage a chain, in the chains' order."""
    needs, capabilities = _needs(), _capabilities()
    chains = db.session.execute(select(Chain.id, Chain.name).order_by(Chain.id))
    return [
        Coverage(id, name, *needs.get(id, (0,) * 6), capabilities.get(id, 0)) for id, name in chains
    ]


def _needs():
    """{chain id: counts in the order of Coverage}"""
    is_open = (Need.state == NeedState.OPEN) & (Need.closes_at >= now())
    answered = Need.bids.any(Bid.state.in_(SEALED_OR_LATER))
    counted = (
        Need.state.not_in(BEFORE),
        is_open,
        is_open & ~answered,
        Need.state == NeedState.NO_BID,
        Need.project.has(Project.state.not_in(OVER)),
        Need.state == NeedState.SOLVED,
    )
    sums = [func.count(case((condition, 1))) for condition in counted]
    rows = db.session.execute(select(Need.chain_id, *sums).group_by(Need.chain_id))
    return {row[0]: tuple(row[1:]) for row in rows}


def _capabilities():
    counted = (
        select(Capability.chain_id, func.count())
        .where(Capability.state == CapabilityState.PUBLISHED)
        .group_by(Capability.chain_id)
    )
    return dict(db.session.execute(counted).all())
