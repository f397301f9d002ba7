"""The demonstration's reserve: gaps taken up, money landed, investors talked to, results struck off."""

import json
from datetime import timedelta
from pathlib import Path

from app.clock import today
from app.demo.content import yuan
from app.reserve.operations import (
    add_lead,
    enter_provider,
    follow,
    report_progress,
    revise,
    take_suggestion,
)
from app.reserve.suggesting import suggestion_for
from app.workflow.advance import advance

TOLD = Path(__file__).parent / "reserve.json"


class ReservePlay:
    """`needs` are the rows by the keys of the texts, filled while the schedule plays."""

    def __init__(self, cast, schedule, needs):
        self.cast, self.schedule, self.needs = cast, schedule, needs
        self.items = {}

    def plan(self):
        told = json.loads(TOLD.read_text())
        for row in told["projects"]:
            self._plan(row)
        for code, days in told["leads"]:
            self.schedule.at(days, self._take, code)
        for days in told["follow"]:
            self.schedule.at(days, follow)

    def _plan(self, row):
        key, at = row["node"], self.schedule.at
        at(row["lead"], self._lead, row, today())
        at(row["admit"], self._act, key, "admit")
        if "need" in row:
            need, days = row["need"]
            at(days, self._link, key, need)
        if "start" in row:
            at(row["start"], self._act, key, "start")
        for days, note, landed, talks in row.get("reports", ()):
            at(days, self._report, key, note, yuan(landed), talks)
        if "provider" in row:
            days, *entered = row["provider"]
            at(days, self._provide, key, *entered)
        if "finish" in row:
            days, note = row["finish"]
            at(days, self._act, key, "finish", note)
        if "drop" in row:
            days, reason, note = row["drop"]
            at(days, self._act, key, "drop", note, reason)

    def _lead(self, row, day):
        """Days of the plan are counted back from `day`, the day the demonstration is loaded."""
        organisation = self.cast.organisations.get(row.get("organisation"))
        self.items[row["node"]] = add_lead(
            self.cast.nodes[row["node"]], row["kind"], self._hand(self.cast.nodes[row["node"]]),
            title=row["title"], gap=row["gap"], organisation=organisation,
            office=row.get("office", ""), planned_money=yuan(row["planned_wan"]),
            starts_on=day - timedelta(days=row["starts"]),
            ends_on=day - timedelta(days=row["ends"]),
            investor=row.get("investor", ""), investor_region=row.get("region", ""),
            talks=row.get("talks", ""),
        )  # fmt: skip

    def _act(self, key, name, note="", reason=""):
        advance(self.items[key], name, self._hand(self.items[key].node), note=note, reason=reason)

    def _link(self, key, need):
        revise(self.items[key], {"need": self.needs[need]}, self._hand(self.items[key].node))

    def _report(self, key, note, landed, talks):
        item = self.items[key]
        person = item.organisation.users[0] if item.organisation else self._hand(item.node)
        report_progress(item, note, landed, talks, person)

    def _provide(self, key, name, scope, share, evidence):
        item = self.items[key]
        enter_provider(item, name, scope, share, evidence, None, self._hand(item.node))

    def _take(self, code):
        suggestion = suggestion_for(self.cast.nodes[code])
        if suggestion is not None:
            take_suggestion(suggestion, self.cast.chain_lead)

    def _hand(self, node):
        """The lead of its chain, or an officer where the cast has none for it."""
        lead = self.cast.chain_lead
        return lead if lead in node.chain.leads else self.cast.officer
