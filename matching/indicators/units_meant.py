"""The unit an offer means beside the one asked for: tonnes of water by volume, kilograms of force."""

import re
from dataclasses import replace

from matching.indicators.units import is_count

_COST_OF = re.compile(r"(?:单|每)?(吨|件|方|台|片|颗|公斤|度)")
_COST_UNITS = {"吨": "t", "方": "m³", "公斤": "kg", "度": "kWh"}
_SPENT_UNITS = frozenset({"元", "kWh", "kgce", "kg", "g", "L", "m³", "MJ", "t"})
_FORCES = frozenset({"N", "kN", "MN", "mN"})
_AS_FORCE = {"kg": "kgf", "t": "tf", "g": "gf"}
_THINGS = frozenset({"个", "株", "枚"})
_DIAMETER = re.compile(r"(?:DN|[φΦ])\s?\d")
_DIFFERENCE = re.compile(r"温[升差漂]|精度|误差|偏差|波动|均匀|稳定|漂移|分辨|灵敏|过热度|过冷度")


def with_unit_meant(offer, asked):
    """The offer with its figure's unit as it is meant where the asked unit tells."""
    unit, wanted = offer.unit, asked.unit
    (over, _, under), (top, _, bottom) = unit.partition("/"), wanted.partition("/")
    if _same_count(over, top) and under == bottom:
        return replace(offer, unit=wanted)  # 1.2万用户 answers 10000个
    if (unit, wanted) == ("帧", "fps"):
        return replace(offer, unit="fps")
    if under and not bottom and (is_count(under) or under[0].isdigit()):
        return replace(offer, unit=over)  # 18s/件, 4μm/300mm
    if (wanted, unit) == ("mm", "") and _DIAMETER.search(offer.text):
        return replace(offer, unit="mm")
    if (wanted, unit) == ("%RH", "%") and "湿" in offer.name:
        return replace(offer, unit="%RH")
    if over == "%" == top and not under and bottom in offer.name:
        return replace(offer, unit=wanted)  # 月自放电率 in %/月
    if {unit, wanted} == {"℃", "K"} and _DIFFERENCE.search(offer.name):
        return replace(offer, unit=wanted)  # a rise of 35℃ is one of 35 K
    if wanted in _FORCES and unit in _AS_FORCE:
        return replace(offer, unit=_AS_FORCE[unit])  # 夹紧力2t
    if top == "m³" and over == "t" and "水" in offer.name:
        offer = replace(offer, unit="m³" + unit[1:])
    return _with_unit_of_cost(offer, wanted)


def _same_count(unit, wanted):
    if wanted in ("cells", "CFU"):
        return unit in _THINGS
    if wanted == "1":
        return unit in _THINGS or unit in ("CFU", "cells", "copies")  # 亿/g
    is_any = bool({"个", "颗", "粒", ""} & {unit, wanted})
    return is_any and is_count(unit or "个") and is_count(wanted or "个")


def _with_unit_of_cost(offer, asked_unit):
    """吨水药剂成本 0.45元 answers in 元/t: the name says what the cost is of."""
    is_whole = offer.unit in _SPENT_UNITS and "/" in asked_unit
    match = _COST_OF.search(offer.name) if is_whole else None
    if not match:
        return offer
    under = _COST_UNITS.get(match[1], match[1])
    if "吨水" in offer.name and asked_unit.endswith("/m³"):
        under = "m³"
    return replace(offer, unit=f"{offer.unit}/{under}")
