"""Writes to bids that are not transitions, and the effects of those that are."""

from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import SYSTEM
from app.accounts.roles import holders
from app.audit.operations import record
from app.bids.models import IN_PLAY, Bid, BidMilestone, BidResponse
from app.bids.prefill import bring_in
from app.bids.rules import owner_may_answer
from app.clock import now
from app.extensions import db
from app.inbox.operations import notify
from app.numbering import next_number
from app.projects import operations as projects
from app.workflow.advance import advance
from app.workflow.declaration import NotNow, Role


def draft_bid(need, organisation, actor, capability=None):
    """A new draft with one answer for every indicator of the need, from a capability if given."""
    bid = Bid(
        number=next_number("FA"),
        need=need,
        organisation=organisation,
        created_by_id=actor.id,
    )
    db.session.add(bid)
    bid.responses = [
        BidResponse(indicator=row, promised_operator=row.operator) for row in need.indicators
    ]
    if capability is not None:
        bring_in(bid, capability)
    record(bid, "draft", actor, label="新建揭榜草稿", after=bid.state)
    return bid


def revise_bid(bid, fields, responses, milestones, actor, is_autosave=False):
    """Write the form; `responses` is {indicator_id: fields}, `milestones` a list of fields."""
    for name, value in fields.items():
        setattr(bid, name, value)
    for row in bid.responses:
        for name, value in responses.get(row.indicator_id, {}).items():
            setattr(row, name, value)
        # Blank means "as asked"; a range is asked by its ends and promised by one figure.
        row.promised_operator = row.promised_operator or row.indicator.operator
    bid.milestones = [BidMilestone(position=n, **row) for n, row in enumerate(milestones)]
    # Rows live in tables of their own; the bid's version must tell that they changed.
    flag_modified(bid, "team")
    db.session.flush()
    if not is_autosave:
        record(bid, "revise", actor, label="已修改方案")


def record_owner_opinion(bid, opinion, note, actor):
    """What the need's owner says of an opened bid; the award waits for it."""
    if why := owner_may_answer(bid):
        raise NotNow(why)
    bid.owner_opinion, bid.owner_note = opinion, note
    label = f"需求方{bid.owner_opinion_label}"
    event = record(bid, "owner_opinion", actor, label=label, note=note)
    notify(holders(Role.OFFICER), bid, event, f"{label}：{bid.title}")


def begin_again(bid, actor, event):
    """What was said of an earlier round does not speak of the next one."""
    bid.submitted_at = None
    bid.owner_opinion = bid.owner_note = ""


def stamp_submission(bid, actor, event):
    bid.submitted_at = now()


def open_bid(bid, actor, cause):
    advance(bid, "open", actor, cause=cause)


def expire_bid(bid, actor, cause):
    advance(bid, "expire", actor, cause=cause)


def end_bid(bid, actor, cause):
    advance(bid, "void", actor, note=cause.note, cause=cause)


def decline_rivals(bid, actor, event):
    for rival in bid.need.bids:
        if rival is not bid and rival.state in IN_PLAY:
            advance(rival, "lose", SYSTEM, note="本需求已选定其他方案", cause=event)


def award_need(bid, actor, event):
    advance(bid.need, "award", SYSTEM, cause=event)


def open_project(bid, actor, event):
    projects.project_from_bid(bid, actor, event)
