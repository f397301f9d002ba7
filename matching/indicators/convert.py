"""Numbers from one unit into another, by pint; each pair of units is worked out once."""

import re
import threading
from functools import cache, lru_cache

_OWN_DEFINITIONS = """
ppmill = 1e-6
ppbill = 1e-9
times_ = 1
yuan = [money]
use_ = [use]
turn_ = [turn]
pixel_count = [pixels]
hv = [vickers]
hrc = [rockwell_c]
hrb = [rockwell_b]
hra = [rockwell_a]
hbw = [brinell]
mesh_ = [mesh]
decibel_ = [level]
decibel_m = [level_m]
cfu_ = [colonies]
iu_ = [international_unit]
full_scale = [full_scale]
rel_humidity = [relative_humidity]
conductivity_share = [share_of_copper]
shore_a = [shore_a]
shore_d = [shore_d]
shore_00 = [shore_00]
coal_kg = [standard_coal]
reactive_kilo = [reactive_power]
frame_ = [frames]
cell_ = [cells_counted]
copy_ = [copies_counted]
base_pair = [base_pairs]
turbidity_ = [turbidity]
flop_ = [float_operations]
operation_ = [operations]
transaction_ = [transactions]
query_ = [queries]
square_ = 1
decibel_c = [level_c]
maxgoe = 7957.747 * joule / meter ** 3
"""
_NAMES = {
    "%": "percent", "‰": "permille", "ppm": "ppmill", "ppb": "ppbill", "倍": "times_",
    "元": "yuan", "万元": "(10000*yuan)", "次": "use_", "像素": "pixel_count",
    "HV": "hv", "HRC": "hrc", "HRB": "hrb", "HRA": "hra", "HB": "hbw", "目": "mesh_",
    "dB": "decibel_", "dBm": "decibel_m", "dBi": "decibel_", "CFU": "cfu_", "IU": "iu_",
    "%FS": "full_scale", "%RH": "rel_humidity",
    "℃": "degC", "°F": "degF", "K": "kelvin", "°": "degree", "′": "arcminute", "″": "arcsecond",
    "年": "year", "月": "month", "周": "week", "d": "day", "h": "hour", "min": "minute",
    "Ω": "ohm", "mΩ": "milliohm", "kΩ": "kiloohm", "MΩ": "megaohm", "GΩ": "gigaohm",
    "Å": "angstrom", "hm²": "hectare", "亩": "(10000/15*meter**2)", "Nm³": "meter**3",
    "t": "metric_ton", "hp": "metric_horsepower", "r": "turn_", "bps": "(bit/second)",
    "kbps": "(kilobit/second)", "Mbps": "(megabit/second)", "Gbps": "(gigabit/second)",
    "Tbps": "(terabit/second)", "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte",
    "TB": "terabyte", "kgf": "kilogram_force", "cP": "centipoise", "cSt": "centistokes",
    "P": "poise", "Gs": "gauss", "Oe": "oersted", "nit": "(candela/meter**2)", "C": "coulomb",
    "M": "molar", "mM": "millimolar", "μM": "micromolar", "nM": "nanomolar", "a": "year",
    "kWh": "(kilowatt*hour)", "Wh": "(watt*hour)", "MWh": "(megawatt*hour)",
    "GWh": "(gigawatt*hour)", "Ah": "(ampere*hour)", "mAh": "(milliampere*hour)",
    "rpm": "(turn_/minute)",
    "VA": "(volt*ampere)", "kVA": "(kilovolt*ampere)", "MVA": "(megavolt*ampere)", "1": "1",
    "Da": "dalton", "kDa": "kilodalton", "FLOPS": "(flop_/second)", "D": "debye", "den": "denier",
    "mmH2O": "mmH2O", "mmHg": "mmHg", "bar": "bar", "mbar": "millibar", "Torr": "torr",
    "A": "ampere", "s": "second", "m": "meter", "g": "gram", "英寸": "inch", "pptv": "(1e-12)",
    "%IACS": "conductivity_share", "Shore A": "shore_a", "Shore D": "shore_d",
    "Shore 00": "shore_00", "kgce": "coal_kg", "tce": "(1000*coal_kg)", "kvar": "reactive_kilo",
    "Mvar": "(1000*reactive_kilo)", "帧": "frame_", "fps": "(frame_/second)", "cells": "cell_",
    "copies": "copy_", "bp": "base_pair", "kb": "(1000*base_pair)", "NTU": "turbidity_",
    "TFLOPS": "(1e12*flop_/second)", "TOPS": "(1e12*operation_/second)", "sq": "square_",
    "TPS": "(transaction_/second)", "QPS": "(query_/second)", "dBc": "decibel_c",
    "MGOe": "maxgoe", "sccm": "(centimeter**3/minute)", "slm": "(liter/minute)",
}  # fmt: skip
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
    for line in _OWN_DEFINITIONS.strip().splitlines():
        registry.define(line)
    return registry


@lru_cache(maxsize=4096)
def expression(symbol: str) -> str:
    """A canonical symbol as pint reads it."""
    sides = symbol.replace("(", "").replace(")", "").split("/")
    written = []
    for side in sides:
        factors = []
        for factor in side.split("·"):
            match = _FACTOR.match(factor)
            if factor == "1" or not match:
                factors.append(factor)
                continue
            name = _NAMES.get(match["symbol"]) or _latin(match["symbol"])
            # Per degree is a difference of temperatures, the same in ℃ and K.
            name = (
                {"degC": "kelvin", "degF": "delta_degF"}.get(name, name)
                if len(symbol) > 2
                else name
            )
            factors.append(
                (match["count"] + "*" if match["count"] else "") + name + _POWERS[match["power"]]
            )
        written.append("(" + "*".join(factors) + ")")
    return "/".join(written)


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
    line = ratio(unit, target)
    if line is None or value is None:
        return None
    factor, offset = line
    if isinstance(value, tuple):
        low, high = sorted(_round(number * factor + offset) for number in value)
        return (low, high)
    return _round(value * factor + offset)


def _round(number):
    return float(f"{number:.10g}")
