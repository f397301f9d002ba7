"""A person confirms where a thing stands on the map; the suggestion itself changes nothing."""

from app.audit.operations import record
from app.chains.operations import add_provider
from app.chains.strength import refresh_strengths
from app.extensions import db


def place(thing, node, actor):
    """Hangs a need or a capability on the node and on its chain; every strength follows."""
    before = thing.node
    thing.chain, thing.node = node.chain, node
    db.session.flush()
    record(thing, "place", actor, label=f"挂到环节：{node.chain.name} / {node.name}",
           note=f"原来在：{before.name}" if before else "")  # fmt: skip
    refresh_strengths([one for one in (before, node) if one is not None], "挂链调整")


def place_organisation(organisation, node, actor):
    """The organisation stands on the node as one of its providers."""
    add_provider(node, organisation, "匹配推荐，人工确认", f"登记供给单位：{organisation.name}")
    record(organisation, "place", actor, label=f"登记为供给单位：{node.chain.name} / {node.name}")
