"""When a state is late: working days, counted with the city's holidays."""

from datetime import date, timedelta

from flask import current_app

from app.clock import end_of_day, local_day
from app.workflow.registry import workflow_of


def due_at(thing):
    """The instant by which whoever it waits for should have acted, or None; a fact of the thing
    itself (a closing time) wins over the process's count of days."""
    own = getattr(thing, "due_at", None)
    if own is not None:
        return own
    days = workflow_of(thing).state(thing.state).due_days
    if days is None:
        return None
    return end_of_day(add_working_days(local_day(thing.state_since), days))


def add_working_days(day, count):
    holidays, workdays = _calendar()
    while count > 0:
        day += timedelta(days=1)
        if day in workdays or (day.weekday() < 5 and day not in holidays):
            count -= 1
    return day


def _calendar():
    read = current_app.config.get
    return tuple(
        {date.fromisoformat(text.strip()) for text in (read(key) or "").split(",") if text.strip()}
        for key in ("HOLIDAYS", "WORKDAYS")
    )
