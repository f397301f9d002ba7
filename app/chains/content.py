"""A whole chain as plain values: what a version keeps, a table carries, and a comparison compares."""

from sqlalchemy import select

from app.chains.models import ChainNode, NodeKind
from app.extensions import db

# What a node says of itself: the key here and in a version -> the heading of the table.
FIELDS = {
    "name": "环节名称",
    "segment": "段",
    "kind": "类别",
    "industry_code": "行业代码",
    "demand_wan": "年需求额（万元）",
    "import_share": "进口占比（%）",
    "stock_days": "库存天数",
    "reported_strength": "填报强弱",
    "strength_note": "现状说明",
    "supplies": "供给到",
    "providers": "供给单位",
}
BLANK = {
    "name": "", "segment": "中游", "kind": "", "industry_code": "", "demand_wan": None,
    "import_share": None, "stock_days": None, "reported_strength": "blank", "strength_note": "",
    "supplies": [], "providers": [],
}  # fmt: skip
_PLAIN = (
    "name", "segment", "industry_code", "demand_wan", "import_share", "stock_days",
    "reported_strength", "strength_note",
)  # fmt: skip


def content_of(chain):
    """{"nodes": {code: {field: value}}}, in the order of the chain; lists sorted, so equal is equal."""
    return {"nodes": {node.code: _node(node) for node in chain.nodes}}


def write_node(node, row, kinds):
    """The plain fields of `row` into the node; `kinds` is {name: NodeKind}. Links are written apart."""
    for field in _PLAIN:
        setattr(node, field, row[field])
    node.kind = kinds.get(row["kind"])


def kinds_by_name():
    return {k.name: k for k in db.session.scalars(select(NodeKind).order_by(NodeKind.position))}


def nodes_elsewhere(chain):
    """{code: name} of the nodes of every other chain, which a node may supply as well."""
    chosen = select(ChainNode.code, ChainNode.name).where(ChainNode.chain_id != chain.id)
    return dict(db.session.execute(chosen).all())


def _node(node):
    told = {field: getattr(node, field) for field in _PLAIN}
    told["kind"] = node.kind.name if node.kind else ""
    told["supplies"] = sorted(other.code for other in node.customers)
    told["providers"] = sorted((_provider(p) for p in node.providers), key=provider_key)
    return {field: told[field] for field in FIELDS}


def _provider(provider):
    return {
        "scope": provider.scope, "name": provider.name, "share": provider.share,
        "rank": provider.rank,
    }  # fmt: skip


def provider_key(row):
    return (row["scope"], row["name"])
