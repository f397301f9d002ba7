"""The condition a figure holds under: a rate, a temperature, a load; harsher, gentler or the same."""

import re

from matching.indicators.characters import plain
from matching.indicators.convert import convert
from matching.indicators.quantities import quantities

# What a condition is measured in; the larger figure is the harsher one.
_KINDS = (
    ("温度", frozenset({"℃", "K"}), "℃"),
    ("倍率", frozenset({"C"}), "C"),
    ("应力", frozenset({"MPa", "GPa", "kPa"}), "MPa"),
    ("载荷", frozenset({"N", "kN", "kg"}), "N"),
    ("电压", frozenset({"V", "kV"}), "V"),
)
_ROOM = re.compile(r"室温|常温")
_HELD = re.compile(r"下|时|条件|环境|倍率")
ROOM_TEMPERATURE = 25.0


def stated(text: str, own_unit: str = "", skip: tuple[int, int] | None = None) -> dict[str, float]:
    """{kind: figure} of the conditions a name or sentence states, in one unit per kind."""
    text = plain(text)
    found = {}
    if _ROOM.search(text):
        found["温度"] = ROOM_TEMPERATURE
    for quantity in quantities(text):
        for kind, units, base in _KINDS:
            if quantity.unit not in units or quantity.unit == own_unit:
                continue
            if skip and skip[0] <= quantity.figure < skip[1]:
                continue
            if not _HELD.search(text[quantity.end : quantity.end + 8]) and len(text) > 24:
                continue
            value = quantity.value[1] if isinstance(quantity.value, tuple) else quantity.value
            figure = convert(value, quantity.unit, base)
            if figure is not None:
                found[kind] = figure
    return found


def gentler(required: dict[str, float], offered: dict[str, float]) -> str:
    """The kind of condition under which the offer had it easier; "" where it had not."""
    for kind, asked in required.items():
        given = offered.get(kind)
        if given is None:
            continue
        easier = (
            abs(given - ROOM_TEMPERATURE) < abs(asked - ROOM_TEMPERATURE)
            if kind == "温度"
            else given < asked
        )
        if easier and abs(given - asked) > 1e-9:
            return kind
    return ""
