"""How strong a node is, found from its facts by rules that can be read aloud, and kept with its reasons."""

from dataclasses import dataclass

from sqlalchemy import select

from app.chains.facts import NodeFacts, facts_of
from app.chains.models import STRENGTHS, ChainNode, NodeStrength, Strength
from app.clock import now
from app.extensions import db

HIGH_IMPORTS = 50  # per cent; above it home supply does not carry the chain
ENOUGH_LOCAL = 2  # providers in the city
SHORT_STOCK = 30  # days
LONG_WAIT = 90  # days an open need may stand before the node counts as stuck


@dataclass(frozen=True)
class Finding:
    """A strength and why: the first reason decides, the others tell what else is seen."""

    strength: Strength
    reasons: tuple[str, ...]


def assess(facts: NodeFacts, reported: str = Strength.BLANK) -> Finding:
    """The strength by the facts; what was reported by hand stands only while no fact is known."""
    if not facts.is_known:
        if reported == Strength.BLANK:
            return Finding(Strength.BLANK, ("还没有登记供给单位，也没有进口占比",))
        return Finding(Strength(reported), (f"按填报：{STRENGTHS[reported]}", *_also(facts)))
    strength, reason = _decided(facts)
    return Finding(strength, (reason, *_also(facts)))


def _decided(facts):
    if not facts.domestic:
        return Strength.GAP, "国内没有供给单位"
    if facts.import_share is not None and facts.import_share >= HIGH_IMPORTS:
        return Strength.BLOCKED, (
            f"国内有 {facts.domestic} 家，但进口占 {facts.import_share}%，质量或产能没有过关"
        )
    if not facts.local:
        return Strength.WEAK, f"市内没有供给单位，靠市外 {facts.elsewhere} 家"
    if facts.local < ENOUGH_LOCAL:
        return Strength.WEAK, f"市内只有 {facts.local} 家，没有第二来源"
    return Strength.FIRM, f"市内有 {facts.local} 家"


def _also(facts):
    """What else a chain lead would ask; none of it changes the strength by itself."""
    if facts.is_single_source:
        yield "全国只有一家，单一来源"
    if facts.stock_days is not None and facts.stock_days < SHORT_STOCK:
        yield f"库存只够 {facts.stock_days} 天"
    if facts.oldest_need_days is not None and facts.oldest_need_days >= LONG_WAIT:
        yield f"需求张榜 {facts.oldest_need_days} 天还没有解决"
    if facts.ready_capabilities:
        yield f"有 {facts.ready_capabilities} 项 TRL 7 以上的能力可用"
    if facts.running_projects:
        yield f"{facts.running_projects} 个项目在研"


def refresh_strengths(nodes, cause):
    """Finds the strength of each node anew; a change is kept in its history. Returns the changed."""
    nodes = list(nodes)
    found = facts_of(nodes)
    changed = []
    for node in nodes:
        finding = assess(found[node.id], node.reported_strength)
        if finding.strength == node.strength and _last(node) is not None:
            continue
        node.strength = finding.strength
        db.session.add(
            NodeStrength(
                node_id=node.id,
                strength=finding.strength,
                reasons=list(finding.reasons),
                cause=cause,
                found_at=now(),
            )  # fmt: skip
        )
        changed.append(node)
    db.session.flush()
    return changed


def _last(node):
    return db.session.scalar(
        select(NodeStrength.id)
        .where(NodeStrength.node_id == node.id)
        .order_by(NodeStrength.id.desc())
        .limit(1)
    )


def history(node):
    """Every change of the node's strength, newest first."""
    return db.session.scalars(
        select(NodeStrength)
        .where(NodeStrength.node_id == node.id)
        .order_by(NodeStrength.found_at.desc(), NodeStrength.id.desc())
    ).all()


def refresh_chain(chain_id, cause):
    nodes = db.session.scalars(select(ChainNode).where(ChainNode.chain_id == chain_id)).all()
    return refresh_strengths(nodes, cause)
