"""Writes to calls that are not transitions, and the effects of those that are."""

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import SYSTEM
from app.audit.operations import record
from app.calls.models import Call, CallState
from app.clock import now
from app.extensions import db
from app.needs.models import NeedState
from app.needs.rules import has_sealed_bids
from app.numbering import next_number
from app.workflow.advance import advance
from app.workflow.declaration import NotNow


def draft_call(actor, **fields):
    call = Call(number=next_number("BD"), created_by_id=actor.id, **fields)
    db.session.add(call)
    record(call, "draft", actor, label="新建榜单", after=call.state)
    return call


def revise_call(call, fields, actor):
    for name, value in fields.items():
        setattr(call, name, value)
    flag_modified(call, "title")
    record(call, "revise", actor, label="已修改榜单")


def list_need(call, need, actor, version=None):
    """Put a vetted need on a call that is still being drawn up."""
    need.call = call
    db.session.flush()
    return advance(need, "list", actor, version=version)


def list_needs(call, needs, actor):
    """Put several on it, all or none; the call's version moves, so a publisher notices."""
    for need in needs:
        if need.list_kind != call.list_kind:
            raise NotNow(f"“{need.title}”不属于这一类榜单")
        list_need(call, need, actor)
    flag_modified(call, "title")


def unlist_need(call, need, actor):
    if need.call_id != call.id:
        raise NotNow("这件需求不在这个榜单里")
    advance(need, "unlist", actor)
    flag_modified(call, "title")


def publish_needs(call, actor, event):
    call.published_at = now()
    for need in call.needs:
        advance(need, "publish", SYSTEM, cause=event)


def release_needs(call, actor, event):
    for need in list(call.needs):
        advance(need, "unlist", actor, cause=event)


def close_needs(call, actor, event):
    for need in call.needs:
        if need.state is NeedState.OPEN:
            close_need(need, event)


def close_need(need, event=None):
    """Record what the clock has decided: closed with bids, or no bid."""
    advance(need, "lapse" if has_sealed_bids(need) else "close", SYSTEM, cause=event)


def close_due():
    """Close every call whose window is over; returns how many. Safe to run as often as one likes."""
    due = select(Call).where(Call.state == CallState.PUBLISHED, Call.closes_at < now())
    calls = db.session.scalars(due).all()
    for call in calls:
        advance(call, "close", SYSTEM)
    return len(calls)
