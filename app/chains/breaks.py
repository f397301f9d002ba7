"""What if a node breaks: the nodes it reaches, the organisations there and the open needs."""

from dataclasses import dataclass

from sqlalchemy import select

from app.chains.models import Chain, ChainNode, NodeProvider
from app.chains.supply import BATCH, providers_of, reach_of
from app.extensions import db
from app.needs.models import Need
from app.needs.queries import open_now

SHOWN = 200  # nodes a page can show; the counts are of all
NEAR = 2  # links


@dataclass(frozen=True)
class Hit:
    """One node the break reaches, with those who stand there."""

    node: ChainNode
    distance: int
    through: ChainNode
    lost: int  # of so many suppliers
    suppliers: int
    is_only_source: bool
    providers: list[NodeProvider]


@dataclass(frozen=True)
class Break:
    hits: list[Hit]  # nearest first, at most SHOWN
    node_count: int
    chains: list[tuple[Chain, int]]  # most touched first
    stopped_count: int  # nodes every known supplier of which is hit
    needs: list[Need]  # open on the node or below

    @property
    def near(self):
        """Those that buy from the node, or from one that does: what to look at today."""
        return [hit for hit in self.hits if hit.distance <= NEAR]

    @property
    def far(self):
        return [hit for hit in self.hits if hit.distance > NEAR]


def break_of(node):
    reach = reach_of(node.id)
    shown = reach[:SHOWN]
    nodes = _nodes({r.node_id for r in shown} | {r.through for r in shown})
    providers = providers_of([r.node_id for r in shown])
    hits = [
        Hit(
            nodes[r.node_id],
            r.distance,
            nodes[r.through],
            r.lost,
            r.suppliers,
            r.is_only_source,
            providers[r.node_id],
        )
        for r in shown
    ]
    reached = [r.node_id for r in reach]
    return Break(
        hits, len(reach), _chains(reached), sum(r.is_only_source for r in reach),
        _needs([node.id, *reached]),
    )  # fmt: skip


def _nodes(ids):
    chosen = select(ChainNode).where(ChainNode.id.in_(list(ids)))
    return {node.id: node for node in db.session.scalars(chosen)}


def _chains(node_ids):
    counts = {}
    for first in range(0, len(node_ids), BATCH):
        some = node_ids[first : first + BATCH]
        for (chain_id,) in db.session.execute(
            select(ChainNode.chain_id).where(ChainNode.id.in_(some))
        ):
            counts[chain_id] = counts.get(chain_id, 0) + 1
    found = [(db.session.get(Chain, id), count) for id, count in counts.items()]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].id))


def _needs(node_ids):
    found = []
    for first in range(0, len(node_ids), BATCH):
        some = node_ids[first : first + BATCH]
        chosen = open_now().where(Need.node_id.in_(some)).order_by(Need.closes_at)
        found += db.session.scalars(chosen).unique()
    return found
