"""Named reads of calls."""

from sqlalchemy import nulls_first, select

from app.calls.models import Call, CallState
from app.clock import now
from app.extensions import db
from app.workflow.visible import visible


def open_calls(user):
    """Published calls whose window is not over, the nearest deadline first."""
    chosen = visible(Call, user).where(Call.state == CallState.PUBLISHED, Call.closes_at >= now())
    return db.session.scalars(chosen.order_by(Call.closes_at)).all()


def newest_first(chosen):
    """What is being drawn up, then what was published last."""
    return chosen.order_by(nulls_first(Call.published_at.desc()), Call.id.desc())


def being_drawn_up(list_kind=None):
    """Calls that still take needs, newest first."""
    chosen = select(Call).where(Call.state == CallState.DRAFT)
    if list_kind:
        chosen = chosen.where(Call.list_kind == list_kind)
    return db.session.scalars(chosen.order_by(Call.id.desc())).all()
