"""What a capability already says goes into the bid, so that nobody types it twice."""

import re


def bring_in(bid, capability):
    """Fill route, foundation and figures from the capability, where the bid is still blank."""
    bid.capability = capability
    bid.route = bid.route or _route(capability)
    bid.foundation = bid.foundation or _foundation(capability)
    figures = {_key(row.name, row.unit): row for row in capability.indicators}
    for response in bid.responses:
        asked = response.indicator
        known = figures.get(_key(asked.name, asked.unit))
        if known is not None and response.promised_value is None:
            _take_figure(response, known)


def _take_figure(response, known):
    """A figure by the same name and unit; a range has no single figure to promise."""
    if known.operator == "range" or known.value is None:
        return
    response.promised_value = known.value
    proof = "；".join(part for part in (known.basis, known.tested_by) if part)
    response.evidence = response.evidence or proof


def _route(capability):
    return "\n".join([capability.summary, *(f"创新点：{text}" for text in capability.innovations)])


def _foundation(capability):
    grade = f"成熟度 {capability.trl} 级" if capability.trl else ""
    lines = [
        f"能力登记：{capability.number} {capability.title}",
        "，".join(part for part in (capability.stage, grade, capability.level) if part),
        *(f"专利：{patent}" for patent in capability.patents),
        *(f"案例：{case}" for case in capability.cases),
        capability.advantages_limits,
    ]
    return "\n".join(line for line in lines if line)


def _key(name, unit):
    return re.sub(r"\s+", "", f"{name}|{unit}").lower()
