"""Words for the page: why an indicator is met, near, unmet or unknown."""


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
    """How far a figure lies from its bound: 差 0.4，即 7%; 优于要求 22.5%."""
    if verdict.reason:
        return verdict.reason
    if verdict.status == "met":
        share = -verdict.gap * 100
        return f"优于要求 {share:.3g}%" if share >= 0.05 and share != float("inf") else "符合要求"
    if isinstance(bound, tuple):
        return ""
    ends = offered_value if isinstance(offered_value, tuple) else (offered_value, offered_value)
    miss = min(abs(end - bound) for end in ends)
    share = abs(verdict.gap) * 100
    return (
        f"差 {with_unit(miss, unit)}，即 {share:.2g}%"
        if share < 99.5
        else f"差 {with_unit(miss, unit)}，即 {share:.0f}%"
    )
