"""Reads the technical indicators of a Chinese text, sentence by sentence."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from matching.documents import Indicator
from matching.indicators import changes, names
from matching.indicators.characters import plain
from matching.indicators.quantities import Quantity, quantities, shared_units
from matching.indicators.rejects import is_idle_count, is_rejected
from matching.indicators.roles import role_of
from matching.indicators.units import is_count

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]?")
_LOWER_IS_BETTER = re.compile(
    r"精度|误差|公差|偏差|跳动|波动|粗糙度|噪声|噪音|能耗|损耗|泄漏|残留|延迟|时延|不确定度|平面度|圆度|同轴度|直线度|漂移|回差|孔隙率|不良率|废品率|破片率|重量|成本|耗时|时间"
)
_DIMENSIONLESS = re.compile(
    r"比$|系数|指数|折射率|阿贝数|因子|pH|PH|比值|准确率|精确率|召回率|屈强比|常数|F1|AUC|mAP|IoU|Cpk|CPK|值$|率$|密度$|数$|度$|倍率$|模数|\)$"
)
_MARKED = re.compile(r"(?P<mark>HV|HRC|HRB|HRA|HBW?|IP|IPX|pH值?|PH值?|Ra|Rz|Rq|D50|D90|D10|φ|Φ|DN|HV\d+)\s?(?:为|值|达到|在|≤|≥|<|>|[:=])*\s?$")
_MARK_UNITS = {"HV": "HV", "HRC": "HRC", "HRB": "HRB", "HRA": "HRA", "HB": "HB", "HBW": "HB", "IP": "IP"}
_ONLY_LINK = re.compile(r"^[、和与或及到至,，\s]*(?:/)?$")
_DIRECT_LIST = re.compile(r"^\s?(?:[、和与或及]|以及|,)+\s?$")


@dataclass(frozen=True)
class Reading:
    """An indicator and where its figure stands in its sentence."""

    indicator: Indicator
    start: int
    end: int
    origin: tuple[float, str] | None = None  # the A of a change from A to B


def read_indicators(text: str) -> tuple[Indicator, ...]:
    """The technical indicators of a Chinese text, in the order they are written."""
    return tuple(reading.indicator for reading in readings(text))


@lru_cache(maxsize=8192)
def readings(text: str) -> tuple[Reading, ...]:
    """The indicators with the places of their figures, each in its own sentence."""
    found = []
    for match in _SENTENCE.finditer(text):
        if any(char.isdigit() or char in "一二三四五六七八九十百千万" for char in match.group()):
            found += _read_sentence(match.group().strip())
    return tuple(found)


def _read_sentence(sentence):
    text = plain(sentence)
    found, floor, carried, last, origin = [], 0, "", None, None
    for quantity in shared_units(quantities(text), text):
        left = names.left_of(text, quantity.start, floor)
        between = text[floor : quantity.start]
        mark = _MARKED.search(text[floor : quantity.start])
        previous_floor, floor = floor, quantity.end
        quantity, left = _marked(quantity, left, mark)
        if not mark and is_rejected(text, quantity, left):
            last = None
            continue
        if changes.is_start_value(text, quantity.figure, quantity.end):
            carried = names.name_before(re.sub(r"(?:由|从|自)[^由从自]*$", "", left)) or carried
            origin = (quantity.value, quantity.unit)
            continue
        if is_count(quantity.unit) and quantity.unit != "倍" and is_idle_count(text, quantity, left):
            last = None
            continue
        repeats = last if last and _DIRECT_LIST.match(between) else None
        reading = _reading(text, sentence, quantity, left, carried, repeats)
        if reading is None:
            last = None
            continue
        reading = replace(reading, origin=origin)
        carried, last, origin = "", reading, None
        if not any(old.indicator == reading.indicator for old in found):
            found.append(reading)
    return found


def _marked(quantity, left, mark):
    if not mark:
        return quantity, left
    unit = _MARK_UNITS.get(mark["mark"], quantity.unit)
    return replace(quantity, unit=unit), left if unit == quantity.unit else left[: left.rfind(mark["mark"])]


def _reading(text, sentence, quantity, left, carried, repeats):
    op, value = quantity.op, quantity.value
    right = text[quantity.end : quantity.end + 16]
    if quantity.unit == "倍":
        left = changes.without_reference(left)
    change = changes.change_before(left) if op in ("=", ">=", "<=", ">", "<", "approx", "range") else None
    is_behind = False
    if change and not (change[2]):
        op, left = change[0], change[1]
    elif change:
        left = change[1]
    name = names.name_before(left)
    if not name and carried:
        name = carried
    if repeats and not name:
        name, op = repeats.indicator.name, op
    if not names.is_property(name):
        behind = names.name_behind(text, quantity.end, quantity.unit)
        if behind and names.is_property(behind) and (not name or quantity.unit):
            name, is_behind = behind, True
        elif quantity.unit and names.ACTION.search(names._drop_links(left)):
            name = names.ACTION.search(names._drop_links(left)).group() + names.default_name(quantity.unit)
        elif not name or len(name) > 14:
            default = names.default_name(quantity.unit)
            name = default or behind or name
            is_behind = True
    if not name:
        return None
    if not quantity.unit and not (_DIMENSIONLESS.search(name) and (op != "=" or names._LINK.search(left))):
        return None
    unit = "℃" if quantity.unit == "°" and ("温" in name or "热" in name) else quantity.unit
    op = _settled(op, quantity, name)
    if op == "spread":
        op, value = "range", (-abs(value), abs(value))
    role = role_of(name, unit, names._drop_links(left) or left, right, is_behind)
    return Reading(Indicator(name, op, value, unit, role, sentence), quantity.start, quantity.end)


def _settled(op, quantity: Quantity, name):
    lower = bool(_LOWER_IS_BETTER.search(name))
    if op == "better":
        return "<" if lower else ">"
    if quantity.is_spread and op in ("=", "<="):
        return "<=" if lower else "spread"
    return op
