"""The page of one bid: its answers against the need, its state, what happened to it."""

from dataclasses import replace

from flask import abort, render_template, request, url_for
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.acting import take_action, url_of
from app.audit.queries import timeline
from app.audit.telling import told
from app.bids import form_views  # noqa: F401 - its pages hang on the same blueprint
from app.bids.compare_views import COMPARES, opinion_form
from app.bids.list_views import bp
from app.bids.models import Bid, BidState
from app.bids.queries import project_of
from app.bids.responses import answers_of
from app.bids.rules import owner_may_answer
from app.files.queries import attachments_of
from app.header import header_of
from app.reviews.queries import reviews_of
from app.reviews.summaries import summary
from app.workflow.declaration import Role
from app.workflow.visible import may_edit

STAFF = {Role.OFFICER, Role.AUDITOR}
# What the bidder is owed a reason for.
ANSWERED = (BidState.INELIGIBLE, BidState.LOST, BidState.VOID, BidState.EXPIRED, BidState.RESERVE)


@bp.get("/<int:id>")
@signed_in
def show(id):
    bid = visible_or_404(Bid, id)
    roles = bid.roles_of(current_user)
    tab = request.args.get("tab", "content")
    events = _events(bid, roles)
    if tab not in ("content", "record") or (tab == "record" and events is None):
        abort(404)
    return render_template(
        "bids/show.html",
        bid=bid,
        need=bid.need,
        header=_header(bid),
        act_url=lambda name: url_for(".act", id=bid.id, name=name),
        tab=tab,
        tabs=_tabs(bid, roles, tab, events),
        answers=answers_of(bid),
        events=events or [],
        files=attachments_of(bid),
        verdict=_verdict(bid, roles),
        is_bidder=Role.CONTRACTOR in roles,
        is_sealed=bid.state is BidState.SUBMITTED,
        may_edit=may_edit(bid, current_user),
        shows_opinion=_shows_opinion(bid, roles),
        form=opinion_form(bid) if _may_answer(bid, roles) else None,
        summary=summary(reviews_of(bid.need, bid)) if roles & COMPARES else None,
        is_staff=bool(roles & STAFF),
        is_accepting=bid.need.is_accepting_bids,
        planned=sum(row.amount or 0 for row in bid.milestones),
    )


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(Bid, id, name)


def _header(bid):
    """After the close nobody wants to read, on every lost bid, that it cannot be changed."""
    header = header_of(bid, current_user)
    waits = tuple(pair for pair in header.held_back if pair[0].name != "revise")
    return replace(header, held_back=waits)


def _tabs(bid, roles, current, events):
    compares, project = bool(roles & COMPARES), project_of(bid, current_user)
    tabs = [
        {"label": "内容", "href": url_of(bid), "is_current": current == "content"},
        compares
        and {"label": "揭榜", "note": "比较", "href": url_for(".compare", need_id=bid.need_id)},
        roles & STAFF and {"label": "评审", "href": url_for("reviews.of_need", id=bid.need_id)},
        project and {"label": "项目", "href": url_of(project)},
        events is not None
        and {
            "label": "记录",
            "href": url_of(bid, tab="record"),
            "count": len(events),
            "is_current": current == "record",
        },
    ]
    return [tab for tab in tabs if tab]


def _events(bid, roles):
    """The record as far as it is the reader's: experts judge without it, and the bidder reads
    the owner's opinion only with the result."""
    if roles.isdisjoint({*COMPARES, Role.CONTRACTOR}):
        return None
    events = timeline(bid)
    if not _shows_opinion(bid, roles):
        events = [event for event in events if event.action != "owner_opinion"]
    return told(events)


def _verdict(bid, roles):
    """The event that says why the bid did not win, or None."""
    if bid.state not in ANSWERED or roles.isdisjoint({*COMPARES, Role.CONTRACTOR}):
        return None
    return next((event for event in timeline(bid) if event.after == bid.state.value), None)


def _shows_opinion(bid, roles):
    return bool(roles & COMPARES) or (Role.CONTRACTOR in roles and bid.is_over)


def _may_answer(bid, roles):
    return Role.OWNER in roles and owner_may_answer(bid) is None
