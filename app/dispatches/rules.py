"""What must hold of a dispatch order; each answers with the reason, or None."""

from app.clock import today


def has_items(order):
    return None if order.items else "还没有一条事项"


def every_item_names_somebody(order):
    nameless = [n for n, item in enumerate(order.items, 1) if item.organisation_id is None]
    return f"第 {nameless[0]} 条还没有写由谁来办" if nameless else None


def every_item_is_due_later(order):
    past = [n for n, item in enumerate(order.items, 1) if item.due_on < today()]
    return f"第 {past[0]} 条的期限已经过了" if past else None
