"""Finds every figure of a sentence with its operator, range and unit, and where it stands."""

import re
from dataclasses import dataclass, replace

from matching.indicators.convert import convert
from matching.indicators.default_names import same_kind
from matching.indicators.numerals import figure_at
from matching.indicators.operators import operator_after, operator_before
from matching.indicators.ranges import pair, with_second
from matching.indicators.sides import NUMBER_START, side, sign_before
from matching.indicators.units import canonical, is_count


@dataclass(frozen=True)
class Quantity:
    """A figure in a sentence; `start` is where its operator begins, `end` after the last sign."""

    start: int
    end: int
    op: str
    value: float | tuple[float, float]
    unit: str
    figure: int  # where the digits begin
    is_spread: bool = False  # a bare ±
    symbol: str = ""  # what stands between two bounds: 15°≤[φ]≤45°


# 千瓦级, 百吨级: the class of a thing by its unit alone; 微米级 says too little of an accuracy.
_CLASS = re.compile(
    r"(?<![\d一二三四五六七八九十百千万])(?P<times>十|百|千|万|十万|百万)?"
    r"(?P<unit>吨|千瓦|兆瓦|千克|公斤|毫秒|微秒|千伏|千赫|兆赫)级"
)
_TIMES_WITHIN = frozenset({"s", "ms", "min", "h", "d", "周", "月", "年"})
_WITHIN = re.compile(r"\s?内(?![部层外径壁阻含容涵毒])")  # 在1min内降至
_TIMES = {"十": 10, "百": 100, "千": 1000, "万": 1e4, "十万": 1e5, "百万": 1e6, None: 1}
_DOUBLED = re.compile(r"翻了?(?P<times>一|两|三)?(?P<how>番|倍)")


def quantities(text: str) -> list[Quantity]:
    """Every figure of `text` (already in plain characters), in order."""
    found, place, floor = [], 0, 0
    while match := NUMBER_START.search(text, place):
        quantity = _quantity_at(text, match.start(), floor)
        if quantity is None:
            place = _after_number(text, match.start())
            continue
        found.append(quantity)
        place = floor = quantity.end
    wordy = [*_doubled(text)] if "翻" in text else []
    wordy += _classes(text) if "级" in text else []
    return sorted(found + wordy, key=lambda quantity: quantity.start) if wordy else found


def _classes(text):
    """千瓦级 is about 1 kW, 百吨级 about 100 t."""
    found = []
    for match in _CLASS.finditer(text):
        value = float(_TIMES[match["times"]])
        unit = canonical(match["unit"])
        found.append(Quantity(match.start(), match.end(), "approx", value, unit, match.start()))
    return found


def _doubled(text):
    """产能翻番 is an increase of 1 倍, 翻两番 of 3."""
    found = []
    for match in _DOUBLED.finditer(text):
        times = {"一": 1, "两": 2, "三": 3}.get(match["times"], 1)
        value = 2.0**times - 1 if match["how"] == "番" else float(times)
        found.append(Quantity(match.start(), match.end(), "increase", value, "倍", match.start()))
    return found


def _after_number(text, start):
    read = figure_at(text, start) if text[start].isascii() else None
    return read[1] if read else start + 1


def _quantity_at(text, start, floor):
    first = side(text, start)
    if first is None:
        return None
    value, unit, end = first
    begin, sign = sign_before(text, start, floor)
    spread = sign == "±"
    if sign == "-":
        value = -value
    op = "="
    second = None
    if not spread:
        op, value, unit, end, second = with_second(text, value, unit, end)
    if unit == "°" and "零下" in text[max(0, start - 2) : start + 2]:
        unit = "℃"  # 零下30度 is no angle
    before, begin = operator_before(text, begin, floor)
    if op == "=" and second is None:
        op, end = operator_after(text, end, before)
        if op == "=" and unit in _TIMES_WITHIN and _WITHIN.match(text, end):
            op = "<="
    elif op == "range":
        _, end = operator_after(text, end, before)
    if op == "closed":  # a以上b以下
        op = "range"
    return Quantity(begin, end, op, value, unit, start, spread)


def shared_units(found: list[Quantity], text: str) -> list[Quantity]:
    """Gives a figure without unit the unit of the next one in a list: 3.22和1.98倍."""
    result = list(found)
    for place in range(len(result) - 2, -1, -1):
        here, after = result[place], result[place + 1]
        between = text[here.end : after.figure].strip(" -±")
        if (
            not here.unit
            and after.unit
            and not is_count(after.unit)
            and between in ("、", "和", "与", "或", "及")
        ):
            result[place] = replace(here, unit=after.unit)
    return result


_FORMULA = re.compile(r"\s?[≤<]\s?(?P<symbol>[^≤<>≥，,；;\d][^≤<>≥，,；;]{0,11})[≤<]\s?")
_BOTH = re.compile(r"\s?[(]?(?:且|并且|而|、|,|，|和|但|同时)*(?:为|是|应|要)*\s?")


def bounded(found: list[Quantity], text: str) -> list[Quantity]:
    """Joins the two bounds of one figure: 大于100nm且小于5mm is a range."""
    result = []
    for quantity in found:
        last = result[-1] if result else None
        if last and (between := _FORMULA.fullmatch(text, last.end, quantity.figure)):
            second = convert(quantity.value, quantity.unit, last.unit or quantity.unit)
            is_one = last.op == "=" and not isinstance(last.value, tuple) and second is not None
            if is_one and not isinstance(second, tuple) and second > last.value:
                result[-1] = replace(
                    last,
                    op="range",
                    value=pair(last.value, second),
                    unit=last.unit or quantity.unit,
                    end=quantity.end,
                    symbol=between["symbol"].strip(),
                )
                continue
        if last and _closes(last, quantity) and _BOTH.fullmatch(text, last.end, quantity.start):
            second = convert(quantity.value, quantity.unit, last.unit)
            if second is not None and second != last.value:
                both = pair(last.value, second)
                result[-1] = replace(last, op="range", value=both, end=quantity.end)
                continue
        result.append(quantity)
    return result


def _closes(one, other):
    is_pair = {one.op[:1], other.op[:1]} == {"<", ">"}
    is_kind = one.unit == other.unit or same_kind(one.unit, other.unit)
    return is_pair and is_kind and bool(one.unit or one.value != other.value)
