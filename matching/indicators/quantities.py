"""Finds every figure of a sentence with its operator, range and unit, and where it stands."""

import re
from dataclasses import dataclass, replace

from matching.indicators.convert import convert, ratio
from matching.indicators.default_names import same_kind
from matching.indicators.numerals import figure_at, fraction_at, numeral_at, scaled_by
from matching.indicators.operators import LOWER_END, UPPER_END, operator_after, operator_before
from matching.indicators.units import canonical, is_count, unit_at


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


_NUMBER_START = re.compile(r"\d|[零〇一二两三四五六七八九十百千万](?!分析)")
_RANGE_SIGN = re.compile(r"\s?(?:\\?~|-{1,2}|至(?![少多])|到|→)\s?(?:[φΦ](?=\d)|DN(?=\d))?")
_LOOSE_RANGE = re.compile(
    r"\s?(?:~|-{1,2}|至|到)\s?(?=(?:超过|大于|高于|低于|小于|不足|不到|≤|≥|<|>))"
)
_BETWEEN = re.compile(r"\s?[与和]\s?(?=[\d+\-])")  # 在0.1μm与200μm之间
_SCALE_BEHIND = re.compile(
    r"\)\s?[×xX*]\s?10\^?(?P<power>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-+]?\d{1,2})(?!\d)\s?"
)
_STRICT = re.compile(r"(?:超过|大于|高于|低于|小于|不足|不到|≤|≥|<|>)\s?")
_PLUS_MINUS = re.compile(r"\s?(?:±|\+/-|\+-)\s?")
_UNIT_GAP = re.compile(r"\s?")
_CHINESE_UNITS = re.compile(
    r"小时|分钟|秒|天|倍|度|微米|毫米|厘米|纳米|米|公斤|千克|吨|兆帕|千瓦|瓦|伏|级|次|年|个月|"
    r"赫兹|转|元|人|升|毫升|赫|分贝|公里|批|个百分点|安时|件|台"
)
# 千瓦级, 百吨级: the class of a thing by its unit alone; 微米级 says too little of an accuracy.
_CLASS = re.compile(
    r"(?<![\d一二三四五六七八九十百千万])(?P<times>十|百|千|万|十万|百万)?"
    r"(?P<unit>吨|千瓦|兆瓦|千克|公斤|毫秒|微秒|千伏|千赫|兆赫)级"
)
_TIMES_WITHIN = frozenset({"s", "ms", "min", "h", "d", "周", "月", "年"})
_WITHIN = re.compile(r"\s?内(?![部层外径壁阻含容涵毒])")  # 在1min内降至
_TIMES = {"十": 10, "百": 100, "千": 1000, "万": 1e4, "十万": 1e5, "百万": 1e6, None: 1}
_HALVED = re.compile(r"[少低短减降省缩约小加][了近到至约]?$")
_DOUBLED = re.compile(r"翻了?(?P<times>一|两|三)?(?P<how>番|倍)")


def quantities(text: str) -> list[Quantity]:
    """Every figure of `text` (already in plain characters), in order."""
    found, place, floor = [], 0, 0
    while match := _NUMBER_START.search(text, place):
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
    first = _side(text, start)
    if first is None:
        return None
    value, unit, end = first
    begin, sign = _sign_before(text, start, floor)
    spread = sign == "±"
    if sign == "-":
        value = -value
    op = "="
    second = None
    if not spread:
        op, value, unit, end, second = _with_second(text, value, unit, end)
    if sign == "-" and unit == "°" and text[start - 1] == "下":
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


def _side(text, start):
    """Value, unit and end of one figure; None when what stands there is no figure."""
    if read := fraction_at(text, start):
        return read
    if text[start].isascii():
        read = figure_at(text, start)
        gap = _UNIT_GAP.match(text, read[1]).end()
        if text[gap : gap + 1] in "余多" and text[gap : gap + 1]:
            gap += 1
        unit, end = unit_at(text, gap)
        return read[0], unit, end if unit else read[1]
    if text.startswith("一半", start):
        return (50.0, "%", start + 2) if _HALVED.search(text[max(0, start - 4) : start]) else None
    read = numeral_at(text, start)
    if read and text[start : read[1]] in ("百", "千", "万", "十万"):
        return None  # 百公里电耗, 千克
    if not read or not _CHINESE_UNITS.match(
        text, read[1] + (text[read[1] : read[1] + 1] in "多余个")
    ):
        return None
    skip = read[1] + (text[read[1] : read[1] + 1] in ("多", "余"))
    unit, end = unit_at(text, skip)
    return (read[0], unit, end) if unit else None


def _sign_before(text, start, floor):
    """Where the figure with its sign begins, and the sign."""
    place = start
    while place > floor and text[place - 1] == " ":
        place -= 1
    last = text[place - 1] if place > floor else ""
    if last == "±":
        return place - 1, "±"
    if text[max(floor, place - 3) : place] in ("+/-",):
        return place - 3, "±"
    if text[max(floor, place - 2) : place] == "零下":
        return place - 2, "-"
    if last in "-+" and last:
        ahead = text[place - 2] if place >= 2 else " "
        if not (ahead.isascii() and ahead.isalnum()) and ahead not in ")%℃":
            return place - 1, last
    return start, ""


def _with_second(text, value, unit, end):
    """Joins a range or a nominal with its tolerance to the first figure."""
    if (match := _PLUS_MINUS.match(text, end)) and (read := _digits_side(text, match.end())):
        spread, second_unit, end = read
        if scale := _SCALE_BEHIND.match(text, end):
            power = scaled_by(scale["power"])
            value, spread = value * power, spread * power
            second_unit, end = unit_at(text, scale.end())
        if text[end : end + 1] == ")" and not second_unit:
            second_unit, end = unit_at(text, end + 1)
        unit = unit or second_unit
        if second_unit == "%" and unit != "%":
            spread = abs(value) * spread / 100
        return "range", _pair(value - spread, value + spread), unit, end, spread
    lower = LOWER_END.match(text, end)
    loose = _LOOSE_RANGE.match(text, end)
    if lower and (read := _digits_side(text, _gap(text, lower.end()))):
        upper = UPPER_END.match(text, read[2])
        if upper and (read[1] or not unit):
            return "closed", _pair(value, read[0]), read[1], upper.end(), read[0]
    match = loose or _RANGE_SIGN.match(text, end) or _BETWEEN.match(text, end)
    if match:
        place = match.end()
        if strict := _STRICT.match(text, place):
            place = strict.end()
        read = _signed_side(text, place)
        if read and _is_range(text, unit, read[1], end, match):
            second, second_unit, end = read
            if match.re is _BETWEEN and not text.startswith("之间", end):
                return "=", value, unit, match.start(), None
            end += 2 if match.re is _BETWEEN else 0
            if not second_unit and (scale := _SCALE_BEHIND.match(text, end)):
                power = scaled_by(scale["power"])
                value, second = value * power, second * power
                second_unit, end = unit_at(text, scale.end())
            value, second = _one_unit(value, unit, second, second_unit)
            return "range", _pair(value, second), unit or second_unit, end, second
    return "=", value, unit, end, None


def _gap(text, place):
    while (
        text[place : place + 1] in (",", "，", "、", "且", "至", "~", "-", " ")
        and text[place : place + 1]
    ):
        place += 1
    return place


def _digits_side(text, start):
    return (
        _side(text, start) if text[start : start + 1].isdigit() and text[start].isascii() else None
    )


def _signed_side(text, start):
    if text[start : start + 1] in ("-", "+") or text[start : start + 2] == "零下":
        skip = 2 if text[start] == "零" else 1
        sign = 1 if text[start] == "+" else -1
        read = _digits_side(text, start + skip)
        return (sign * read[0], *read[1:]) if read else None
    if text[start : start + 1] and _NUMBER_START.match(text, start):
        return _side(text, start)
    return None


def _is_range(text, unit, second_unit, end, match):
    """Whether two figures around a dash are a range and not a code, a date or two things."""
    if unit and second_unit and unit != second_unit:
        return _family_like(unit, second_unit)
    if unit and not second_unit:
        return unit in ("%", "℃") and "~" in match.group()
    return True


def _family_like(one, other):
    return same_kind(one, other) or ratio(other, one) is not None


def _one_unit(value, unit, second, second_unit):
    if not unit or not second_unit or unit == second_unit:
        return value, second
    return value, convert(second, second_unit, unit)


def _pair(one, other):
    low, high = sorted((float(f"{one:.12g}"), float(f"{other:.12g}")))
    return (low, high)


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


_BOTH = re.compile(r"\s?[(]?(?:且|并且|而|、|,|，|和|但|同时)*(?:为|是|应|要)*\s?")


def bounded(found: list[Quantity], text: str) -> list[Quantity]:
    """Joins the two bounds of one figure: 大于100nm且小于5mm is a range."""
    result = []
    for quantity in found:
        last = result[-1] if result else None
        if last and _closes(last, quantity) and _BOTH.fullmatch(text, last.end, quantity.start):
            second = convert(quantity.value, quantity.unit, last.unit)
            if second is not None and second != last.value:
                pair = _pair(last.value, second)
                result[-1] = replace(last, op="range", value=pair, end=quantity.end)
                continue
        result.append(quantity)
    return result


def _closes(one, other):
    is_pair = {one.op[:1], other.op[:1]} == {"<", ">"}
    is_kind = one.unit == other.unit or same_kind(one.unit, other.unit)
    return is_pair and is_kind and bool(one.unit or one.value != other.value)
