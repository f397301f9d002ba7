"""Changing a chain: a table is read into a draft, looked at, and applied as the next version."""

from dataclasses import asdict

from sqlalchemy import func, select

from app.audit.operations import record
from app.capabilities.models import Capability
from app.chains.changes import REMOVED, differences
from app.chains.content import content_of, kinds_by_name, nodes_elsewhere, write_node
from app.chains.models import ChainDraft, ChainNode, ChainVersion, NodeProvider, node_supply
from app.chains.operations import organisations_by_name
from app.chains.strength import refresh_strengths
from app.chains.table import Fault, read
from app.clock import now
from app.extensions import db
from app.needs.models import Need
from app.workflow.declaration import NotNow


def draft_from(chain, rows, source, actor):
    """Reads the table's rows into a draft; nothing of the chain changes."""
    present = content_of(chain)
    found = read(rows, kinds_by_name(), nodes_elsewhere(chain), present)
    faults = [*found.faults, *_still_needed(chain, present, found.content)]
    return _keep(chain, found.content, faults, source, actor)


def draft_of_version(version, actor):
    """The chain as it stood in an old version, to be looked at and applied again."""
    chain = version.chain
    gone = _still_needed(chain, content_of(chain), version.content)
    return _keep(chain, version.content, gone, f"第 {version.number} 版", actor)


def apply_draft(draft, actor):
    """Makes the chain what the draft says; raises NotNow where it must not. Returns the version."""
    chain = draft.chain
    if not draft.is_sound:
        raise NotNow("表里还有要改的错误，改好以后重新上传")
    if draft.based_on != latest_number(chain):
        raise NotNow("读表以后这条链又有人改过，请重新上传，核对新的差别")
    version = apply_content(chain, draft.content, f"导入 {draft.source}", actor)
    db.session.delete(draft)
    return version


def apply_content(chain, content, reason, actor):
    """Writes every difference into the rows, finds the strengths anew, and keeps the version."""
    keep_first_version(chain)
    changes = differences(content_of(chain), content)
    kinds = kinds_by_name()
    nodes = {node.code: node for node in chain.nodes}
    for change in changes:
        if change.kind == REMOVED:
            _remove(nodes.pop(change.code))
    for position, (code, row) in enumerate(content["nodes"].items()):
        node = nodes.get(code)
        if node is None:
            node = nodes[code] = ChainNode(chain=chain, code=code)
            db.session.add(node)
        node.position = position
        write_node(node, row, kinds)
        _write_providers(node, row["providers"])
    db.session.flush()
    _write_supplies(nodes, content)
    db.session.expire(chain, ["nodes"])
    refresh_strengths(chain.nodes, reason)
    version = _next_version(chain, reason, actor)
    record(chain, "edit", actor, label=f"第 {version.number} 版", note=_summary(changes))
    return version


def keep_first_version(chain):
    """The chain as it was before anybody changed it here, so that the first change can be undone."""
    if not latest_number(chain):
        _next_version(chain, "登记时", None)


def latest_number(chain):
    found = select(func.max(ChainVersion.number)).where(ChainVersion.chain_id == chain.id)
    return db.session.scalar(found) or 0


def _next_version(chain, reason, actor):
    version = ChainVersion(
        chain_id=chain.id, number=latest_number(chain) + 1, reason=reason[:200], made_at=now(),
        content=content_of(chain), made_by_id=getattr(actor, "id", None),
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    return version


def _keep(chain, content, faults, source, actor):
    keep_first_version(chain)
    draft = ChainDraft(
        chain=chain, content=content, faults=[asdict(fault) for fault in faults], made_at=now(),
        source=source[:200], based_on=latest_number(chain), made_by_id=actor.id,
    )  # fmt: skip
    db.session.add(draft)
    db.session.flush()
    return draft


def _still_needed(chain, present, content):
    """A node that needs or capabilities hang on cannot go; row 0 stands for the whole table."""
    gone = set(present["nodes"]) - set(content["nodes"])
    hanging = {}
    for model, word in ((Need, "件需求"), (Capability, "项能力")):
        counted = (
            select(ChainNode.code, func.count())
            .join(model, model.node_id == ChainNode.id)
            .where(ChainNode.chain_id == chain.id, ChainNode.code.in_(gone))
            .group_by(ChainNode.code)
        )
        for code, count in db.session.execute(counted):
            hanging.setdefault(code, []).append(f"{count} {word}")
    return [
        Fault(
            0,
            code,
            f"表里没有“{present['nodes'][code]['name']}”，但它上面挂着{'、'.join(what)}，不能删",
        )
        for code, what in sorted(hanging.items())
    ]


def _remove(node):
    for end in (node_supply.c.supplier_id, node_supply.c.customer_id):
        db.session.execute(node_supply.delete().where(end == node.id))
    db.session.delete(node)


def _write_providers(node, rows):
    """Rows that stay keep what the table does not carry: the organisation, the source, since when."""
    kept = {(one.scope, one.name): one for one in node.providers}
    registered = organisations_by_name([row["name"] for row in rows])
    wanted = []
    for row in rows:
        one = kept.get((row["scope"], row["name"]))
        if one is None:
            one = NodeProvider(
                scope=row["scope"], name=row["name"], organisation_id=registered.get(row["name"]),
                source="表格登记",
            )  # fmt: skip
        one.share, one.rank = row["share"], row["rank"]
        wanted.append(one)
    node.providers = wanted


def _write_supplies(nodes, content):
    codes = {code for row in content["nodes"].values() for code in row["supplies"]} - set(nodes)
    others = db.session.scalars(select(ChainNode).where(ChainNode.code.in_(codes)))
    by_code = nodes | {other.code: other for other in others}
    for code, row in content["nodes"].items():
        nodes[code].customers = [by_code[one] for one in row["supplies"] if one in by_code]


def _summary(changes):
    told = [f"{change.label} {change.name}" for change in changes[:20]]
    more = f"，共 {len(changes)} 处" if len(changes) > 20 else ""
    return ("、".join(told) or "没有差别") + more
