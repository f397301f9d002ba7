"""What must hold of a need; each answers with the reason, or None."""

from app.clock import now
from app.needs.models import NeedState


def organisation_is_verified(need):
    if not need.organisation.is_verified:
        return "单位还没有通过核验；草稿已经保存，核验通过后再提交"
    return None


def is_complete(need):
    wanted = {
        "需求名称": need.title,
        "产业链": need.chain_id,
        "主要技术难点": need.problem,
        "完成时限": need.duration_months,
        "知识产权归属": need.ip_terms,
    }
    missing = [label for label, value in wanted.items() if not value]
    return f"还没有填：{'、'.join(missing)}" if missing else None


def has_measurable_indicators(need):
    if not need.indicators:
        return "至少写一条考核指标"
    unmeasured = [row.name for row in need.indicators if row.value is None]
    return f"考核指标要有目标值：{'、'.join(unmeasured)}" if unmeasured else None


def is_declared(need):
    if not need.is_declared_true:
        return "请先勾选承诺：内容真实、不涉密、与揭榜方无关联"
    return None


def is_on_a_call(need):
    return None if need.call_id else "先把需求编入一个榜单"


def is_not_being_merged(need):
    for member in need.memberships:
        if member.is_binding:
            return f"这件需求正在并入共性需求 {member.joint_need.number}，先办完那一件或作罢"
    return None


def deadline_has_passed(need):
    if need.closes_at is None or now() <= need.closes_at:
        return "还没有到揭榜截止时间"
    return None


def has_sealed_bids(need):
    return None if sealed_bids(need) else "没有收到揭榜方案"


def has_no_sealed_bids(need):
    count = len(sealed_bids(need))
    return f"已收到 {count} 份密封的揭榜方案，须开榜后按揭榜程序定榜" if count else None


def has_no_candidates(need):
    left = [bid for bid in need.bids if bid.state.value in ("opened", "eligible", "reserve")]
    return f"还有 {len(left)} 份方案没有结论" if left else None


def sealed_bids(need):
    return [bid for bid in need.bids if bid.state.value == "submitted"]


def is_public(need):
    """Match talks begin only with what both sides may read."""
    public = (NeedState.OPEN, NeedState.BID_CLOSED, NeedState.REVIEWING, NeedState.NO_BID)
    return None if need.state in public else "需求发榜以后才能对接"
