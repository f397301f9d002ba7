"""Counts by chain and by node: strengths, open needs, capabilities, running projects."""

from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import lazyload, selectinload

from app.bids.models import Bid, BidState
from app.capabilities.models import Capability, CapabilityState
from app.chains.models import Chain, ChainNode, Strength
from app.clock import now
from app.extensions import db
from app.needs.models import Need
from app.needs.queries import open_now
from app.projects.models import Project, ProjectState

RUNNING = (
    ProjectState.RUNNING, ProjectState.SUSPENDED, ProjectState.ACCEPTANCE_APPLIED,
    ProjectState.RECTIFYING,
)  # fmt: skip
ANSWERED = (BidState.SUBMITTED, BidState.OPENED, BidState.ELIGIBLE, BidState.RESERVE)
SEVERITY = {
    Strength.GAP: 3,
    Strength.BLOCKED: 2,
    Strength.WEAK: 1,
    Strength.BLANK: 0,
    Strength.FIRM: 0,
}
TOP = 3


class StrengthCounts(dict):
    """{strength: how many nodes} of one chain."""

    @property
    def weak_count(self):
        return sum(count for strength, count in self.items() if SEVERITY[strength])


@dataclass
class Tally:
    """What hangs on one chain or one node."""

    needs: int = 0
    capabilities: int = 0
    projects: int = 0


@dataclass
class NodeLine:
    """One node with what hangs on it, as a row of the chain's table."""

    node: ChainNode
    needs: list = field(default_factory=list)
    unanswered: set = field(default_factory=set)  # ids of open needs without a bid
    capabilities: list = field(default_factory=list)  # the newest few
    capability_count: int = 0
    projects: list = field(default_factory=list)

    @property
    def needs_count(self):
        return len(self.needs)

    @property
    def unanswered_count(self):
        return len(self.unanswered)

    @property
    def project_count(self):
        return len(self.projects)

    @property
    def longest_wait(self):
        """Days the oldest unanswered need here has been open."""
        waits = [(now() - n.published_at).days for n in self.needs if n.id in self.unanswered]
        return max(waits, default=None)

    @property
    def urgency(self):
        return (
            SEVERITY[self.node.strength], not self.capability_count, self.longest_wait or -1,
            len(self.needs),
        )  # fmt: skip


def tallies(column):
    """{chain or node id: Tally}; `column` is "chain_id" or "node_id"."""
    found = {}
    open_needs = open_now().subquery()
    sources = {
        "needs": (open_needs.c[column], select(open_needs.c[column], func.count())),
        "capabilities": (
            getattr(Capability, column),
            select(getattr(Capability, column), func.count()).where(
                Capability.state == CapabilityState.PUBLISHED
            ),
        ),
        "projects": (
            getattr(Need, column),
            select(getattr(Need, column), func.count())
            .join(Project, Project.need_id == Need.id)
            .where(Project.state.in_(RUNNING)),
        ),
    }
    for name, (key, chosen) in sources.items():
        for id, count in db.session.execute(chosen.where(key.is_not(None)).group_by(key)):
            setattr(found.setdefault(id, Tally()), name, count)
    return found


def strengths():
    """{chain id: {strength: how many nodes}}"""
    counted = select(ChainNode.chain_id, ChainNode.strength, func.count()).group_by(
        ChainNode.chain_id, ChainNode.strength
    )
    found = {}
    for chain_id, strength, count in db.session.execute(counted):
        found.setdefault(chain_id, StrengthCounts())[Strength(strength)] = count
    return found


def all_chains():
    return db.session.scalars(select(Chain).order_by(Chain.id)).all()


def node_lines(chain):
    """One NodeLine a node, in the order of the chain, and one without node for what names none."""
    lines = {node.id: NodeLine(node) for node in chain.nodes}
    needs = db.session.scalars(
        open_now().where(Need.chain_id == chain.id).order_by(Need.closes_at)
    ).unique()
    for need in needs:
        if need.node_id in lines:
            lines[need.node_id].needs.append(need)
    _add_answers(chain, lines)
    _add_capabilities(chain, lines)
    _add_projects(chain, lines)
    return list(lines.values())


def line_of(node):
    """The NodeLine of one node, without reading the rest of its chain's texts into the page."""
    return next(line for line in node_lines(node.chain) if line.node.id == node.id)


def worst_places(lines, count=3):
    """The nodes to look at first: weak, nobody able, longest without an answer."""
    weak = [line for line in lines if SEVERITY[line.node.strength]]
    return sorted(weak, key=lambda line: line.urgency, reverse=True)[:count]


def _add_answers(chain, lines):
    answered = set(
        db.session.scalars(
            select(Bid.need_id)
            .join(Need, Need.id == Bid.need_id)
            .where(Need.chain_id == chain.id, Bid.state.in_(ANSWERED))
        )
    )
    for line in lines.values():
        line.unanswered = {need.id for need in line.needs} - answered


def _add_capabilities(chain, lines):
    """The count and the newest few of each node; nobody reads five hundred names in a cell."""
    newest = func.row_number().over(
        partition_by=Capability.node_id, order_by=Capability.published_at.desc()
    )
    total = func.count().over(partition_by=Capability.node_id)
    ranked = (
        select(Capability.id, newest.label("place"), total.label("total"))
        .where(
            Capability.chain_id == chain.id,
            Capability.node_id.is_not(None),
            Capability.state == CapabilityState.PUBLISHED,
        )
        .subquery()
    )
    chosen = (
        select(Capability, ranked.c.total)
        .join(ranked, ranked.c.id == Capability.id)
        .where(ranked.c.place <= TOP)
        .order_by(ranked.c.place)
    )
    for capability, count in db.session.execute(chosen):
        if capability.node_id in lines:
            line = lines[capability.node_id]
            line.capabilities.append(capability)
            line.capability_count = count


def _add_projects(chain, lines):
    chosen = (
        select(Project)
        .join(Need, Need.id == Project.need_id)
        .where(Need.chain_id == chain.id, Project.state.in_(RUNNING))
        .options(lazyload("*"), selectinload(Project.need).options(lazyload("*")))
        .order_by(Project.number)
    )
    for project in db.session.scalars(chosen):
        if project.need.node_id in lines:
            lines[project.need.node_id].projects.append(project)
