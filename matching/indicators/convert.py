"""Numbers from one unit into another, by pint; each pair of units is worked out once."""

import math
import re
import threading
from functools import cache, lru_cache

from matching.indicators.pint_names import NAMES, OWN_DEFINITIONS

_lock = threading.Lock()
_FACTOR = re.compile(r"(?P<count>\d+)?(?P<symbol>[^²³⁴]+)(?P<power>[²³⁴])?$")
_POWERS = {"²": "**2", "³": "**3", "⁴": "**4", None: ""}


def warm_up() -> None:
    """Loads the units (a third of a second) before the first question asks for them."""
    _registry()


def _registry():
    with _lock:  # two first questions at once must not fill two registries
        return _filled_registry()


@cache
def _filled_registry():
    # Imported here: most processes never convert.
    import pint

    registry = pint.UnitRegistry(cache_folder=None)
    for line in OWN_DEFINITIONS.strip().splitlines():
        registry.define(line)
    return registry


@lru_cache(maxsize=4096)
def expression(symbol: str) -> str:
    """A canonical symbol as pint reads it."""
    if symbol in NAMES:
        return NAMES[symbol]
    sides = symbol.replace("(", "").replace(")", "").split("/")
    written = []
    for side in sides:
        factors = []
        for factor in side.split("·"):
            match = _FACTOR.match(factor)
            if factor in NAMES and factor != "1":
                factors.append(_per_degree(NAMES[factor], symbol))
                continue
            if factor == "1" or not match:
                factors.append(factor)
                continue
            name = _per_degree(NAMES.get(match["symbol"]) or _latin(match["symbol"]), symbol)
            factors.append(
                (match["count"] + "*" if match["count"] else "") + name + _POWERS[match["power"]]
            )
        written.append("(" + "*".join(factors) + ")")
    return "/".join(written)


def _per_degree(name, symbol):
    """Per degree is a difference of temperatures, the same in ℃ and K."""
    is_compound = len(symbol) > 2
    return {"degC": "kelvin", "degF": "delta_degF"}.get(name, name) if is_compound else name


def _latin(symbol):
    if symbol.isascii() or symbol[0] == "μ":
        return symbol
    # 件, 台, 批: each is a dimension of its own, so that 件/h converts to 件/min and to nothing else.
    name = f"word_{symbol.encode().hex()}"
    if name not in _registry():
        _registry().define(f"{name} = [{name}]")
    return name


@lru_cache(maxsize=4096)
def ratio(unit: str, target: str) -> tuple[float, float] | None:
    """(factor, offset) with value_in_target = value * factor + offset; None if not convertible."""
    if unit == target:
        return 1.0, 0.0
    if not unit or not target:
        pure = {"%", "‰", "ppm", "ppb", "倍", ""}
        return _of_pint(unit or "倍", target or "倍") if {unit, target} <= pure else None
    return _of_pint(unit, target)


def _of_pint(unit, target):
    registry = _registry()
    try:
        start, goal = (
            registry.parse_units(expression(u))
            if u in ("℃", "°F", "K")
            else registry.parse_expression(expression(u))
            for u in (unit, target)
        )
        zero, one = (_to(registry, number, start, goal) for number in (0.0, 1.0))
    except Exception:  # pint raises many kinds for a symbol it does not know
        return None
    return one - zero, zero


def _to(registry, number, start, goal):
    if isinstance(start, registry.Unit) or isinstance(goal, registry.Unit):
        return registry.Quantity(number, start).to(goal).magnitude
    return (number * start / goal).to("dimensionless").magnitude


def convert(value, unit: str, target: str):
    """A number or a (low, high) in the target unit; None if the units measure different things."""
    if value is not None and "dBm" in (unit, target) and unit != target:
        return _by_level(value, unit, target)
    line = ratio(unit, target)
    if line is None or value is None:
        return None
    factor, offset = line
    if isinstance(value, tuple):
        low, high = sorted(_round(number * factor + offset) for number in value)
        return (low, high)
    return _round(value * factor + offset)


def _by_level(value, unit, target):
    """Between dBm and a power: 40 dBm are 10 W."""
    if isinstance(value, tuple):
        ends = [_by_level(end, unit, target) for end in value]
        return None if None in ends else tuple(sorted(ends))
    if unit == "dBm":
        return convert(10 ** (value / 10), "mW", target)
    power = convert(value, unit, "mW")
    return _round(10 * math.log10(power)) if power and power > 0 else None


def _round(number):
    return float(f"{number:.10g}")
