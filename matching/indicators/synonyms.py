"""Decides whether two names mean the same quantity, by the table quantities.tsv."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from matching.indicators.characters import plain


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


_FILLER = re.compile(
    r"平均值?|最高|最大|最低|最小|综合|整体|总体|总的|单位|产品|材料|制品|样品|试样|本体|整机|"
    r"系统|关键区域|区域|[的该其]|可达|实测|标称|额定|长期|连续|典型|成品|指标|性能|要求|数值|"
    r"室温|常温|高温|低温|\d+(?:\.\d+)?\s?(?:℃|C|K)(?:下|时)?|下|时|率$|值$|\([^()]*\)|（[^（）]*）"
)
# Words that make another quantity of the same one; two names must agree where both speak.
_OPPOSED = (
    ("横向", "纵向"), ("径向", "轴向"), ("拉伸", "压缩", "弯曲", "剪切"), ("进水", "出水"),
    ("正极", "负极"), ("静态", "动态"), ("上限", "下限"), ("水平", "垂直"), ("入口", "出口"),
    ("输入", "输出"), ("峰值", "平均"), ("首次", "循环"), ("体积", "质量"), ("湿", "干"),
    ("重复", "绝对"), ("内", "外"), ("初始", "最终"), ("白天", "夜间"), ("最大", "最小"),
    ("最高", "最低"), ("充电", "放电"), ("待机", "运行"),
    ("峰值", "额定", "连续"), ("瞬时", "持续"),
    ("表面", "心部", "芯部", "基体"), ("短时", "长期"), ("短期", "长期"),
)  # fmt: skip


@cache
def _table():
    rows = {}
    for line in (Path(__file__).parent / "quantities.tsv").read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        key, direction, owner, names = line.split("\t")
        for name in names.split(" "):
            rows[name] = Quantity(key, direction, owner == "own")
    return rows


@cache
def _any_name():
    return re.compile("|".join(re.escape(n) for n in sorted(_table(), key=len, reverse=True)))


@lru_cache(maxsize=8192)
def take_apart(name: str) -> Reading:
    """The quantity a name speaks of: the longest known one that ends nearest its end."""
    written = _ALIAS.sub(_plain_substance, plain(name).replace(" ", ""))
    bare = re.sub(r"[(（][^()（）]*[)）]", "", written) or written
    best, found = None, None
    for start in range(len(bare)):
        if match := _any_name().match(bare, start):
            rank = (match.end(), len(match.group()))
            if best is None or rank > best:
                best, found = rank, match
    if found is None or best[0] < len(bare) - 4:
        return Reading(None, _FILLER.sub("", bare), bare)
    rest = bare[: found.start()] + bare[found.end() :]
    return Reading(_table()[found.group()], _FILLER.sub("", rest), bare)


_SUBSTANCES = {
    "SO2": "二氧化硫", "SO₂": "二氧化硫", "NOx": "氮氧化物", "NOX": "氮氧化物", "烟尘": "颗粒物",
    "粉尘": "颗粒物", "CO2": "二氧化碳", "CO₂": "二氧化碳", "NH3-N": "氨氮", "TN": "总氮",
    "TP": "总磷", "Pb": "铅", "Cd": "镉", "Hg": "汞", "As": "砷", "Cr": "铬", "Cu": "铜",
    "Zn": "锌", "Ni": "镍", "Fe": "铁", "化学需氧量": "COD",
}  # fmt: skip
_ALIAS = re.compile(rf"(?:{'|'.join(sorted(_SUBSTANCES, key=len, reverse=True))})(?![a-z\d₂-₉])")


def _plain_substance(match):
    return _SUBSTANCES[match.group()]


def ends_in_known(name: str) -> bool:
    """Whether the name ends in one of the table's."""
    known = _table()
    return any(name[-length:] in known for length in range(2, min(len(name), 9) + 1))


def known_ending(name: str) -> str:
    """The longest name of the table that the name ends in, if any body may have that quantity."""
    known = _table()
    for length in range(min(len(name), 9), 1, -1):
        quantity = known.get(name[-length:])
        if quantity:
            return "" if quantity.is_owned else name[-length:]
    return ""


def direction(name: str) -> str:
    quantity = take_apart(name).quantity
    return quantity.direction if quantity else "none"


@lru_cache(maxsize=65536)
def likeness(required: str, offered: str) -> float:
    """0 where the names mean different quantities, up to 1 where they are the same."""
    one, other = take_apart(required), take_apart(offered)
    if one.name == other.name:
        return 1.0
    if _is_opposed(one.name, other.name):
        return 0.0
    if one.quantity and other.quantity:
        if _same_key(one.quantity.key, other.quantity.key):
            return _of_rest(one, other)
        keys = (one.quantity.key, other.quantity.key)
        is_looser = keys in _LESS_EXACT and not other.rest
        is_kind = not one.rest and keys[1] in _KINDS_OF.get(keys[0], ())
        return 0.5 if is_looser or is_kind else 0.0
    if one.quantity or other.quantity:
        return 0.0
    short, long = sorted((one.name, other.name), key=len)
    if len(short) > 1 and long.endswith(short):
        return 0.7  # 载重 and 无人机载重: the one thing with its bearer
    shared = dice(one.rest or one.name, other.rest or other.name)
    return shared * 0.9 if shared >= 0.7 and one.name[-1] == other.name[-1] else 0.0


def _of_rest(one, other):
    if one.rest == other.rest:
        return 0.97
    close = dice(one.rest, other.rest)
    if not one.quantity.is_owned:
        return 0.8 + 0.15 * close
    if not one.rest or not other.rest:
        return 0.6
    return (
        0.6 + 0.3 * close
        if close >= 0.6 or one.rest in other.rest or other.rest in one.rest
        else 0.0
    )


# A service life in cycles is the cycle life; whether it fits is then for the units to say.
_SAME = (
    {"endurance_distance", "endurance_time"},
    {"hardness", "pencil_hardness"},
    {"service_life", "cycle_life", "reuse_times"},
    {"laser_power", "power"},
)


# Looser words of an offer that still mean the quantity asked for: 转换效率 of a cell.
_LESS_EXACT = {
    ("production_efficiency", "efficiency_generic"),
    ("conversion_photovoltaic", "conversion_efficiency"),
}
# A need that asks for the plain quantity is answered by one of its kinds, never the reverse.
_KINDS_OF = {
    "error_generic": {"measuring_accuracy"},
    "thickness": {"film_thickness", "wall_thickness"},
    "efficiency_generic": {
        "transmission_efficiency",
        "thermal_efficiency",
        "conversion_efficiency",
    },
    "production_cost": {"treatment_cost"},
    "conversion_efficiency": {"conversion_photovoltaic"},
    "long_temperature": {"working_temperature"},
}


def _same_key(one, other):
    return one == other or any({one, other} <= group for group in _SAME)


def _is_opposed(one, other):
    for group in _OPPOSED:
        here = {word for word in group if word in one}
        there = {word for word in group if word in other}
        if here and there and not here & there:
            return True
    return False


def dice(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    shared = (Counter(one) & Counter(other)).total()
    return 2 * shared / (len(one) + len(other))
