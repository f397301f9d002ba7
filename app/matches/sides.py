"""The two halves of a side by side: the few facts that tell whether to read on."""

from markupsafe import Markup

from app.acting import url_of
from app.formats import format_date, money, money_range


def need_side(need):
    """What the macro `side` takes: kind, number, title, pairs, href."""
    return {
        "kind": "需求",
        "number": need.public_number,
        "title": need.title,
        "href": url_of(need),
        "pairs": [
            ("单位", _organisation(need)),
            ("链上位置", _position(need)),
            ("类别", " · ".join(part for part in (need.gap_kind, need.base_category) if part)),
            ("榜额", _joined(money(need.reward), _months(need.duration_months))),
            ("要求阶段", f"成熟度 {need.min_trl} 以上" if need.min_trl else "不限"),
        ],
    }


def capability_side(capability):
    return {
        "kind": "能力",
        "number": capability.number,
        "title": capability.title,
        "href": url_of(capability),
        "pairs": [
            ("单位", _organisation(capability)),
            ("链上位置", _position(capability)),
            ("合作方式", "、".join(capability.cooperation or ())),
            ("预期价格", money_range(capability.price_low, capability.price_high)),
            ("所处阶段", _stage(capability)),
        ],
    }


def _organisation(thing):
    return "，".join(part for part in (thing.organisation.name, thing.organisation.region) if part)


def _position(thing):
    return " / ".join(place.name for place in (thing.chain, thing.node) if place is not None)


def _stage(capability):
    level = f"{capability.stage}（成熟度 {capability.trl}）" if capability.trl else capability.stage
    when = format_date(capability.published_at)
    return "，".join(part for part in (level, f"{when} 发布" if when else "") if part)


def _months(count):
    return f"{count} 个月" if count else ""


def _joined(*parts):
    return Markup("，").join(part for part in parts if part)
