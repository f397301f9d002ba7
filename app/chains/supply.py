"""What hangs on what: supply links of a chain, and what a broken node would pull down with it."""

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import String, cast, func, select

from app.chains.models import Chain, ChainNode, NodeProvider, Scope, node_supply
from app.extensions import db

BATCH = 500  # bound values a statement; SQLite and PostgreSQL both take more


class Reach(NamedTuple):
    """A node that a break reaches: how many links away, and the node the break came through."""

    node_id: int
    distance: int
    through: int
    lost: int  # how many of its known suppliers are hit
    suppliers: int

    @property
    def is_only_source(self):
        """Every supplier of it that we know is hit."""
        return self.lost == self.suppliers


def supplies_of(chain):
    """Pairs (supplier id, customer id) with both ends in this chain."""
    own = select(ChainNode.id).where(ChainNode.chain_id == chain.id)
    chosen = select(node_supply).where(
        node_supply.c.supplier_id.in_(own), node_supply.c.customer_id.in_(own)
    )
    return [tuple(row) for row in db.session.execute(chosen)]


def links_outside(chain):
    """{node id: [(other node, other chain, whether it buys)]}: supply across chains."""
    own = select(ChainNode.id).where(ChainNode.chain_id == chain.id).scalar_subquery()
    found = defaultdict(list)
    ends = ((node_supply.c.supplier_id, node_supply.c.customer_id, True),
            (node_supply.c.customer_id, node_supply.c.supplier_id, False))  # fmt: skip
    for ours, theirs, buys in ends:
        chosen = (
            select(ours, ChainNode, Chain)
            .join(ChainNode, ChainNode.id == theirs)
            .join(Chain, Chain.id == ChainNode.chain_id)
            .where(ours.in_(own), ChainNode.chain_id != chain.id)
        )
        for node_id, node, other in db.session.execute(chosen):
            found[node_id].append((node, other, buys))
    return found


def reach_of(node_id):
    """Every node downstream of this one, nearest first; a cycle is walked once.

    One recursive statement finds the nodes, each with its suppliers in one text so that few rows are
    read (SQLite and PostgreSQL read it alike); a breadth-first walk over them finds the distances:
    measured by `flask chains measure`.
    """
    supplier, customer = node_supply.c.supplier_id, node_supply.c.customer_id
    hit = select(customer.label("id")).where(supplier == node_id).cte("hit", recursive=True)
    hit = hit.union(select(customer).join(hit, supplier == hit.c.id))
    fed_by = func.aggregate_strings(cast(supplier, String), ",")
    found = select(customer, fed_by).where(customer.in_(select(hit.c.id))).group_by(customer)
    suppliers = {id: [int(one) for one in ids.split(",")] for id, ids in db.session.execute(found)}
    return _walk(node_id, suppliers)


def _walk(start, suppliers):
    customers = defaultdict(list)
    for customer, some in suppliers.items():
        for supplier in some:
            customers[supplier].append(customer)
    distance, through, order = {start: 0}, {}, [start]
    for current in order:
        for customer in customers[current]:
            if customer not in distance:
                distance[customer], through[customer] = distance[current] + 1, current
                order.append(customer)
    return [
        Reach(
            id,
            distance[id],
            through[id],
            sum(one in distance for one in suppliers[id]),
            len(suppliers[id]),
        )
        for id in order[1:]
    ]


def providers_of(node_ids, scope=Scope.LOCAL):
    """{node id: names} of those who stand on the nodes, for the list of whom to warn."""
    found = defaultdict(list)
    node_ids = list(node_ids)
    for first in range(0, len(node_ids), BATCH):
        some = node_ids[first : first + BATCH]
        chosen = select(NodeProvider).where(
            NodeProvider.node_id.in_(some), NodeProvider.scope == scope
        )
        for provider in db.session.scalars(chosen):
            found[provider.node_id].append(provider)
    return found
