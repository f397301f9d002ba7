"""Scales written before their figure: HV800, IP67, pH 7.4, φ5, 邵氏A 60."""

import re
from dataclasses import replace

_SCALE = re.compile(
    r"(?P<mark>HV[\d.]*|HRC|HRB|HRA|HBW?|IP|IPX|pH值?|PH值?|Ra|Rz|Rq|D50|D90|D10|φ|Φ|DN|"
    r"(?:邵氏|邵尔|邵|Shore|肖氏)\s?(?P<shore>A|D|C|00)\)?)\s?(?:为|值|达到?|可达|在|约|不低于|不小于|大于|高于|超过|≤|≥|<|>|[:=])*\s?$"
)
_UNITS = {"HRC": "HRC", "HRB": "HRB", "HRA": "HRA", "HB": "HB", "HBW": "HB", "IP": "IP"}
_ROCKWELL = ("HRA", "HRB", "HRC")
_DIAMETERS = ("φ", "Φ", "DN")
_SIZE_WORD = re.compile(r"(?:规格|尺寸|直径)?\s*(?:为|[:：])?\s*$")
_DIAMETER_BEHIND = re.compile(r"(?:的)?[管孔外内口通]径")
_LOADED = re.compile(r"H[VK]\s?$")
_THEN_FIGURE = re.compile(
    r"(?:\s(?=\d{2})|\s?(?:为|达到?|可达|≥|≤|>|<|:|=|在|约|不低于|大于|超过))\s?\d"
)


def is_test_load(text: str, quantity) -> bool:
    """HV0.2为850: the load of the test is part of the scale, not a figure."""
    head = text[max(0, quantity.start - 3) : quantity.start]
    return bool(_LOADED.search(head) and _THEN_FIGURE.match(text, quantity.end))


def with_scale(text: str, quantity, left: str, between: str) -> tuple:
    """The quantity in the unit of the scale before it, what stands before, whether there is one."""
    match = _SCALE.search(between)
    if not match:
        return quantity, left, False
    mark = match["mark"]
    if mark in _ROCKWELL and not isinstance(quantity.value, tuple) and quantity.value > 130:
        return quantity, left, False  # HRB400 is a steel and no hardness
    before = left[: left.rfind(mark)] if mark in left else left
    if mark in _DIAMETERS:
        thing = _SIZE_WORD.sub("", before)
        if behind := _DIAMETER_BEHIND.match(text, quantity.end):
            return quantity, behind.group(), True
        return quantity, thing if thing.endswith("径") else thing + "直径", True
    unit = f"Shore {match['shore']}" if match["shore"] else _UNITS.get(mark, "")
    unit = "HV" if mark.startswith("HV") else unit
    # Ra, D50 and pH stay in the name; a scale that became the unit leaves it.
    return (replace(quantity, unit=unit), before, True) if unit else (quantity, left, True)
