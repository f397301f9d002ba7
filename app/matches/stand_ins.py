"""Who could step in where a node breaks: capabilities ranked for what the node stands for."""

from dataclasses import dataclass, replace

from app.capabilities.models import Capability, CapabilityState
from app.extensions import db
from app.matches.index import index_of
from app.matches.placing import node_document
from app.matches.queries import things_of

LEAST = 20  # points of 100; below it the words have little in common


@dataclass(frozen=True)
class StandIn:
    capability: Capability
    why: str


def stand_ins(node, limit=8):
    """The capabilities that fit the node best, best first; those registered on it come before others."""
    matcher = index_of("capability").current()
    scores = {
        int(m.id): m.score
        for m in matcher.rank(replace(node_document(node), id=""), 40, explain=False)
    }
    here = {id for (id,) in _registered_on(node)}
    rows = things_of("capability", list(scores.keys() | here))
    fitting = [id for id in rows if id in here or scores[id] >= LEAST]
    best = sorted(fitting, key=lambda id: (id not in here, -scores.get(id, 0), id))[:limit]
    return [StandIn(rows[id], _why(rows[id], id in here)) for id in best]


def _registered_on(node):
    return db.session.execute(
        db.select(Capability.id).where(
            Capability.node_id == node.id, Capability.state == CapabilityState.PUBLISHED
        )
    )


def _why(capability, is_here):
    told = "已登记在这个环节" if is_here else "登记在别处，说的内容相近"
    return f"{told}，TRL {capability.trl}" if capability.trl else told
