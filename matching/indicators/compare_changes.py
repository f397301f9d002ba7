"""Holds a required change (降低20%) against what an offer says of changes."""

import re
from dataclasses import replace

from matching.indicators.answers import CHANGES, comparison, unknown
from matching.indicators.changes import compact_change
from matching.indicators.convert import convert
from matching.indicators.reading import readings
from matching.indicators.verdicts import judge

_CHANGE_NAME = re.compile(
    r"(?:(?P<down>降幅|降低率|降低幅度|下降率|减少率|节约率|降低|缩短|减少)|(?P<up>提升|提高|"
    r"增幅|增长率|提升率|提高率|提升幅度|提高幅度|增加))$"
)


_OF_FORMER = re.compile(
    r"(?:原|之前|以前|传统|现有|改[造进]前|进口|同类|国外|常规|市售)[^，,]{0,6}的\s?约?[\d一二三四五六七八九]"
)


def as_change(required):
    """成本降幅 ≥ 20% asks for a decrease of 20%."""
    if required.op in CHANGES or required.unit not in ("%", "倍", ""):
        return required
    if required.op not in (">=", ">", "="):
        return required
    if compact := compact_change(required.name):
        return replace(required, name=compact[0], op=compact[1])
    match = _CHANGE_NAME.search(required.name)
    if not match:
        return required
    name = required.name[: match.start()]
    return replace(
        required, name=name or required.name, op="decrease" if match["down"] else "increase"
    )


def answer_change(required, asked, offer):
    change = _as_percent(offer, asked.op)
    if asked.op not in CHANGES or change is None:
        return unknown(
            required,
            offer,
            "只有变化幅度，没有绝对数值" if offer.op in CHANGES else "没有变化幅度",
        )
    bound = convert(asked.value, asked.unit, "%") if asked.unit in ("倍", "") else asked.value
    unit = "%" if asked.unit in ("倍", "") else asked.unit
    figure = convert(change[0], change[1], unit)
    if figure is None:
        return unknown(required, offer, "变化幅度的单位不同")
    verdict = judge(asked.op, bound, "=", figure)
    shown = convert(figure, unit, asked.unit) if asked.unit != unit else figure
    return comparison(required, asked, offer, shown, verdict)


def _as_percent(offer, op):
    """The change an offer states in the asked direction: its figure and its unit."""
    if offer.op == op:
        return offer.value, offer.unit
    if offer.op in CHANGES:
        return None
    if offer.unit == "倍" and op == "increase" and not isinstance(offer.value, tuple):
        return (offer.value - 1) * 100, "%"
    if (change := _from_start(offer, op)) is not None:
        return change
    if offer.unit == "%" and _OF_FORMER.search(offer.text) and not isinstance(offer.value, tuple):
        change = offer.value - 100  # 缩短至原来的40% is a fall of 60
        return (change if op == "increase" else -change), "%"
    return None


def _from_start(offer, op):
    """由 120 降至 90: a fall of 25%, worked out from both figures of the sentence."""
    for reading in readings(offer.text):
        if reading.indicator == offer and reading.origin is not None and reading.origin[0]:
            start = convert(reading.origin[0], _unit_of_start(reading, offer), offer.unit)
            ends = offer.value
            if start is None or isinstance(ends, tuple) or isinstance(start, tuple):
                return None
            change = (ends - start) / abs(start) * 100
            return (change if op == "increase" else -change), "%"
    return None


def _unit_of_start(reading, offer):
    """The start's own unit; the offer's where it has none or only counts (每小时 60 件)."""
    unit = reading.origin[1]
    is_same = (
        unit in ("", "°") or offer.unit.startswith(f"{unit}/") or unit.startswith(f"{offer.unit}/")
    )
    return offer.unit if is_same else unit
