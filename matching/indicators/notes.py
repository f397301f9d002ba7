"""Words for the page: why an indicator is met, near, unmet or unknown."""

_NO_RATIO = frozenset({"℃", "K", "°F", "dB", "dBm", "dBc", "级", "类", "HRC", "HRA", "HRB"})


def figure(value) -> str:
    """A number as a person writes it: 3.6, 12000, -40～85."""
    if isinstance(value, tuple):
        return f"{figure(value[0])}～{figure(value[1])}"
    return f"{value:.4g}" if abs(value) < 1000 or value != int(value) else str(int(value))


def with_unit(value, unit: str) -> str:
    return f"{figure(value)}{'' if unit in ('%', '℃', '‰', '°', '') else ' '}{unit}"


def converted(value, unit: str, target_value, target_unit: str) -> str:
    return f"原文 {with_unit(value, unit)}，换算得 {with_unit(target_value, target_unit)}"


def distance(verdict, bound, offered_value, unit: str) -> str:
    """How far a figure lies from its bound: 差 0.4，即 7%; 优于要求 22.5%; 达到要求的 10 倍."""
    if verdict.reason:
        return verdict.reason
    if isinstance(bound, tuple):
        return "符合要求" if verdict.status == "met" else ""
    ends = offered_value if isinstance(offered_value, tuple) else (offered_value, offered_value)
    miss = min(abs(end - bound) for end in ends)
    share = abs(verdict.gap) * 100
    if verdict.status == "met":
        return _margin(share, bound, min(ends), with_unit(miss, unit), unit)
    short = f"差 {with_unit(miss, unit)}"
    if not _has_ratio(bound, unit):
        return short
    if share >= 100 and min(ends) > bound:
        return f"{short}，是上限的 {_times(min(ends) / bound)} 倍"
    return f"{short}，即 {share:.0f}%" if share >= 99.5 else f"{short}，即 {share:.2g}%"


def _margin(share, bound, figure, beyond, unit):
    if share < 0.05:
        return "符合要求"
    if not _has_ratio(bound, unit):
        return f"符合要求，还余 {beyond}"
    if figure > bound and share > 100:
        return f"达到要求的 {_times(figure / bound)} 倍"
    if figure < bound and share > 50:
        return f"优于要求，只有上限的 {figure / bound * 100:.2g}%"
    return f"优于要求 {share:.3g}%"


def _times(ratio):
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2g}"


def _has_ratio(bound, unit):
    """A grade, a level or a temperature is no multiple of another."""
    return bound > 0 and unit not in _NO_RATIO
