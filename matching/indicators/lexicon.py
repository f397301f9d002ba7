"""The quantities we know by name, from the tables in vocabulary/, and which of them a name speaks of."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from matching.indicators.characters import plain
from matching.indicators.spelling import in_context, respell, without_filler


@dataclass(frozen=True)
class Quantity:
    key: str
    direction: str  # which way is better: high, low, none
    is_owned: bool  # means nothing without what it is of: the removal of nitrogen or of phosphorus


@dataclass(frozen=True)
class Reading:
    """A name taken apart: its quantity, if the table knows it, and what is left of the name."""

    quantity: Quantity | None
    rest: str
    name: str


# What may follow a quantity without making another of it: 粒径D50, 抗拉强度指标; not 强度变化率.
_SAID_AFTER = re.compile(
    r"(?:[A-Za-zα-ωΑ-Ω\d.₀-₉@_\-]+|值|率|性能|性|指标|水平|要求|参数|范围|上限|下限|极限|等级|"
    r"限值|目标|典型值?|可调|检测|实测|测试|测定|峰峰值|峰值|均值|平均值|指数值|数值|能力|区间|方面|的|可达|达|最高|最低|平均|最大|最小)*"
)
# 比刚度 is no stiffness, 单位面积热阻 no thermal resistance.
_OTHER_KIND = re.compile(r"(?:比|相对|归一化|单位(?:面积|体积|质量|长度))$")
# Where the name as written says little: 永磁电机最高效率 is an 电机效率, 姿态误差 a 姿态精度.
_LOOSER = (
    (re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:平均|最[高大])(?=[\u4e00-\u9fff]{2})"), ""),
    (re.compile(r"(?<=度)(?:误差|偏差)$"), ""),
    (re.compile(r"(?<!平均)(?:误差|偏差)$"), "精度"),
    (re.compile(r"效率$"), "率"),
    (re.compile(r"比例$"), "率"),
    (re.compile(r"(?:周期|时长|用时)$"), "时间"),
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_LONGEST = 14


@cache
def _table() -> dict[str, Quantity]:
    rows = {}
    for path in sorted((Path(__file__).parent / "vocabulary").glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("#") or not line:
                continue
            key, direction, owner, names = line.split("\t")
            for name in names.split(" "):
                rows[respell(plain(name))] = Quantity(key, direction, owner == "own")
    return rows


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """{first character: the lengths of the names that begin with it, longest first}."""
    lengths = {}
    for name in _table():
        lengths.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(each, reverse=True)) for first, each in lengths.items()}


def known_spans(text: str):
    """(start, end) of the longest known name at each place of a text."""
    known, lengths = _table(), _lengths()
    for start, first in enumerate(text):
        for length in lengths.get(first, ()):
            end = start + length
            if text[start:end] in known and end <= len(text) and _stands_alone(text, start, end):
                yield start, end
                break


def _is_owned(text, span):
    return _table()[text[span[0] : span[1]]].is_owned


def _stands_alone(text, start, end):
    """An abbreviation is no part of a longer one: SS in SSIM."""
    if text[start].isascii() and start and _is_letter(text[start - 1]):
        return False
    return not (_is_letter(text[end - 1]) and end < len(text) and _is_letter(text[end]))


def _is_letter(char):
    return char.isascii() and char.isalpha()


@lru_cache(maxsize=16384)
def take_apart(name: str) -> Reading:
    """The quantity a name speaks of: the longest known one that ends nearest its end."""
    written = in_context(respell(plain(name).replace(" ", "")))
    bare = re.sub(r"[(（][^()（）]*[)）]", "", written) or written
    spans = list(known_spans(bare))
    found = max(spans, key=lambda span: (span[1], span[1] - span[0]), default=None)
    if (found is None or _is_owned(bare, found)) and (looser := _looser(bare)):
        return looser
    if found is None or not _SAID_AFTER.fullmatch(bare, found[1]):
        return Reading(None, without_filler(bare), bare)
    before = bare[: found[0]]
    quantity = _table()[bare[found[0] : found[1]]]
    if kind := _OTHER_KIND.search(before):
        quantity = Quantity(f"{kind.group()} {quantity.key}", quantity.direction, True)
    # 流量范围: what only goes on says nothing, but the D50 of 粒径D50 does.
    behind = _CHINESE.sub("", bare[found[1] :])
    return Reading(quantity, without_filler(before + behind), bare)


def _looser(name):
    """The reading of a name that the table has in a looser wording, if any body may have it."""
    for rule, plain_word in _LOOSER:
        other = rule.sub(plain_word, name)
        reading = take_apart(other) if other != name else None
        if reading and reading.quantity and not (reading.quantity.is_owned and reading.rest):
            return reading
    return None


@lru_cache(maxsize=65536)
def ends_in_known(name: str) -> bool:
    """Whether the name ends in one of the table's."""
    return known_length(name) is not None


@lru_cache(maxsize=65536)
def known_ending(name: str) -> str:
    """The longest name of the table that the name ends in, if any body may have that quantity."""
    length = known_length(name)
    if length is None or _table()[respell(name[-length:])].is_owned:
        return ""
    return name[-length:]


def known_length(name: str) -> int | None:
    """How many of the last characters are the longest known name."""
    known, spelled = _table(), respell(name)
    if spelled[-1:] not in _last_characters():
        return None
    for length in range(min(len(spelled), _LONGEST), 1, -1):
        end = len(spelled)
        if spelled[-length:] in known and _stands_alone(spelled, end - length, end):
            return length if spelled == name else _length_as_written(name, spelled[-length:])
    return None


def _length_as_written(name, known_name):
    return next(
        (size for size in range(2, len(name) + 1) if respell(name[-size:]) == known_name), None
    )


@cache
def _last_characters():
    return frozenset(name[-1] for name in _table())


def direction(name: str) -> str:
    quantity = take_apart(name).quantity
    return quantity.direction if quantity else "none"
