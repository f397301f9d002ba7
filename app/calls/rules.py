"""What must hold of a call; each answers with the reason, or None."""

from app.clock import now


def has_needs(call):
    return None if call.needs else "榜单里还没有需求"


def closes_in_the_future(call):
    if call.closes_at is None:
        return "还没有定揭榜截止时间"
    return None if call.closes_at > now() else "揭榜截止时间须晚于现在"


def window_is_over(call):
    if call.closes_at is None or call.closes_at >= now():
        return "还没有到揭榜截止时间"
    return None
