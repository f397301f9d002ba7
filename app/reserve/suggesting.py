"""What the facts of a chain say should be taken into the reserve: computed, never stored."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Organisation
from app.capabilities.models import Capability, CapabilityState
from app.chains.facts import READY_TRL, facts_of
from app.chains.models import ChainNode, Strength
from app.chains.queries import SEVERITY
from app.chains.strength import assess
from app.dispatches.suggesting import local_maker
from app.extensions import db
from app.reserve.models import ReserveKind, ReserveProject
from app.reserve.queries import dropped_before, live_nodes, nodes_with_a_need

CALLED = {
    ReserveKind.TACKLING: "建议提需求",
    ReserveKind.INVESTMENT: "招商线索",
    ReserveKind.EXPANSION: "建议技改扩产",
    ReserveKind.SCENE: "应用场景",
}


@dataclass(frozen=True)
class Suggestion:
    """One node, the way its gap could be filled, and why in words."""

    node: ChainNode
    kind: ReserveKind
    strength: Strength
    reason: str
    organisation: Organisation | None  # who could answer for it, where known
    capabilities: tuple[Capability, ...]
    before: ReserveProject | None  # what was dropped here

    @property
    def label(self):
        return CALLED[self.kind]


def suggestions(chain):
    """Nodes nobody is at work on, the gravest first; then what could look for its first user."""
    facts = facts_of(chain.nodes)
    busy = live_nodes(chain) | nodes_with_a_need(chain)
    busy |= {id for id, one in facts.items() if one.running_projects or one.open_needs}
    able, before = _capabilities(chain), dropped_before(chain)
    found = []
    for node in chain.nodes:
        if node.id in busy:
            continue
        finding = assess(facts[node.id], node.reported_strength)
        judged = _judge(finding, facts[node.id], able[node.id])
        if judged is not None:
            kind, reason = judged
            found.append(
                Suggestion(
                    node,
                    kind,
                    finding.strength,
                    reason,
                    _who(node, kind),
                    tuple(able[node.id][:3]),
                    before.get(node.id),
                )  # fmt: skip
            )
    return sorted(found, key=lambda one: -SEVERITY[one.strength])


def suggestion_for(node):
    return next((one for one in suggestions(node.chain) if one.node.id == node.id), None)


def _judge(finding, facts, capabilities):
    """(kind, reason) or None where there is nothing to suggest."""
    why = finding.reasons[0]
    if not SEVERITY[finding.strength]:
        if not facts.ready_capabilities:
            return None
        return ReserveKind.SCENE, (
            f"有 {facts.ready_capabilities} 项能力达到 TRL {READY_TRL}，还没有需求，可以找首家使用单位"
        )
    if facts.ready_capabilities:
        return ReserveKind.TACKLING, (
            f"{why}；有 {facts.ready_capabilities} 项能力达到 TRL {READY_TRL}，还没有需求在办"
        )
    if capabilities:
        best = max((one.trl or 0 for one in capabilities), default=0)
        level = f"，最高 TRL {best}" if best else ""
        return ReserveKind.TACKLING, (
            f"{why}；有 {len(capabilities)} 项能力接近{level}，还没有需求在办"
        )
    none = "没有能力挂在这个环节"  # one that is not placed yet may still exist
    if facts.local and finding.strength is Strength.BLOCKED:
        return ReserveKind.EXPANSION, f"{why}；{none}，可以请市内已有的单位技改扩产"
    if facts.local:
        return ReserveKind.INVESTMENT, f"{why}；{none}，要引进或培育第二家"
    return ReserveKind.INVESTMENT, f"{why}；{none}，要从外面引进"


def _capabilities(chain):
    """{node id: its published capabilities, the most mature first}"""
    chosen = select(Capability).where(
        Capability.chain_id == chain.id, Capability.node_id.is_not(None),
        Capability.state == CapabilityState.PUBLISHED,
    )  # fmt: skip
    found = defaultdict(list)
    for one in db.session.scalars(chosen.order_by(Capability.trl.desc(), Capability.id)).unique():
        found[one.node_id].append(one)
    return found


def _who(node, kind):
    """A registered enterprise of the city on the node, or on one it supplies, which feels the lack."""
    if kind is ReserveKind.INVESTMENT:
        return None
    return local_maker(node, *(() if kind is ReserveKind.EXPANSION else node.customers))
