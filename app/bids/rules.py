"""What must hold of a bid; each answers with the reason, or None."""

from app.bids.models import IN_PLAY


def need_is_accepting(bid):
    if not bid.need.is_accepting_bids:
        return "这项需求已经截止揭榜"
    return None


def organisation_is_verified(bid):
    if not bid.organisation.is_verified:
        return "单位还没有通过核验；草稿已经保存，核验通过后再提交"
    return None


def is_not_own_need(bid):
    if bid.organisation_id == bid.need.organisation_id:
        return "不能揭本单位自己的榜"
    return None


def is_complete(bid):
    wanted = {
        "项目负责人": bid.leader,
        "技术路线与创新点": bid.route,
        "报价": bid.price is not None,
        "周期": bid.duration_months,
        "里程碑计划": bid.milestones,
    }
    missing = [label for label, value in wanted.items() if not value]
    return f"还没有填：{'、'.join(missing)}" if missing else None


def answers_every_indicator(bid):
    answered = {
        row.indicator_id for row in bid.responses if row.promised_value is not None or row.deviation
    }
    open_rows = [row.name for row in bid.need.indicators if row.id not in answered]
    return (
        f"这些指标还没有回应（做不到的写偏离说明）：{'、'.join(open_rows)}" if open_rows else None
    )


def is_declared(bid):
    return None if bid.is_declared_true else "请先勾选科研诚信与无关联承诺"


def owner_has_answered(bid):
    return None if bid.owner_opinion else "需求方还没有对这份方案表态"


def owner_does_not_refuse(bid):
    return "需求方不接受这份方案" if bid.owner_opinion == "refuse" else None


def need_is_in_review(bid):
    return None if bid.need.state.value == "reviewing" else "这项需求不在评审中"


def may_begin(need, organisation):
    """Why `organisation` may not bid on `need`, before there is a bid."""
    if organisation is None:
        return "您的账号还没有归属单位，不能揭榜"
    if organisation.id == need.organisation_id:
        return "不能揭本单位自己的榜"
    if not need.is_accepting_bids:
        return "这项需求已经截止揭榜"
    return None


def owner_may_answer(bid):
    """The owner speaks once the bids are open and before anything is decided."""
    if bid.state not in IN_PLAY:
        return "方案还没有开榜，或者已经有了结论，现在不能表态"
    return need_is_in_review(bid)
