"""Named reads of needs."""

import json
from datetime import timedelta

from sqlalchemy import String, and_, case, cast, func, or_, select

from app.accounts.models import Organisation
from app.clock import now
from app.extensions import db
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


def of_organisation(organisation_id):
    return select(Need).where(Need.organisation_id == organisation_id)


def waiting_for_a_call(list_kind):
    """Vetted needs of one kind of list, those that have waited longest first."""
    chosen = select(Need).where(Need.state == NeedState.VETTED, Need.list_kind == list_kind)
    return chosen.order_by(Need.state_since)


def regions_of(where):
    """The regions of the needs that meet `where`, for a filter."""
    chosen = select(Organisation.region).join(Need).where(where, Organisation.region != "")
    return db.session.scalars(chosen.distinct().order_by(Organisation.region)).all()


def counts_by_state(where):
    """{state: how many} of the needs that meet `where`."""
    counted = select(Need.state, func.count()).where(where).group_by(Need.state)
    return dict(db.session.execute(counted).all())


def mentions(words):
    """Every word occurs somewhere in the need or in its number, old or new."""
    return and_(*[or_(*_places(word)) for word in words])


def names(words):
    """How many of the words stand in the title."""
    hits = [case((Need.title.icontains(word, autoescape=True), 1), else_=0) for word in words]
    return sum(hits[1:], hits[0])


def _places(word):
    texts = (Need.title, Need.problem, Need.application, Need.field)
    # Keywords are stored as JSON, which writes a Chinese character as \uXXXX.
    coded = json.dumps(word)[1:-1]
    yield from (text.icontains(word, autoescape=True) for text in texts)
    yield cast(Need.keywords, String).icontains(coded, autoescape=True)
    yield Need.organisation.has(Organisation.name.icontains(word, autoescape=True))
    yield Need.number.icontains(word.upper().replace("JB-", "XQ-", 1), autoescape=True)
