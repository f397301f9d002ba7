"""Holds a required indicator against what a capability offers."""

import re
from collections.abc import Sequence
from dataclasses import replace

from matching.documents import Comparison, Indicator
from matching.indicators.answers import CHANGES, comparison, unknown
from matching.indicators.compare_changes import answer_change, as_change
from matching.indicators.convert import convert
from matching.indicators.numerals import scaled_by
from matching.indicators.reading import readings
from matching.indicators.synonyms import direction, likeness, take_apart
from matching.indicators.units import canonical
from matching.indicators.units_meant import with_unit_meant
from matching.indicators.verdicts import Verdict, judge
from matching.text import normalise

_ORDER = {"met": 0, "near": 1, "unmet": 2, "unknown": 3}
_SUITS = re.compile(r"适[用应]|可[加检]")
_CONCENTRATION = re.compile(r"g/m?L$|g/m³$|mol/L$|^pp[mbt]|^[mμnp]?M$|/mL$")
_TEN_TO = re.compile(r"[×xX*]?\s?10(?:\^\(?)?(?=[⁻⁺⁰-⁹-]|(?<=\^)\d)([⁻⁺-]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+)\)?\s?")
_ENDS = {"low_temperature_limit": 0, "long_temperature": 1}


def compare(required: Indicator, offered: Sequence[Indicator] | str, encoder=None) -> Comparison:
    """The best answer among the offered indicators, or in a text, to one requirement."""
    if isinstance(offered, str):
        offered = [reading.indicator for reading in readings(offered)]
    offered = [as_change(offer) if offer.value is not None else offer for offer in offered]
    if required.value is None:
        return Comparison(required, "unknown", note="要求没有给出数值")
    asked = as_change(_in_canonical_unit(required))
    candidates = [
        (likeness(_exact(asked), _exact(offer)), offer)
        for offer in offered
        if offer.value is not None
    ]
    candidates = [(like, offer) for like, offer in candidates if like > 0]
    if not candidates and encoder is not None:
        candidates = _near_in_meaning(asked, offered, encoder)
    if not candidates:
        return Comparison(required, "unknown", note=f"没有“{required.name}”的数据")
    answers = [(_answer(required, asked, offer), like) for like, offer in candidates]
    # The same name first, then the better verdict: a rival's figure must not hide the own one.
    answers.sort(
        key=lambda answer: (
            answer[0].status == "unknown",
            answer[1] < 1.0,
            -round(answer[1], 1),
            _ORDER[answer[0].status],
        )
    )
    return answers[0][0]


def _in_canonical_unit(required):
    """A person writes 个月, 万件/年 or ×10⁻⁶/K into the field of the unit."""
    written, times = required.unit, 1
    if written[:1] in ("万", "亿") and len(written) > 1 and written != "万元":
        written, times = written[1:], 1e4 if written[0] == "万" else 1e8
    if power := _TEN_TO.match(written):
        written, times = written[power.end() :], scaled_by(power[1])
        written = f"1{written}" if written.startswith("/") else written
    value = required.value
    value = tuple(end * times for end in value) if isinstance(value, tuple) else value * times
    return replace(required, unit=canonical(written) if written else "", value=value)


def _exact(indicator):
    """能量密度 in Wh/L is the one by volume."""
    name, unit = indicator.name, indicator.unit
    is_by_volume = unit.endswith(("/L", "/cm³", "/m³")) and unit[:1] in "Wkm"
    if is_by_volume and re.search(r"(?<!体积)(?:能量|功率)密度$", name):
        return "体积" + re.sub(r"^.*(?=(?:能量|功率)密度$)", "", name)
    if unit in ("℃", "K") and indicator.op in ("<=", "<") and _is_working_temperature(name):
        return "最低工作温度"
    if unit.endswith("bps"):
        return "传输速率"
    if unit in ("TPS", "QPS"):
        return "吞吐量"
    if unit in ("MPa", "kPa", "bar") and name.endswith("耐压"):
        return "承压能力"
    if unit in ("μF", "nF", "pF", "mF", "F") and name.endswith("容量"):
        return "电容"
    if name.endswith("灵敏度") and _CONCENTRATION.search(unit):
        return "检出限"
    if unit in ("V", "kV") and name.endswith("耐压强度"):
        return "耐压"
    if unit in ("s", "ms", "min", "h") and name.endswith("速度"):
        return name.removesuffix("速度") + "时间"  # 识别速度 <= 0.5s
    return name


def compare_all(
    required: Sequence[Indicator], offered: Sequence[Indicator] | str, encoder=None
) -> tuple[Comparison, ...]:
    """One comparison for each requirement, in their order."""
    if isinstance(offered, str):
        offered = [reading.indicator for reading in readings(offered)]
    return tuple(compare(indicator, offered, encoder) for indicator in required)


def _near_in_meaning(asked, offered, encoder, floor=0.75):
    """Names the table does not know, by their vectors; a known quantity is never crossed."""
    if take_apart(asked.name).quantity:
        return []
    unknown = [o for o in offered if o.value is not None and not take_apart(o.name).quantity]
    unknown = [
        o
        for o in unknown
        if convert(1.0, o.unit, asked.unit) is not None and o.name[-1:] == asked.name[-1:]
    ]
    if not unknown:
        return []
    rows = encoder.encode([asked.name, *(offer.name for offer in unknown)])
    cosines = rows[1:] @ rows[0]
    return [
        (0.5 * float(c), offer) for c, offer in zip(cosines, unknown, strict=True) if c >= floor
    ]


_SHARES = frozenset({"含量", "占比", "比例", "浓度", "质量分数", "体积分数"})


def _answer(required, asked, offer):
    if asked.op in CHANGES or offer.op in CHANGES:
        return answer_change(required, asked, offer)
    offer = with_unit_meant(offer, asked)
    if asked.unit in ("%", "‰") and not offer.unit and _may_be_no_percentage(offer):
        return unknown(required, offer, "数字没有单位，看不出是不是百分数")
    if _is_share_of_nothing_named(asked, offer):
        return unknown(required, offer, f"没有写是什么的{offer.name}")
    if "倍" in (offer.unit, asked.unit) and offer.unit != asked.unit:
        return unknown(required, offer, "只有倍数，没有绝对数值")
    value = convert(offer.value, offer.unit, asked.unit)
    if value is None:
        return unknown(
            required, offer, f"单位 {offer.unit or '无'} 不能换算为 {asked.unit or '无'}"
        )
    is_one_end = isinstance(value, tuple) and not isinstance(asked.value, tuple)
    if is_one_end and not _is_about_one(value) and (end := _end_spoken_of(asked)) is not None:
        value = value[end]
    if _is_tolerance(asked) and offer.op in ("<=", "<"):
        offer_op, value = "range", (-value, value)
    elif asked.op in ("<=", "<") and offer.op in (">=", ">") and offer.name.endswith("精度"):
        offer_op = "="  # 精度不低于0.03mm: no worse than
    elif asked.op in (">=", ">") and offer.op in ("<=", "<") and _SUITS.search(offer.name):
        offer_op = "="  # 适用海拔5000m以下 reaches to 5000
    else:
        offer_op = offer.op
    if asked.unit == "IP":
        verdict = _protection(asked.value, value)
    else:
        verdict = judge(_direct(asked), asked.value, offer_op, value, asked.name, offer.text)
    return comparison(required, asked, offer, value, verdict)


def _may_be_no_percentage(offer):
    """含量 4 may be grams; but an 氧指数 of 33 is the one by its name."""
    top = max(offer.value) if isinstance(offer.value, tuple) else offer.value
    quantity = take_apart(offer.name).quantity
    return top > 1 and (quantity is None or quantity.is_owned)


def _is_share_of_nothing_named(asked, offer):
    """含量 4% answers EPA含量 only where the sentence speaks of EPA: a share is always of something."""
    if offer.name not in _SHARES or offer.name == asked.name:
        return False
    owner = asked.name.removesuffix(offer.name)
    return owner != asked.name and normalise(owner) not in normalise(offer.text)


def _end_spoken_of(asked):
    """最高工作温度 asks for the upper end of a working range, 最低 for the lower."""
    quantity = take_apart(_exact(asked)).quantity
    if quantity and quantity.key == "working_temperature":
        return 1 if asked.op in (">=", ">") else None
    return _ENDS.get(quantity.key) if quantity else None


def _is_about_one(value):
    """550~650 is one figure that varies, -40~220 a range to work in."""
    return value[0] > value[1] / 2 > 0


def _is_working_temperature(name):
    quantity = take_apart(name).quantity
    return quantity is not None and quantity.key == "working_temperature"


def _is_tolerance(asked):
    """±5%: a window around nothing, which a bare ± of the offer answers."""
    return (
        asked.op == "range" and isinstance(asked.value, tuple) and asked.value[0] == -asked.value[1]
    )


def _direct(asked):
    """A bare figure asks for at least or at most it where the property has a better side."""
    if asked.op != "=" or isinstance(asked.value, tuple):
        return "range" if isinstance(asked.value, tuple) else asked.op
    return {"high": ">=", "low": "<="}.get(direction(asked.name), "=")


def _protection(bound, offered):
    asked, given = (
        divmod(int(bound), 10),
        divmod(int(offered if not isinstance(offered, tuple) else offered[0]), 10),
    )
    is_met = given[0] >= asked[0] and given[1] >= asked[1]
    return Verdict(
        "met" if is_met else "unmet", 0.0 if is_met else 1.0, "" if is_met else "防护等级低于要求"
    )
