"""The one clock: instants are stored as naive UTC, days are counted in the city's time zone."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CITY = ZoneInfo("Asia/Shanghai")

_pretended = ContextVar("pretended", default=None)


def now():
    pretended = _pretended.get()
    return pretended or datetime.now(UTC).replace(tzinfo=None)


def today():
    return local_day(now())


@contextmanager
def pretending(instant):
    """Play the past: what is done inside happened at `instant`. For the demonstration only."""
    token = _pretended.set(instant)
    try:
        yield
    finally:
        _pretended.reset(token)


def local_day(instant) -> date:
    return instant.replace(tzinfo=UTC).astimezone(CITY).date()


def end_of_day(day):
    """The last second of a local day, as naive UTC: what "截止到这一天" means."""
    local = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=CITY)
    return local.astimezone(UTC).replace(tzinfo=None)
