"""Reads figures: digits, powers of ten, 万 and 亿, and Chinese numerals."""

import re

from matching.indicators.characters import SUPERSCRIPTS

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_DIGITS |= {"七": 7, "八": 8, "九": 9}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_MULTIPLIERS = {"百万": 1e6, "千万": 1e7, "百亿": 1e10, "万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2}

_POWER = (
    r"(?:\^\(?|\*\*)?(?P<exp{n}>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=\^)\(?[-+]?\d{{1,2}}|"
    r"-[⁰¹²³⁴⁵⁶⁷⁸⁹\d]{{1,2}})\)?"
)
# 1.5, 12,000, 1×10⁻⁶, 160×10-⁷, 10^7, 2.5e-5, 1.2万.
FIGURE = re.compile(
    r"(?P<mantissa>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
    r"(?:\s?[×xX*]\s?10" + _POWER.format(n=1) + r"|[eE](?P<e>[-+]\d{1,2})(?!\d)|"
    r"\s?[×xX*]\s?10(?P<lost>[4-9]|1\d|2[0-3])(?=\s?(?:atoms|ions|CFU|cfu|个|cells|次|t|m|kg|hm|J|k|株|粒|a))|"
    r"(?P<myriad>\s?(?:百万|千万|百亿|万|亿|千(?![瓦克米帕赫伏卡焦牛安乏兆])|百(?!分)))(?!分之))?"
)
_TEN_TO = re.compile(
    r"10(?:的(?P<minus>负?)(?P<worded>\d{1,2}|[一二三四五六七八九十]{1,3})次方|"
    r"\^\(?(?P<caret>[-+]?\d{1,2})\)?|(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|-[⁰¹²³⁴⁵⁶⁷⁸⁹]+))"
)
_CHINESE = r"[零〇一二两三四五六七八九十百千万亿]"
NUMERAL = re.compile(
    rf"(?P<zero>零下)?(?P<whole>{_CHINESE}+)(?:点(?P<part>[零一二三四五六七八九]+))?"
)
FRACTION = re.compile(
    rf"(?P<under>百|千|万|{_CHINESE}+?)分之(?P<over>{_CHINESE}+(?:点[零一二三四五六七八九]+)?|"
    rf"\d+(?:\.\d+)?)"
)
TENTHS = re.compile(
    r"(?P<tens>[一二两三四五六七八九]|"
    r"\d(?:\.\d)?)成(?P<ones>[一二三四五六七八九半])?(?![分本为立形功品熟长套员型果都]|"
    r"[^\u4e00-\u9fff\W])"
)


def figure_at(text: str, start: int) -> tuple[float, int] | None:
    """The figure written in digits at `start` and the place after it."""
    if match := _TEN_TO.match(text, start):
        return _tidy(float(f"1e{_power_of_ten(match)}")), match.end()
    match = FIGURE.match(text, start)
    if not match:
        return None
    value = float(match["mantissa"].replace(",", ""))
    power = match["exp1"] or match["e"] or match["lost"]
    if power:
        return _scaled(
            match["mantissa"], int(power.translate(SUPERSCRIPTS).strip("("))
        ), match.end()
    if match["myriad"]:
        value *= _MULTIPLIERS[match["myriad"].strip()]
    return _tidy(value), match.end()


def _power_of_ten(match):
    if worded := match["worded"]:
        power = int(worded) if worded.isdigit() else int(numeral(worded))
        return -power if match["minus"] else power
    return int((match["caret"] or match["raised"]).translate(SUPERSCRIPTS))


def scaled_by(power: str) -> float:
    """Ten to a power as written, raised or not: ⁻⁶ -> 1e-6."""
    return float(f"1e{int(power.translate(SUPERSCRIPTS))}")


def _scaled(mantissa, power):
    return _tidy(float(f"{mantissa.replace(',', '')}e{power}"))


def _tidy(value):
    """Free of binary dust: 1.2万 is 12000 and not 12000.000000000002."""
    return float(f"{value:.12g}")


def numeral(written: str) -> float | None:
    """The value of a Chinese numeral such as 六千 or 三万五千; None where it is no number."""
    if len(written) > 1 and all(char in _DIGITS for char in written):
        return float("".join(str(_DIGITS[char]) for char in written))
    total = section = digit = 0
    last = 1
    for char in written:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _PLACES:
            last = _PLACES[char]
            section += (digit or 1) * last
            digit = 0
        else:
            total = (total + section + digit or 1) * _MYRIADS[char]
            last, section, digit = _MYRIADS[char], 0, 0
    # 三万五 is 35,000: a last digit without its place takes the next lower one.
    if digit and last > 10 and "零" not in written:
        digit *= last // 10
    return float(total + section + digit)


def fraction_at(text: str, start: int) -> tuple[float, str, int] | None:
    """百分之八十, 千分之三, 四分之一, 三成五: the value, its unit, the place after it."""
    if match := FRACTION.match(text, start):
        over = match["over"]
        if over[0].isdigit():
            top = float(over)
        else:
            whole, _, part = over.partition("点")
            top = numeral(whole) + (float("0." + str(int(numeral(part)))) if part else 0)
        unit = {"百": "%", "千": "‰"}.get(match["under"], "%")
        scale = {"百": 1, "千": 1, "万": 0.01}.get(match["under"])
        value = top * scale if scale else top / numeral(match["under"]) * 100
        return _tidy(value), unit, match.end()
    if match := TENTHS.match(text, start):
        tens = match["tens"]
        value = float(tens) * 10 if tens[0].isdigit() else _DIGITS[tens] * 10
        if match["ones"]:
            value += 5 if match["ones"] == "半" else _DIGITS[match["ones"]]
        return _tidy(value), "%", match.end()
    return None


def numeral_at(text: str, start: int) -> tuple[float, int] | None:
    """The Chinese numeral at `start` and the place after it."""
    match = NUMERAL.match(text, start)
    if not match or match["whole"] in ("亿",):
        return None
    value = numeral(match["whole"])
    if match["part"]:
        value += float("0." + "".join(str(_DIGITS[char]) for char in match["part"]))
    return (-value if match["zero"] else value), match.end()
