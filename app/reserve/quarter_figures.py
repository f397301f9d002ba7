"""Every figure of the quarterly report as a named query, of one chain or, without one, of the city."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from app.audit.models import AuditEvent
from app.bids.models import Bid, BidState
from app.chains.facts import facts_of
from app.chains.models import ChainNode, NodeStrength, Strength
from app.chains.queries import SEVERITY, all_chains, node_lines, worst_places
from app.chains.strength import assess
from app.dispatches.models import DispatchOrder
from app.extensions import db
from app.needs.models import Need
from app.projects.models import Project
from app.reserve.models import ReserveProject
from app.risk_warnings.models import RiskWarning

# While a bid is sealed nobody but the commission's own officers may even count it.
NOT_OPENED = (BidState.DRAFT, BidState.SUBMITTED, BidState.WITHDRAWN, BidState.EXPIRED)


@dataclass(frozen=True)
class Change:
    """A node that stands otherwise than when the quarter began; `last` is its newest finding."""

    node: ChainNode
    before: Strength
    after: Strength
    last: NodeStrength

    @property
    def is_better(self):
        return _badness(self.after) < _badness(self.before)


def nodes_of(chain=None):
    chosen = select(ChainNode).order_by(ChainNode.chain_id, ChainNode.position)
    if chain is not None:
        chosen = chosen.where(ChainNode.chain_id == chain.id)
    return db.session.scalars(chosen).all()


def findings_before(instant, chain=None):
    """{node id: its newest finding before `instant`}; a node that was never judged is absent."""
    newest = func.row_number().over(
        partition_by=NodeStrength.node_id,
        order_by=(NodeStrength.found_at.desc(), NodeStrength.id.desc()),
    )
    ranked = select(NodeStrength.id, newest.label("place")).where(NodeStrength.found_at < instant)
    if chain is not None:
        ranked = ranked.join(ChainNode, ChainNode.id == NodeStrength.node_id).where(
            ChainNode.chain_id == chain.id
        )
    ranked = ranked.subquery()
    chosen = select(NodeStrength).join(ranked, ranked.c.id == NodeStrength.id)
    return {row.node_id: row for row in db.session.scalars(chosen.where(ranked.c.place == 1))}


def strength_counts(instant, chain=None):
    """{strength: nodes}, as it stood just before `instant`; what was never judged is 未评估."""
    found = findings_before(instant, chain)
    counted = Counter(Strength(row.strength) for row in found.values())
    counted[Strength.BLANK] += len(nodes_of(chain)) - len(found)
    return {strength: counted[strength] for strength in Strength}


def changed_nodes(quarter, chain=None):
    """Nodes judged before the quarter began that stand otherwise at its end (or now)."""
    before, after = (findings_before(at, chain) for at in (quarter.begins, quarter.ends))
    return [
        Change(node, Strength(before[node.id].strength), Strength(after[node.id].strength),
               after[node.id])
        for node in nodes_of(chain)
        if node.id in before and before[node.id].strength != after[node.id].strength
    ]  # fmt: skip


def first_judged(quarter, chain=None):
    """How many nodes were judged for the first time in the quarter."""
    before, after = (findings_before(at, chain) for at in (quarter.begins, quarter.ends))
    return len(after.keys() - before.keys())


def needs_published(quarter, chain=None):
    chosen = (
        select(Need).where(quarter.holds(Need.published_at)).order_by(Need.published_at, Need.id)
    )
    return _rows(chosen, Need, chain)


def needs_solved(quarter, chain=None):
    return moved(Need, "solve", quarter, chain)


def bids_opened(quarter, chain=None):
    """How many bids handed in within the quarter have been opened since."""
    chosen = select(func.count()).select_from(Bid).join(Need, Need.id == Bid.need_id)
    chosen = chosen.where(quarter.holds(Bid.submitted_at), Bid.state.not_in(NOT_OPENED))
    return db.session.scalar(chosen if chain is None else chosen.where(Need.chain_id == chain.id))


def projects_started(quarter, chain=None):
    return moved(Project, "start", quarter, chain)


def projects_accepted(quarter, chain=None):
    return moved(Project, "accept", quarter, chain)


def warnings_raised(quarter, chain=None):
    chosen = select(RiskWarning).where(quarter.holds(RiskWarning.created_at))
    return _rows(chosen.order_by(RiskWarning.id), RiskWarning, chain)


def warnings_closed(quarter, chain=None):
    return moved(RiskWarning, "close", quarter, chain)


def orders_sent(quarter, chain=None):
    return moved(DispatchOrder, "send", quarter, chain)


def orders_closed(quarter, chain=None):
    return moved(DispatchOrder, "close", quarter, chain)


def reserve_admitted(quarter, chain=None):
    return moved(ReserveProject, "admit", quarter, chain)


def reserve_finished(quarter, chain=None):
    return moved(ReserveProject, "finish", quarter, chain)


def moved(model, action, quarter, chain=None):
    """The rows on which `action` was taken in the quarter, each once, by the audit trail."""
    taken = select(AuditEvent.thing_id).where(
        AuditEvent.thing_kind == model.__tablename__, AuditEvent.action == action,
        quarter.holds(AuditEvent.at),
    )  # fmt: skip
    return _rows(select(model).where(model.id.in_(taken)).order_by(model.id), model, chain)


def weakest(chain=None, count=3):
    """[(line, finding)] of the nodes to look at first, as they stand now."""
    if chain is not None:
        lines = worst_places(node_lines(chain), count)
    else:
        weak = [line for one in all_chains() for line in worst_places(node_lines(one), None)]
        # Many chains have gaps nobody can fill: then what the city buys most of comes first.
        weak.sort(key=lambda line: (line.urgency, line.node.demand_wan or 0), reverse=True)
        lines = weak[:count]
    facts = facts_of([line.node for line in lines])
    return [(line, assess(facts[line.node.id], line.node.reported_strength)) for line in lines]


def money_of(projects):
    """Their agreed amounts together, in yuan."""
    return sum(project.amount for project in projects)


def _rows(chosen, model, chain):
    if chain is not None:
        chosen = chosen.where(model.chain_id == chain.id)
    return db.session.scalars(chosen).unique().all()


def _badness(strength):
    """Unjudged lies between firm and weak: nobody knows."""
    return SEVERITY[strength] or (0.5 if strength is Strength.BLANK else 0)
