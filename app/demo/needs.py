"""Playing every need of the texts through the process to the state the texts give it."""

from app.calls.models import Call
from app.calls.operations import draft_call, list_need
from app.demo import content
from app.demo.rounds import BEFORE_LISTS, COMING, ROUNDS
from app.needs.operations import draft_need, revise_need
from app.workflow.advance import advance


class NeedPlay:
    def __init__(self, cast, schedule):
        self.cast, self.schedule = cast, schedule
        self.needs, self.calls = {}, {}

    def plan_calls(self):
        for chosen in ROUNDS:
            self.schedule.at(chosen.published + 6, self._draft_call, chosen)
            if chosen is not COMING:
                self.schedule.at(chosen.published, self._publish, chosen)
            if chosen.closed > 0:
                self.schedule.at(chosen.closed - 0.01, self._close, chosen)

    def plan(self, row, chosen, serial):
        """Every step of one need; `serial` spreads the dates so that no two look alike."""
        state = row["state"]
        begun = chosen.published + 30 if chosen else BEFORE_LISTS[state]
        begun += serial % 5 * 0.7
        steps = Steps(self, row["key"], begun)
        self.schedule.at(begun + 3, self._draft, row)
        if state != "draft":
            steps.take(0, "submit", self._owner(row))
        for name, day, note in FATES.get(state, LISTED if chosen else ()):
            steps.take(day, name, None, note or row.get("state_note") or "")
        if chosen:
            self.schedule.at(
                chosen.published + 2 + serial % 3 * 0.1, self._list, row["key"], chosen
            )
        if state == "cancelled":
            self.schedule.at(
                chosen.closed + 6, self.act, row["key"], "cancel", None, row["state_note"]
            )

    def act(self, key, name, actor, note="", reason=""):
        need = self.needs[key]
        advance(need, name, actor or self._official(need, name), note=note, reason=reason)

    def _official(self, need, name):
        district = self.cast.reviewer_of(need.organisation)
        owner = next(u for u in need.organisation.users)
        return {"recommend": district, "return": district, "withdraw": owner}.get(
            name, self.cast.officer
        )

    def _owner(self, row):
        return self.cast.people[row["organisation"]]

    def _draft(self, row):
        node = self.cast.nodes[row["node"]]
        organisation = self.cast.organisations[row["organisation"]]
        actor = self._owner(row)
        need = draft_need(organisation, actor, chain=node.chain, node=node)
        revise_need(need, content.need_fields(row), content.need_indicators(row), actor)
        self.needs[row["key"]] = need

    def _draft_call(self, chosen):
        closes = self.schedule.instant(chosen.closed)
        self.calls[chosen.name] = draft_call(
            self.cast.officer,
            title=chosen.title,
            intro="面向本市重点产业链征集解决方案，欢迎高校、科研院所、企业和联合体揭榜。",
            rules="揭榜方须为法人单位，近三年无失信记录；联合体不超过四家，须附联合揭榜协议。",
            contact="市经济和信息化委员会技术创新处（示例）",
            closes_at=closes.replace(minute=0, second=0, microsecond=0),
        )

    def _list(self, key, chosen):
        list_need(self.calls[chosen.name], self.needs[key], self.cast.officer)

    def _publish(self, chosen):
        advance(self.calls[chosen.name], "publish", self.cast.officer)

    def _close(self, chosen):
        call: Call = self.calls[chosen.name]
        advance(call, "close", self.cast.officer)


class Steps:
    """One need's steps, each some days after it was handed in."""

    def __init__(self, play, key, begun):
        self.play, self.key, self.begun = play, key, begun

    def take(self, days_after, name, actor, note="", reason=""):
        reason = "solvable" if name == "refuse" else reason
        when = max(self.begun - days_after, 0.05)
        self.play.schedule.at(when, self.play.act, self.key, name, actor, note, reason)


RECOMMENDED = ("recommend", 2, "技术难点真实，企业投入有保障，同意推荐。")
VETTED = ("vet", 8, "指标明确、可检测，属于链上短板，同意论证通过。")

LISTED = (RECOMMENDED, VETTED)
FATES = {
    "draft": (),
    "submitted": (),
    "returned": (("return", 3, ""),),
    "recommended": (RECOMMENDED,),
    "vetted": LISTED,
    "refused": (RECOMMENDED, ("refuse", 9, "")),
    "withdrawn": (RECOMMENDED, ("withdraw", 8, "")),
}
