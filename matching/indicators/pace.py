"""Counts and masses by the hour, the day, the year: 每年产量8万件 is 件/年."""

import re

from matching.indicators.names import is_property
from matching.indicators.units import is_count

_PERIOD = re.compile(
    r"(?:每(?P<period>年|小时|天|日|分钟|月|秒|班|批|例|台|片|千人|百公里|公里|平方米|立方米|方|吨|人|株|亩)|"
    r"(?P<of>年|日|月)(?:产|均|处理|产量|产能|处理量|生产能力|均产量|排放|产生|消耗|供[水气热]|加工|发电|用[水气电]|运输|吞吐|采[出煤矿]|输送)).{0,8}$"
)
_EVERY = re.compile(
    r"每(?P<period>年|小时|天|日|分钟|月|秒|班|批|例|台|片|千人|百公里|公里|平方米|立方米|方|吨|人|株|亩)\s*$"
)
_PERIODS = {"小时": "h", "天": "d", "日": "d", "分钟": "min", "秒": "s"}
_PERIODS |= {"平方米": "m²", "立方米": "m³", "方": "m³", "吨": "t", "公里": "km", "百公里": "100km"}
_HOURLY = re.compile(r"时速[^，,；;]{0,6}$")
_DAILY = re.compile(r"日均[^，,；;]{0,10}$")
_BY_FIELD = re.compile(r"(?:亩产|亩均?增产|亩[用施投]\w?量|每亩|每公顷)[^，,；;]{0,8}$")
_AMOUNTS = frozenset(
    {"t", "kg", "g", "mg", "μg", "mL", "m³", "L", "m", "m²", "km", "kWh", "亩", "hm²"}
)
_MOVED = frozenset({"℃", "K", "mm", "cm", "μm", "°"})  # 每分钟2.5℃
_NAMELESS = re.compile(r"^每.{0,5}$|^.?产$|[年日月时]产$|^(?:生产|处理|加工|制造)$|^$|产量$")


def is_paced(unit: str) -> bool:
    """Whether the unit counts something that a period can turn into a rate."""
    return "/" not in unit and (is_count(unit) or unit in _AMOUNTS)


def without_period(left: str) -> str:
    """提升到每小时 -> 提升到: the period belongs to the unit."""
    return _EVERY.sub("", left) or left


def per_period(unit: str, left: str) -> str:
    """The unit with the period that the text before the figure counts by."""
    if unit in ("kg", "t", "g", "mL", "L") and _BY_FIELD.search(left):
        return f"{unit}/{'hm²' if '公顷' in left else '亩'}"
    if unit in ("km", "m") and _HOURLY.search(left):
        return f"{unit}/h"
    if is_count(unit) and _DAILY.search(left):
        return f"{unit}/d"
    if unit in _MOVED and (every := _EVERY.search(left)):
        return f"{unit}/{_PERIODS[every['period']]}" if every["period"] in _PERIODS else unit
    match = _PERIOD.search(left)
    if not match or unit in ("元", "万元") or not is_paced(unit):
        return unit
    period = match["period"] or match["of"]
    return f"{unit}/{_PERIODS.get(period, period)}"


def paced_name(name: str, unit: str, left: str) -> str:
    """年产 and 每小时生产 name an output."""
    if name.endswith("面积"):
        return name.removesuffix("面积") + "效率"  # 每小时作业面积12亩
    is_told = is_property(name) and not name.endswith(("产", "产量"))
    if is_told or re.search("[耗用施投]", name) or not _NAMELESS.search(name):
        return name
    if "处理" in left:
        return "处理量"
    return "年产量" if unit.endswith("/年") else "产量"
