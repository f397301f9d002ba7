"""What must hold of a project of the reserve; each answers with the reason, or None."""

from app.needs.models import NeedState
from app.projects.models import ProjectState
from app.reserve.models import BY_PROVIDER, ReserveKind

# A need that ended so leaves the gap open; one without bids may still be listed again.
ENDED = {
    NeedState.REFUSED: "没有受理", NeedState.WITHDRAWN: "已由企业撤回", NeedState.CANCELLED: "已终止",
    NeedState.FAILED: "攻关没有成功",
}  # fmt: skip


def somebody_answers_for_it(item):
    return None if item.responsible else "还没有写责任单位或责任处室"


def has_money_and_dates(item):
    if item.planned_money is None:
        return "还没有写计划投入"
    return None if item.ends_on else "还没有写计划完成的日期"


def leads_somewhere(item):
    """The way to the result is known: a need, an investor, or whoever expands or tries it."""
    if lost := need_lost(item):
        return f"{lost}：由责任单位另起草需求，或者换一个需求、换一种补法"
    if item.need is not None:
        return None
    if item.kind == ReserveKind.TACKLING:
        return "技术攻关要先有需求：由责任单位据此起草，或者填上已有的需求编号"
    if item.kind == ReserveKind.INVESTMENT and not (item.investor and item.talks):
        return "招商要先写明对象和洽谈到哪一步"
    if item.kind == ReserveKind.EXPANSION and item.organisation is None:
        return "技改扩产要写明是哪一家单位"
    if item.kind == ReserveKind.SCENE and item.organisation is None:
        return "应用场景要先有首家使用单位，或者由它提出的需求"
    return None


def has_result(item):
    if is_accepted(item):
        return None
    if item.kind in BY_PROVIDER:
        return None if item.provider_name else "还没有在环节上登记供给单位"
    if item.kind == ReserveKind.SCENE and item.need is None:
        return None if item.evidence else "还没有写首家使用的证明"
    return "需求的项目还没有通过验收"


def need_lost(item):
    """What became of a need that ended without closing the gap, or None."""
    why = ENDED.get(item.need.state) if item.need else None
    return f"需求 {item.need.public_number} {why}" if why else None


def needs_a_need(item):
    return item.need is None or need_lost(item) is not None


def is_accepted(item):
    return item.project is not None and item.project.state is ProjectState.ACCEPTED
