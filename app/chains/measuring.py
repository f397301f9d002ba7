"""How long the map takes as it grows: made-up chains in a database of their own, thrown away after."""

import random
import statistics
import time

from sqlalchemy import insert

from app.chains.models import Chain, ChainNode, node_supply
from app.chains.picture import folds, picture
from app.chains.queries import node_lines
from app.chains.supply import reach_of, supplies_of
from app.extensions import db

ROUNDS = 15
WAYS_AHEAD = 200  # how far down the line a made-up node supplies


def make_net(nodes, links, seed=3):
    """One chain of so many nodes and links, most to a near neighbour downstream, some back.

    Returns (chain, ids of its nodes): rings are part of life, so they are part of this.
    """
    draw = random.Random(seed)
    chain = Chain(code=f"made-{nodes}", name=f"量测用链 {nodes}")
    db.session.add(chain)
    db.session.flush()
    segments = ("上游", "中游", "下游")
    db.session.execute(
        insert(ChainNode),
        [
            {"chain_id": chain.id, "code": f"m{nodes}-{n}", "name": f"环节{n}", "position": n,
             "segment": segments[3 * n // nodes]}
            for n in range(nodes)
        ],
    )  # fmt: skip
    chosen = db.select(ChainNode.id).where(ChainNode.chain_id == chain.id).order_by(ChainNode.id)
    ids = list(db.session.scalars(chosen))
    made = {(n, n + 1) for n in range(nodes - 1)}
    while len(made) < links:
        start = draw.randrange(nodes)
        made.add((start, min(nodes - 1, max(0, start + draw.randrange(-5, WAYS_AHEAD)))))
    rows = [{"supplier_id": ids[a], "customer_id": ids[b]} for a, b in made if a != b]
    db.session.execute(insert(node_supply), rows)
    db.session.flush()
    return chain, ids


def measure_break(nodes, links):
    """(nodes reached, median ms, worst ms) of what a break of the first node pulls down."""
    _, ids = make_net(nodes, links)
    took = [_timed(lambda: reach_of(ids[0])) for _ in range(ROUNDS)]
    return len(reach_of(ids[0])), statistics.median(took), max(took)


def measure_drawing(nodes):
    """(median ms, worst ms) to read a chain of so many nodes and to place every group opened."""
    chain, _ = make_net(nodes, 2 * nodes)

    def draw_it():
        lines = node_lines(chain)
        picture(lines, supplies_of(chain), [fold.key for fold in folds(lines)])

    took = [_timed(draw_it) for _ in range(ROUNDS)]
    return statistics.median(took), max(took)


def _timed(work):
    db.session.expire_all()  # the next round reads from the database again, as a page would
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)
