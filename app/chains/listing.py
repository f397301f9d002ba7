"""The tables of the chain pages: order, columns and words."""

from app.chains.models import STRENGTHS, Strength
from app.chains.queries import SEVERITY

# The one-character seal of each strength and the colour it wears on the pages.
SEALS = {
    Strength.GAP: ("断", "break"),
    Strength.BLOCKED: ("堵", "block"),
    Strength.WEAK: ("短", "short"),
    Strength.FIRM: ("稳", "firm"),
    Strength.BLANK: ("未", "blank"),
}
MEANINGS = {
    Strength.GAP: "国内没有稳定供应",
    Strength.BLOCKED: "有供应，质量或产能过不去",
    Strength.WEAK: "只有市外供应",
    Strength.FIRM: "市内有两家以上",
    Strength.BLANK: "还没有摸底",
}
SEGMENTS = ("上游", "中游", "下游")
NODE_COLUMNS = ("环节", "强弱", "段", "说明", "在榜需求", "没有方案的", "已登记能力", "在研项目")
CHAIN_COLUMNS = (
    "产业链", "链长单位", "环节", *STRENGTHS.values(), "在榜需求", "已登记能力", "在研项目",
)  # fmt: skip


def by_segment(lines):
    """[(segment, lines)] along the chain; a segment of another name comes last."""
    segments = [*SEGMENTS, *sorted({line.node.segment for line in lines} - set(SEGMENTS))]
    grouped = [(name, [line for line in lines if line.node.segment == name]) for name in segments]
    return [(name, some) for name, some in grouped if some]


def ordered(lines, sort):
    """By ?sort=: strength (the default, weakest first), name, needs, capabilities, projects."""
    key = NODE_SORTS.get(sort.removeprefix("-"), NODE_SORTS["strength"])
    return sorted(lines, key=key, reverse=sort.startswith("-"))


NODE_SORTS = {
    "strength": lambda line: (
        -SEVERITY[line.node.strength],
        line.node.strength,
        line.node.position,
    ),
    "segment": lambda line: line.node.position,
    "needs": lambda line: len(line.needs),
    "capabilities": lambda line: line.capability_count,
    "projects": lambda line: len(line.projects),
}


def exported_node(line):
    return (
        line.node.name, line.node.strength_label, line.node.segment, line.node.strength_note,
        len(line.needs), len(line.unanswered), line.capability_count, len(line.projects),
    )  # fmt: skip


def exported_chain(chain, strengths, tally):
    return (
        chain.name, chain.lead_title, sum(strengths.values()),
        *(strengths.get(strength, 0) for strength in STRENGTHS), tally.needs, tally.capabilities,
        tally.projects,
    )  # fmt: skip
