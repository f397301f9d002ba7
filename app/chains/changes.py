"""What differs between two contents of a chain, node by node and field by field, in words."""

from dataclasses import dataclass

from app.chains.content import FIELDS
from app.chains.models import SCOPES, STRENGTHS

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
KINDS = {ADDED: "新增", CHANGED: "改动", REMOVED: "删除"}


@dataclass(frozen=True)
class Change:
    """One node that is new, gone or other; `fields` are (heading, before, after) as text."""

    kind: str
    code: str
    name: str
    fields: tuple[tuple[str, str, str], ...] = ()

    @property
    def label(self):
        return KINDS[self.kind]


def differences(before, after):
    """Every Change from one content to another: new ones, changed ones, then those that go."""
    old, new = before["nodes"], after["nodes"]
    added = [Change(ADDED, code, new[code]["name"]) for code in new if code not in old]
    changed = [
        Change(CHANGED, code, new[code]["name"], fields)
        for code in new
        if code in old and (fields := _fields(old[code], new[code]))
    ]
    removed = [Change(REMOVED, code, old[code]["name"]) for code in old if code not in new]
    return [*added, *changed, *removed]


def _fields(old, new):
    return tuple(
        (heading, shown(field, old[field]), shown(field, new[field]))
        for field, heading in FIELDS.items()
        if old[field] != new[field]
    )


def shown(field, value):
    """A value as a person reads it."""
    if field == "providers":
        return "；".join(_provider(row) for row in value)
    if field == "supplies":
        return "；".join(value)
    if field == "reported_strength":
        return STRENGTHS[value]
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _provider(row):
    share = f" {row['share']}%" if row["share"] is not None else ""
    rank = f" 第{row['rank']}" if row["rank"] is not None else ""
    return f"{SCOPES[row['scope']]} {row['name']}{share}{rank}"
