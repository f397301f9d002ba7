"""Who answers for the chains of the demonstration, what lead enterprises asked, and a count each month."""

import json
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import select

from app.chain_offices.operations import appoint_lead, write_office
from app.chain_offices.queries import lead_enterprises
from app.chain_offices.request_operations import ask_service
from app.chain_offices.snapshots import take_snapshots
from app.chains.models import Chain
from app.clock import today
from app.dispatches.operations import draft_order
from app.extensions import db
from app.workflow.advance import advance

TOLD = Path(__file__).parent / "offices.json"
WRITTEN = 325  # days ago, or on the first day of the plan where that was later
MONTHS = 12  # ends of months that were counted while the demonstration was played
DISPATCHED = 18  # days ago: its items are late by now
PLAIN = ("city_lead", "office_name", "office_phone", "plan_title", "plan_text")
OWNER_MOVES = ("confirm", "reopen", "withdraw")


class OfficePlay:
    def __init__(self, cast, schedule):
        self.cast, self.schedule = cast, schedule

    def plan(self):
        for code, told in json.loads(TOLD.read_text()).items():
            written = told["plan_days"][0] if told["plan_days"] else WRITTEN
            self.schedule.at(written, self._write, code, told, today())
            for key, days in told["leads"]:
                self.schedule.at(days, self._appoint, code, key)
            for row in told["requests"]:
                self._plan_request(code, row)
        self.schedule.at(DISPATCHED, self._dispatch, "nev")
        for days in days_to_month_ends(today()):
            # The count reads the records as they had been played by that day: nothing is made up.
            self.schedule.at(days, take_snapshots)

    def _plan_request(self, code, row):
        asked = []
        self.schedule.at(row["asked"], self._ask, code, row, asked)
        for name, days, note, *_ in row["moves"]:
            self.schedule.at(days, self._move, asked, name, note)

    def _write(self, code, told, day):
        """Dates in the text are days before `day`, the day the demonstration is loaded."""
        dates = partial(_before, day)
        begins, ends = told["plan_days"] or (None, None)
        fields = {name: told[name] for name in PLAIN}
        fields |= {"plan_from": dates(begins), "plan_until": dates(ends)}
        rows = {
            "district_leads": [
                {"region": region, "post": post} for region, post in told["district_leads"]
            ],
            "goals": [
                {"what": what, "due_on": dates(due), "progress": progress, "is_reached": False}
                for what, due, progress in told["goals"]
            ],
            "policies": [
                {
                    "title": title,
                    "document_number": number,
                    "gives": gives,
                    "valid_until": dates(end),
                }
                for title, number, gives, end in told["policies"]
            ],
        }
        write_office(_chain(code), fields, rows, self.cast.officer)

    def _appoint(self, code, key):
        appoint_lead(_chain(code), self.cast.organisations[key], today(), self.cast.officer)

    def _ask(self, code, row, asked):
        fields = {name: row[name] for name in ("kind", "title", "details")}
        by = row["by"]
        organisation, person = self.cast.organisations[by], self.cast.people[by]
        asked.append(ask_service(_chain(code), organisation, person, **fields))

    def _dispatch(self, code):
        """Of what is drafted, whatever names nobody is asked of the first lead enterprise."""
        chain = _chain(code)
        order = draft_order(chain, self.cast.chain_lead)
        for item in order.items:
            item.organisation = item.organisation or lead_enterprises(chain)[0].organisation
        db.session.flush()
        advance(order, "send", self.cast.chain_lead)

    def _move(self, asked, name, note):
        (request,) = asked
        owner = next(p for p in self.cast.people.values() if p.organisation is request.organisation)
        advance(request, name, owner if name in OWNER_MOVES else self.cast.chain_lead, note=note)


def days_to_month_ends(day):
    """How many days before `day` each of the last months ended, and 0 for the present one."""
    found, first = [0], day.replace(day=1)
    for _ in range(MONTHS - 1):
        last = first - timedelta(days=1)
        found.append((day - last).days)
        first = last.replace(day=1)
    return found


def _before(day, days):
    return None if days is None else day - timedelta(days=days)


def _chain(code):
    return db.session.scalar(select(Chain).where(Chain.code == code))
