"""Writes to dispatch orders that are not transitions, and the effects of those that are."""

from datetime import timedelta

from app.accounts.models import SYSTEM
from app.audit.operations import record
from app.clock import now, today
from app.dispatches.models import DispatchItem, DispatchOrder, ItemKind
from app.dispatches.suggesting import suggestions
from app.extensions import db
from app.needs.operations import draft_need
from app.numbering import next_number
from app.workflow.advance import advance

WITHIN_DAYS = 10  # for the items of a fresh draft; a person changes it


def draft_order(chain, actor):
    """A draft with one item for each of the chain's weakest nodes, and whom to ask where known."""
    order = DispatchOrder(
        number=next_number("DD"), title=f"{chain.name}调度单（{today():%m-%d}）"[:80], chain=chain,
        created_by_id=actor.id,
    )  # fmt: skip
    due_on = today() + timedelta(days=WITHIN_DAYS)
    order.items = [
        DispatchItem(
            node=one.node,
            kind=one.kind,
            what=one.what,
            organisation=one.organisation,
            due_on=due_on,
        )  # fmt: skip
        for one in suggestions(chain)
    ]
    db.session.add(order)
    db.session.flush()
    record(order, "draft", actor, label="按最薄弱的环节拟定", after=order.state)
    return order


def write_item(order, item, fields, actor):
    """Adds an item, or writes over one, while the order is a draft."""
    if item is None:
        item = DispatchItem()
        order.items.append(item)
    for name, value in fields.items():
        setattr(item, name, value)
    db.session.flush()
    record(order, "revise", actor, label=f"写好一条：{item.kind_label}")
    return item


def remove_item(item, actor):
    order = item.order
    order.items.remove(item)
    db.session.flush()
    record(order, "revise", actor, label=f"去掉一条：{item.kind_label}")


def answer_item(item, answer, is_done, actor):
    """How far the organisation is; the last item done settles the order."""
    item.answer, item.is_done, item.answered_at = answer, is_done, now()
    db.session.flush()
    label = "办完一条" if is_done else "报一条的进展"
    event = record(item.order, "answer", actor, label=f"{label}：{item.kind_label}", note=answer)
    if not item.order.open_items:
        advance(item.order, "settle", SYSTEM, cause=event)


def need_from_item(item, actor):
    """A draft of the asked organisation with what the item already knows; the item points to it."""
    node = item.node
    item.need = draft_need(
        item.organisation, actor, title=f"{node.name}攻关"[:80] if node else "",
        chain=item.order.chain, node=node,
    )  # fmt: skip
    db.session.flush()
    record(item.order, "need", actor, label=f"据此起草需求 {item.need.number}")
    return item.need


def open_again(order, actor, event):
    for item in order.items:
        item.is_done = False
    db.session.flush()


def asks_for_need(item):
    return item.kind == ItemKind.POST_NEED
