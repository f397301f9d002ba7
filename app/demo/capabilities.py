"""Playing the capabilities of the texts to the state the texts give them."""

from app.capabilities.operations import draft_capability, revise_capability
from app.demo import content
from app.workflow.advance import advance

MOVES = {
    "draft": (),
    "submitted": (("submit", 0.5),),
    "returned": (("submit", 8), ("return", 6)),
    "published": (("submit", 2), ("publish", 0)),
    "archived": (("submit", 2), ("publish", 0), ("archive", -20)),
}
NOTES = {
    "return": "技术指标没有写检测依据，请补充检测报告编号和检测条件。",
    "archive": "设备改造，暂停对外承接。",
}


class CapabilityPlay:
    def __init__(self, cast, schedule):
        self.cast, self.schedule = cast, schedule
        self.capabilities = {}

    def plan(self, row, serial):
        state = row["state"]
        settled = 570 + serial % 60 if state in ("published", "archived") else 0
        self.schedule.at(settled + 10, self._draft, row)
        for name, days in MOVES[state]:
            self.schedule.at(max(settled + days, 0.1), self._act, row, name)

    def _draft(self, row):
        node = self.cast.nodes[row["node"]]
        organisation = self.cast.organisations[row["organisation"]]
        actor = self.cast.people[row["organisation"]]
        capability = draft_capability(organisation, actor, chain=node.chain, node=node)
        fields, rows = content.capability_fields(row), content.capability_indicators(row)
        revise_capability(capability, fields, rows, actor)
        self.capabilities[row["key"]] = capability

    def _act(self, row, name):
        owner = self.cast.people[row["organisation"]]
        actor = self.cast.officer if name in ("publish", "return") else owner
        advance(self.capabilities[row["key"]], name, actor, note=NOTES.get(name, ""))
