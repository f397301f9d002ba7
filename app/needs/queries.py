"""Named reads of needs."""

from datetime import timedelta

from sqlalchemy import select

from app.clock import now
from app.needs.models import Need, NeedState

PUBLIC_STATES = (
    NeedState.OPEN,
    NeedState.BID_CLOSED,
    NeedState.REVIEWING,
    NeedState.NO_BID,
    NeedState.AWARDED,
    NeedState.IN_PROJECT,
    NeedState.SOLVED,
    NeedState.FAILED,
)


def open_now():
    return select(Need).where(Need.state == NeedState.OPEN, Need.closes_at >= now())


def closing_soon(days=7):
    return open_now().where(Need.closes_at <= now() + timedelta(days))


def past_deadline():
    return select(Need).where(Need.state == NeedState.OPEN, Need.closes_at < now())
