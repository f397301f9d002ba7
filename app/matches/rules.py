"""What must hold of a match; each answers with the reason, or None."""

from app.capabilities.models import CapabilityState
from app.needs.models import NeedState
from app.needs.rules import has_no_sealed_bids, is_public


def need_is_public(match):
    return is_public(match.need)


def capability_is_published(match):
    if match.capability.state is not CapabilityState.PUBLISHED:
        return "这项能力已经下架"
    return None


def need_may_go_by_match(match):
    if match.need.state not in (NeedState.OPEN, NeedState.NO_BID):
        return "这项需求已经按揭榜程序办理，不能再经对接立项"
    return has_no_sealed_bids(match.need)
