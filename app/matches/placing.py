"""Where on the map of chains a need, a capability or an organisation belongs: suggested, never decided.

Two kinds of evidence, both by the platform's own ranking: how well the text speaks of the node, and
on which nodes a person has already placed the capabilities and needs that are most like it.
"""

from collections import defaultdict
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import func, select

from app.capabilities.models import Capability
from app.chains.models import ChainNode, ChainVersion
from app.extensions import db
from app.matches.documents import TRANSLATORS
from app.matches.encoding import quick_encoder
from app.matches.index import index_of
from app.needs.models import Need
from matching import Document, Matcher

NEIGHBOURS = 12
OWN_SHARE = 0.4  # of the score from the words of the node; the rest from what already hangs there
DOUBT = 60  # points no neighbour speaks for, so that one distant neighbour alone proves little
LEAST = 12  # points of 100; below it nothing is suggested
KINDS = {"need": Need, "capability": Capability}


@dataclass(frozen=True)
class Place:
    """One node that fits; `why` is said to the person who confirms."""

    node: ChainNode
    points: int
    why: str


def places_for(kind, thing, limit=3):
    """The nodes a need or capability may belong to, best first; at most `limit`, perhaps none."""
    question = _bare(TRANSLATORS[kind](thing))
    return _places(question, kind, thing, limit)


def places_for_organisation(organisation, limit=3):
    """The nodes an organisation may provide, by its products and what it says of itself."""
    text = " ".join(part for part in (organisation.products, organisation.intro) if part)
    return _places(Document("", organisation.name, text), None, None, limit) if text else []


def _places(question, kind, thing, limit):
    own = {match.id: match.score for match in _nodes().rank(question, 30, explain=False)}
    votes, speakers = _votes(question, kind, thing)
    scores = {
        id: OWN_SHARE * own.get(id, 0) + (1 - OWN_SHARE) * 100 * votes.get(id, 0)
        for id in own.keys() | votes.keys()
    }
    best = sorted(scores, key=lambda id: (-scores[id], int(id)))[:limit]
    rows = {
        str(node.id): node
        for node in db.session.scalars(select(ChainNode).where(ChainNode.id.in_(map(int, best))))
    }
    return [
        Place(rows[id], round(scores[id]), _why(own.get(id, 0), speakers.get(id)))
        for id in best
        if id in rows and scores[id] >= LEAST
    ]


def _votes(question, kind, thing):
    """({node id: share of the neighbours' weight}, {node id: the nearest neighbour's title})"""
    weights, nearest = defaultdict(float), {}
    for other, model in KINDS.items():
        found = index_of(other).current().similar(question, NEIGHBOURS + 1)
        found = [m for m in found if not (other == kind and thing and m.id == str(thing.id))]
        rows = {
            row.id: row
            for row in db.session.scalars(
                select(model).where(model.id.in_([int(m.id) for m in found]))
            ).unique()
        }
        for match in found:
            row = rows.get(int(match.id))
            if row is not None and row.node_id:
                weights[str(row.node_id)] += match.score
                nearest.setdefault(str(row.node_id), row.title)
    total = sum(weights.values()) + DOUBT
    return {id: weight / total for id, weight in weights.items()}, nearest


def _why(own, speaker):
    told = []
    if own >= LEAST:
        told.append("说的是这个环节")
    if speaker:
        told.append(f"和已挂在这里的《{speaker}》相近")
    return "；".join(told) or "沾边"


def _nodes():
    """The matcher over all nodes, made anew when a chain has changed."""
    kept = current_app.extensions.setdefault("nodes index", {})
    stamp = (quick_encoder().model_id, *db.session.execute(_stamp()).one())
    if kept.get("stamp") != stamp:
        matcher = Matcher(quick_encoder())
        matcher.put([node_document(node) for node in db.session.scalars(select(ChainNode))])
        kept |= {"stamp": stamp, "matcher": matcher}
    return kept["matcher"]


def _stamp():
    return select(
        select(func.count(ChainNode.id)).scalar_subquery(),
        select(func.max(ChainNode.id)).scalar_subquery(),
        select(func.max(ChainVersion.id)).scalar_subquery(),
    )


def node_document(node):
    """What a node stands for, as the matching reads it; the name counts most."""
    kind = node.kind.name if node.kind else ""
    said = f"{node.chain.name} {node.segment} {kind} {node.strength_note}"
    return Document(str(node.id), node.name, f"{node.name} {node.name} {said}")


def _bare(document):
    """The words alone: where a thing stands now must not speak for itself. Without an id, because a
    need and a capability may have the same one."""
    return Document("", document.title, passages=document.passages)
