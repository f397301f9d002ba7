"""What a unit alone says its figure is of: ℃ is a temperature, r/min a speed of rotation."""

import re
from functools import cache

_DEFAULTS = (
    (re.compile(r"(?:℃|K|°F)$"), "温度"),
    (re.compile(r"(?:(?:h|min|s|ms|d|μs|ns|周|月|年))$"), "时间"),
    (re.compile(r"(?:(?:k|M|G|h)?Pa|bar|atm|Torr|mmHg)$"), "压力"),
    (re.compile(r"(?:r/min|rpm|r/s)$"), "转速"),
    (re.compile(r"(?:[kmM]?V)$"), "电压"),
    (re.compile(r"(?:[kmμ]?A)$"), "电流"),
    (re.compile(r"(?:[kmMG]?W)$"), "功率"),
    (re.compile(r"(?:[kMGT]?Hz)$"), "频率"),
    (re.compile(r"(?:nm)$"), "波长"),
    (re.compile(r"(?:次)$"), "循环次数"),
    (re.compile(r"(?:HV|HRC|HB|HRA|HRB)$"), "硬度"),
    (re.compile(r"(?:IP)$"), "防护等级"),
    (re.compile(r"(?:(?:mol|mmol|μmol|mg|g|μg|ng)/(?:L|mL)|M|mM|μM)$"), "浓度"),
    (re.compile(r"(?:kg|g|mg)$"), "质量"),
    (re.compile(r"(?:(?:m|cm|mm|km)/(?:s|min|h))$"), "速度"),
    (re.compile(r"(?:℃/min|K/min)$"), "升温速率"),
    (re.compile(r"(?:dB)$"), "噪声"),
    (re.compile(r"(?:像素)$"), "像素"),
    (re.compile(r"(?:k?lx)$"), "光照强度"),
    (re.compile(r"(?:%RH)$"), "湿度"),
    (re.compile(r"(?:道次)$"), "道次"),
    (re.compile(r"自由度$"), "自由度"),
    (re.compile(r"fps$|帧/s$"), "帧率"),
    (re.compile(r"[TGPE]FLOPS$|TOPS$"), "算力"),
    (re.compile(r"(?:C)$"), "倍率"),
    (re.compile(r"(?:mA/cm²|A/cm²|A/m²|mA/g|A/g)$"), "电流密度"),
)


@cache
def default_name(unit: str) -> str:
    """What a unit alone says: ℃ is a temperature."""
    return next((name for rule, name in _DEFAULTS if rule.match(unit)), "")


_KINDS = (
    frozenset({"nm", "μm", "mm", "cm", "dm", "m", "km"}),
    frozenset({"%", "‰", "ppm", "ppb"}),
    frozenset({"%", "%RH"}),
    frozenset({"%", "%FS"}),
    frozenset({"ng", "μg", "mg", "g", "kg", "t"}),
    frozenset({"μL", "mL", "L", "m³"}),
)


def same_kind(unit: str, other: str) -> bool:
    """Whether two units plainly measure the same, told without converting."""
    if unit == other:
        return True
    if not unit or not other:
        return False
    named = default_name(unit)
    return bool(named and named == default_name(other)) or any(
        unit in kind and other in kind for kind in _KINDS
    )
