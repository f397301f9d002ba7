"""Playing the talks between needs and capabilities: the real ranking decides who is suggested."""

from app.matches import reasons
from app.matches.operations import suggest_match
from app.matches.queries import things_of
from app.workflow.advance import advance

OWNER, CONTRACTOR, OFFICER = "owner", "contractor", "officer"
OFFERED = ((OWNER, "begin", "数据看得明白，想先看样件和原始记录。"),)
AGREED = (*OFFERED, (CONTRACTOR, "contractor_agree", "可以接，先按贵方工况试一批样件。"))
APPROACHED = ((CONTRACTOR, "begin", "我们的设备和数据与这项需求对得上，愿意承接。"),)

PATHS = {
    "suggested": ((OFFICER, "begin", "指标接近，建议双方先谈。"),),
    "owner_willing": OFFERED,
    "contractor_willing": APPROACHED,
    "under_review": AGREED,
    "returned": (*AGREED, (OFFICER, "return", "请补充第三方检测报告和连续三批数据。")),
    "approved": (
        *AGREED,
        (OFFICER, "approve", "硬指标基本达到，同意对接，请双方签保密承诺后交换图纸。"),
    ),
    "rejected": (*AGREED, (OFFICER, "reject", "主要硬指标差距大，暂不对接。")),
    "declined": (*OFFERED, (CONTRACTOR, "contractor_decline", "近期中试线排满。")),
}
REASONS = {"reject": "indicators", "contractor_decline": "capacity"}

# (need, which candidate: its place in the ranking or its organisation, how far the talk has come)
TALKS = (
    ("nev-n2", 0, "contractor_willing"),
    ("nev-n2", 1, "under_review"),
    ("nev-n2", "nev-s1", "owner_willing"),
    ("nev-n2", 3, "declined"),
    ("drive-n1", "drive-i1", "owner_willing"),
    ("green-n1", 0, "approved"),
    ("green-n1", 1, "declined"),
    ("food-n1", 0, "under_review"),
    ("food-n1", 1, "rejected"),
    ("lightalloy-n1", 0, "under_review"),
    ("lightalloy-n1", 1, "suggested"),
    ("materials-n1", 0, "returned"),
    ("robot-n4", 0, "under_review"),
    ("robot-n1", "nev-u1", "owner_willing"),
    ("display-n2", 0, "owner_willing"),
    ("ic-n2", 1, "suggested"),
    ("battery-n1", 1, "contractor_willing"),
)


class TalkPlay:
    def __init__(self, cast, schedule, needs):
        self.cast, self.schedule, self.needs = cast, schedule, needs

    def plan(self):
        taken = set()
        for serial, (key, who, path) in enumerate(TALKS):
            pair = {}
            for step, (side, name, note) in enumerate(PATHS[path]):
                day = max(8 - serial % 4 - step * 2.3, 0.05)
                self.schedule.at(day, self._step, key, who, taken, pair, side, name, note)

    def _step(self, key, who, taken, pair, side, name, note):
        need = self.needs[key]
        if name == "begin":
            capability = self._candidate(need, who, taken)
            if capability is not None:
                actor = self._person(side, need, capability)
                pair["match"] = suggest_match(need, capability, actor, note=note)
        elif "match" in pair:
            match = pair["match"]
            actor = self._person(side, match.need, match.capability)
            advance(match, name, actor, note=note, reason=REASONS.get(name, ""))

    def _candidate(self, need, who, taken):
        """A capability of the ranking nobody talks about yet: by place, or of one organisation."""
        ranked = [int(found.id) for found in reasons.capabilities_for(need)]
        rows = things_of("capability", ranked)
        free = [rows[id] for id in ranked if id in rows and (need.id, id) not in taken]
        free = [one for one in free if one.organisation_id != need.organisation_id]
        if isinstance(who, str):
            home = self.cast.organisations[who].id
            chosen = next((one for one in free if one.organisation_id == home), None)
        else:
            chosen = free[min(who, len(free) - 1)] if free else None
        if chosen is not None:
            taken.add((need.id, chosen.id))
        return chosen

    def _person(self, side, need, capability):
        sides = {OWNER: need, CONTRACTOR: capability}
        return self.cast.officer if side is OFFICER else sides[side].organisation.users[0]
