"""One figure with its sign and its unit: the one side of a range, or all there is."""

import re

from matching.indicators.numerals import figure_at, fraction_at, numeral_at
from matching.indicators.units import unit_at

NUMBER_START = re.compile(
    r"\d|[零〇一二两三四五六七八九十百千万](?!分析)|半(?=个?(?:小时|年|天|月))"
)


_UNIT_GAP = re.compile(r"\s?")


_CHINESE_UNITS = re.compile(
    r"小时|分钟|秒|天|倍|度|微米|毫米|厘米|纳米|米|公斤|千克|吨|兆帕|千瓦|瓦|伏|级|次|年|个月|"
    r"赫兹|转|元|人|升|毫升|赫|分贝|公里|海里|批|百分点|月|周(?![期围边长转岁龄])|安时|件|台"
)


_NINES = re.compile(r"(?P<nines>[2-9])N(?P<then>[1-9])?(?![\w·])")
_HALF = re.compile(r"(?:(?P<whole>[一两三四五六七八九]|\d{1,2})个)?半个?(?P<unit>小时|年|天|月)")
_PART = re.compile(r"([1-4])/([2-9])(?![\d./])")  # 缩短1/3
_HALVED = re.compile(r"[少低短减降省缩约小加][了近到至约]?$")


def side(text, start):
    """Value, unit and end of one figure; None when what stands there is no figure."""
    if read := fraction_at(text, start) or _half_at(text, start) or _nines_at(text, start):
        return read
    if (part := _PART.match(text, start)) and _HALVED.search(text[max(0, start - 4) : start]):
        return float(f"{int(part[1]) / int(part[2]) * 100:.12g}"), "%", part.end()
    if text[start].isascii():
        read = figure_at(text, start)
        gap = _UNIT_GAP.match(text, read[1]).end()
        if text[gap : gap + 1] in "余多" and text[gap : gap + 1]:
            gap += 1
        unit, end = unit_at(text, gap)
        return read[0], unit, end if unit else read[1]
    if text.startswith("一半", start):
        is_share = (
            _HALVED.search(text[max(0, start - 4) : start]) or text[start - 1 : start] == "的"
        )
        return (50.0, "%", start + 2) if is_share else None
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


def _nines_at(text, start):
    """纯度4N5 is 99.995%."""
    match = _NINES.match(text, start)
    if not match or "纯" not in text[max(0, start - 8) : start]:
        return None
    lacking = float(f"1e{2 - int(match['nines'])}") * (1 - int(match["then"] or 0) / 10)
    return float(f"{100 - lacking:.12g}"), "%", match.end()


def _half_at(text, start):
    """半小时 is 0.5 h, 一个半小时 1.5 h."""
    match = _HALF.match(text, start)
    if not match:
        return None
    whole = numeral_at(text, start) or figure_at(text, start) if match["whole"] else (0, 0)
    return whole[0] + 0.5, unit_at(text, match.start("unit"))[0], match.end()


def sign_before(text, start, floor):
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


def digits_side(text, start):
    return (
        side(text, start) if text[start : start + 1].isdigit() and text[start].isascii() else None
    )


def signed_side(text, start):
    if text[start : start + 1] in ("-", "+") or text[start : start + 2] in ("零下", "零上"):
        skip = 2 if text[start] == "零" else 1
        sign = 1 if text[start + skip - 1] in "+上" else -1
        read = digits_side(text, start + skip)
        return (sign * read[0], *read[1:]) if read else None
    if text[start : start + 1] and NUMBER_START.match(text, start):
        return side(text, start)
    return None
