"""The list of matches: what it may be narrowed and sorted by, and its rows as a spreadsheet."""

from app.capabilities.models import Capability
from app.header import header_of
from app.matches.models import Match
from app.needs.models import Need
from app.workflow.registry import workflow_of
from app.workflow.visible import visible

SORTS = {"score": Match.score, "since": Match.state_since, "number": Match.id}
COLUMNS = ("编号", "需求", "需求单位", "能力", "能力单位", "综合分", "状态", "等谁", "自何时起")


def chosen_matches(args, user):
    """The select of what the address asks for, of what the person may see."""
    chosen = visible(Match, user)
    state = args.get("state", "")
    if state in Match.state.type.enums:
        chosen = chosen.where(Match.state == Match.state.type.python_type(state))
    if words := args.get("q", "").split():
        chosen = chosen.join(Match.need).join(Match.capability)
        for word in words:
            chosen = chosen.where(
                Need.title.contains(word, autoescape=True)
                | Capability.title.contains(word, autoescape=True)
                | Match.number.contains(word, autoescape=True)
            )
    sort = args.get("sort", "-since")
    column = SORTS.get(sort.removeprefix("-"), Match.state_since)
    return chosen.order_by(column.desc() if sort.startswith("-") else column, Match.id)


def filters_of(args):
    states = [(state.code.value, state.label) for state in workflow_of(Match).states]
    return [
        {"name": "q", "label": "需求、能力或编号", "kind": "search", "value": args.get("q", "")},
        {
            "name": "state",
            "label": "状态",
            "kind": "select",
            "value": args.get("state", ""),
            "choices": [("", "全部"), *states],
        },
    ]


def row_of(match, user):
    header = header_of(match, user)
    return (
        match.number,
        match.need.title,
        match.need.organisation.name,
        match.capability.title,
        match.capability.organisation.name,
        round(match.score),
        header.label,
        header.waits_for,
        match.state_since,
    )
