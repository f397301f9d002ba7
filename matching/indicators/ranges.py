"""Joins two figures: ranges, a nominal with its tolerance, a以上b以下, 在a与b之间."""

import re

from matching.indicators.convert import convert, ratio
from matching.indicators.default_names import same_kind
from matching.indicators.numerals import scaled_by
from matching.indicators.operators import LOWER_END, UPPER_END
from matching.indicators.sides import digits_side, signed_side
from matching.indicators.units import unit_at

_RANGE_SIGN = re.compile(
    r"\s?(?:\\?~|-{1,2}|至(?![少多])|到|→|(?<=\d)一(?=\d))\s?(?:[φΦ](?=\d)|DN(?=\d))?"
)


_LOOSE_RANGE = re.compile(
    r"\s?(?:~|-{1,2}|至|到)\s?(?=(?:超过|大于|高于|低于|小于|不足|不到|≤|≥|<|>))"
)


_BETWEEN = re.compile(r"\s?[与和]\s?(?=[\d+\-])")  # 在0.1μm与200μm之间


_SCALE_BEHIND = re.compile(
    r"\)\s?[×xX*]\s?10\^?(?P<power>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-+]?\d{1,2})(?!\d)\s?"
)


_STRICT = re.compile(r"(?:超过|大于|高于|低于|小于|不足|不到|≤|≥|<|>)\s?")


_PLUS_MINUS = re.compile(r"\s?(?:±|\+/-|\+-)\s?")


def with_second(text, value, unit, end):
    """Joins a range or a nominal with its tolerance to the first figure."""
    if (match := _PLUS_MINUS.match(text, end)) and (read := digits_side(text, match.end())):
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
        return "range", pair(value - spread, value + spread), unit, end, spread
    lower = LOWER_END.match(text, end)
    loose = _LOOSE_RANGE.match(text, end)
    if lower and (read := digits_side(text, _gap(text, lower.end()))):
        upper = UPPER_END.match(text, read[2])
        if upper and (read[1] or not unit):
            return "closed", pair(value, read[0]), read[1], upper.end(), read[0]
    match = loose or _RANGE_SIGN.match(text, end) or _BETWEEN.match(text, end)
    if match:
        place = match.end()
        if strict := _STRICT.match(text, place):
            place = strict.end()
        read = signed_side(text, place)
        if read and _is_range(text, unit, read[1], end, match):
            second, second_unit, end = read
            if match.re is _BETWEEN and not text.startswith("之间", end):
                return "=", value, unit, match.start(), None
            end += 2 if match.re is _BETWEEN else 0
            if not second_unit and (scale := _SCALE_BEHIND.match(text, end)):
                power = scaled_by(scale["power"])
                value, second = value * power, second * power
                second_unit, end = unit_at(text, scale.end())
            if text[end : end + 1] == ")" and not unit and not second_unit:
                second_unit, after = unit_at(text, end + 1)  # (19~23)μm
                end = after if second_unit else end
            value, second = _one_unit(value, unit, second, second_unit)
            unit = second_unit if second_unit in ("%RH", "%FS") else unit or second_unit
            return "range", pair(value, second), unit, end, second
    return "=", value, unit, end, None


def _gap(text, place):
    while (
        text[place : place + 1] in (",", "，", "、", "且", "至", "~", "-", " ")
        and text[place : place + 1]
    ):
        place += 1
    return place


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
    if not unit or not second_unit or unit == second_unit or second_unit in ("%RH", "%FS"):
        return value, second
    return value, convert(second, second_unit, unit)


def pair(one, other):
    low, high = sorted((float(f"{one:.12g}"), float(f"{other:.12g}")))
    return (low, high)
