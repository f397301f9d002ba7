"""A quarter of a year, from its first local instant to the first of the next."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.clock import end_of_day, today

WRITTEN = re.compile(r"(20\d\d)Q([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @property
    def begins_on(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def begins(self) -> datetime:
        """As naive UTC, like every instant that is stored."""
        return end_of_day(self.begins_on - timedelta(days=1)) + timedelta(seconds=1)

    @property
    def ends(self) -> datetime:
        """The first instant that no longer belongs to it."""
        return self.after.begins

    @property
    def after(self) -> "Quarter":
        return (
            Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)
        )

    @property
    def before(self) -> "Quarter":
        return (
            Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)
        )

    @property
    def code(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def label(self) -> str:
        return f"{self.year} 年第{'一二三四'[self.number - 1]}季度"

    def holds(self, column):
        """The condition that an instant in `column` lies in it."""
        return (column >= self.begins) & (column < self.ends)


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def read_quarter(code: str) -> Quarter:
    """The quarter written as 2026Q4; the present one where nothing or nonsense is."""
    found = WRITTEN.fullmatch(code.strip().upper())
    return Quarter(int(found[1]), int(found[2])) if found else quarter_of(today())


def latest_quarters(count=8) -> list[Quarter]:
    """The present one first."""
    found = [quarter_of(today())]
    while len(found) < count:
        found.append(found[-1].before)
    return found
