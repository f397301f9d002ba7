"""Writes to needs that are not transitions, and the effects of those that are."""

from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import SYSTEM
from app.audit.operations import record
from app.bids import operations as bids
from app.clock import now
from app.extensions import db
from app.needs.models import Need, NeedIndicator
from app.numbering import next_number


def draft_need(organisation, actor, **fields):
    """A new draft of `organisation`, with the number it keeps for life."""
    need = Need(
        number=next_number("XQ"),
        organisation=organisation,
        created_by_id=actor.id,
        **fields,
    )
    db.session.add(need)
    record(need, "draft", actor, label="新建草稿", after=need.state)
    return need


def revise_need(need, fields, indicators, actor, is_autosave=False):
    """Write a form's fields and rows (None: leave the rows); autosaves are not events, a save is."""
    for name, value in fields.items():
        setattr(need, name, value)
    if indicators is not None:
        need.indicators = [
            NeedIndicator(position=position, **row) for position, row in enumerate(indicators)
        ]
    # A change of rows alone must move the version too, or a second writer would not notice.
    flag_modified(need, "title")
    db.session.flush()
    if not is_autosave:
        record(need, "revise", actor, label="已修改内容")


def take_from_call(need, actor, event):
    need.call_id = None


def leave_unpublished_call(need, actor, event):
    """A need that ends before its call is published must not hold the call back."""
    if need.published_at is None:
        need.call_id = None


def put_on_the_market(need, actor, event):
    need.published_at = now()
    need.closes_at = need.call.closes_at


def clear_publication(need, actor, event):
    need.call_id = need.published_at = need.closes_at = None


def open_bids(need, actor, event):
    for bid in need.bids:
        if bid.state.value == "submitted":
            bids.open_bid(bid, SYSTEM, event)


def expire_drafts(need, actor, event):
    for bid in need.bids:
        if bid.state.value == "draft":
            bids.expire_bid(bid, SYSTEM, event)


def end_bids(need, actor, event):
    """Whatever bid is still in play ends with the need, and its bidder is told why."""
    for bid in need.bids:
        if not bid.is_over:
            bids.end_bid(bid, SYSTEM, event)
