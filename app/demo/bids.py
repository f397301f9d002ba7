"""Playing the bids: sealed in the window, opened after it, judged as the texts say."""

from app.bids.operations import draft_bid, record_owner_opinion, revise_bid
from app.demo import content
from app.needs.models import NeedState
from app.workflow.advance import advance

REASONS = {"ineligible": ("disqualify", "conditions"), "lost": ("decline", "indicators")}


class BidPlay:
    def __init__(self, cast, schedule, needs, capabilities):
        self.cast, self.schedule, self.needs = cast, schedule, needs
        self.capabilities, self.bids = capabilities, {}

    def plan(self, row, chosen):
        written = max(chosen.closed + 4, 1.5) if chosen.closed > 0 else chosen.published - 6
        self.schedule.at(written, self._write, row)
        if row["state"] != "draft":
            self.schedule.at(written - 1, self._act, row, "submit")
        if row["state"] == "withdrawn":
            self.schedule.at(written - 1.3, self._act, row, "withdraw")
        if row["state"] in ("draft", "submitted", "withdrawn"):
            return
        self.schedule.at(chosen.closed - 2, self._open, row["need"])
        if row["state"] == "opened":
            return
        if row["state"] == "ineligible":
            self.schedule.at(chosen.closed - 3, self._refuse, row)
            return
        self.schedule.at(chosen.closed - 3, self._judge, row, "qualify", "材料齐全，资格符合。")
        self.schedule.at(chosen.closed - 4, self._opinion, row)
        if row["state"] == "reserve":
            self.schedule.at(chosen.closed - 5, self._judge, row, "reserve", "列为备选。")
        if row["state"] == "lost":
            self.schedule.at(chosen.closed - 5, self._refuse, row)
        if row["state"] == "awarded":
            note = "指标响应充分，路线可行，需求方接受，同意定榜。"
            self.schedule.at(chosen.closed - 6, self._judge, row, "award", note)

    def _write(self, row):
        need = self.needs[row["need"]]
        actor = self.cast.people[row["organisation"]]
        capability = self.capabilities.get(row.get("capability"))
        bid = draft_bid(need, self.cast.organisations[row["organisation"]], actor, capability)
        rows = {indicator.name: indicator.id for indicator in need.indicators}
        responses = {
            rows[answer["indicator"]]: {
                "promised_operator": answer["promised_operator"],
                "promised_value": answer["promised_value"],
                "promised_high": answer.get("promised_high"),
                "evidence": answer["evidence"],
                "verification": answer["verification"],
                "deviation": answer["deviation"],
            }
            for answer in row["responses"]
        }
        fields, milestones = content.bid_fields(row), content.bid_milestones(row)
        revise_bid(bid, fields, responses, milestones, actor)
        self.bids[row["key"]] = bid

    def _act(self, row, name):
        advance(self.bids[row["key"]], name, self.cast.people[row["organisation"]])

    def _open(self, need_key):
        need = self.needs[need_key]
        if need.state is NeedState.BID_CLOSED:
            advance(need, "open_bids", self.cast.officer)

    def _judge(self, row, name, note):
        bid = self.bids[row["key"]]
        if bid.state.value != "lost":
            advance(bid, name, self.cast.officer, note=note)

    def _refuse(self, row):
        name, reason = REASONS[row["state"]]
        note = row.get("state_note") or "综合比较后未采用。"
        advance(self.bids[row["key"]], name, self.cast.officer, note=note, reason=reason)

    def _opinion(self, row):
        bid = self.bids[row["key"]]
        owner = bid.need.organisation.users[0]
        opinion = {"awarded": "accept", "lost": "refuse"}.get(row["state"], "conditional")
        record_owner_opinion(bid, opinion, OPINIONS[opinion], owner)


OPINIONS = {
    "accept": "指标都有响应，前期样件看过，愿意合作。",
    "conditional": "路线可以，成本和节拍要再谈。",
    "refuse": "关键指标没有把握，不考虑。",
}
