"""A sealed bid is read by its bidder and by nobody else, through no door of the house."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.accounts.models import User
from app.bids.models import Bid, BidState
from app.bids.operations import revise_bid
from app.clock import now
from app.extensions import db
from app.files.operations import keep_file
from app.needs.models import Need
from app.workflow.advance import advance
from app.workflow.visible import may_see, visible
from tests.files import samples

EVERYBODY_ELSE = (
    "owner", "rival", "officer", "district", "lead", "auditor", "admin", "panelist", "expert",
)  # fmt: skip
SECRETS = ("保密研究院", "秘密负责人", "FA-2026", "FA-20")
DOORS = (
    "/bids/{bid}",
    "/bids/{bid}?tab=record",
    "/bids/{bid}/edit",
    "/api/bids/{bid}",
)
ROOMS = (
    "/bids/",
    "/bids/?q=保密研究院",
    "/bids/?state=submitted",
    "/bids/?need_id={need}",
    "/bids/need/{need}/compare",
    "/reviews/need/{need}",
    "/reviews/ask?need_id={need}",
    "/api/bids",
)

OTHER_ROOMS = (
    "/needs/{need}",
    "/needs/{need}?tab=bids",
    "/needs/{need}?tab=record",
    "/inbox/desk",
    "/inbox/messages",
    "/statistics",
    "/audit/",
    "/audit/?thing_kind=bid",
)


@pytest.mark.parametrize("state", [BidState.DRAFT, BidState.SUBMITTED, BidState.WITHDRAWN])
@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_nobody_but_the_bidder_opens_a_bid_before_the_opening(staged, signed_in, state, role):
    ids = staged(state)
    client = signed_in(getattr(ids, role))
    for door in DOORS:
        answer = client.get(door.format(bid=ids.bid, need=ids.need))
        assert answer.status_code == 404, door
        assert not any(secret in answer.text for secret in SECRETS), door


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_no_list_names_the_bidder_of_a_sealed_bid(staged, signed_in, role):
    ids = staged(BidState.SUBMITTED)
    client = signed_in(getattr(ids, role))
    for room in ROOMS:
        answer = client.get(room.format(bid=ids.bid, need=ids.need))
        assert answer.status_code < 500, room
        shown = answer.text.replace("保密研究院", "", 1) if "q=" in room else answer.text
        assert "秘密负责人" not in shown, room
        assert not any(secret in shown for secret in SECRETS), room


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_no_export_carries_a_sealed_bid(staged, signed_in, role):
    ids = staged(BidState.SUBMITTED)
    client = signed_in(getattr(ids, role))
    sheet = load_workbook(BytesIO(client.get("/bids/?export=xlsx").data)).active
    assert sheet.max_row == 1


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_nobody_else_can_act_on_a_sealed_bid(staged, signed_in, role):
    ids = staged(BidState.SUBMITTED)
    client = signed_in(getattr(ids, role))
    for path in ("actions/withdraw", "actions/qualify", "edit", "autosave", "owner-opinion"):
        assert client.send(f"/bids/{ids.bid}/{path}", {"note": "看看"}).status_code == 404, path


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_no_other_room_lets_slip_who_handed_in_a_bid(app, staged, signed_in, role):
    ids = staged(BidState.DRAFT)
    with app.app_context():
        bidder, bid = _user(ids.bidder), db.session.get(Bid, ids.bid)
        bidder.name = "投标人甲"
        revise_bid(bid, {"route": "改过的路线"}, {}, [{"title": "试制", "month": 6}], bidder)
        for row in bid.responses:
            row.promised_value = 1
        advance(bid, "submit", bidder)
        db.session.commit()
    client = signed_in(getattr(ids, role))
    for room in OTHER_ROOMS:
        shown = client.get(room.format(bid=ids.bid, need=ids.need)).text
        assert not any(secret in shown for secret in (*SECRETS, "投标人甲")), room


@pytest.mark.parametrize("role", [*EVERYBODY_ELSE, "visitor"])
def test_the_files_of_a_sealed_bid_are_not_there_for_anybody_else(
    app, staged, signed_in, client, role
):
    ids = staged(BidState.SUBMITTED)
    with app.app_context():
        kept = keep_file(db.session.get(Bid, ids.bid), _user(ids.bidder), "报告.pdf", samples.PDF)
        db.session.commit()
        kept = kept.id
    stranger = client if role == "visitor" else signed_in(getattr(ids, role))
    assert stranger.get(f"/files/{kept}").status_code == 404
    if role != "visitor":
        assert stranger.send(f"/files/{kept}/remove").status_code == 404
        assert stranger.send(f"/files/bids/{ids.bid}").status_code == 404
    bidder = signed_in(ids.bidder)
    assert bidder.get(f"/files/{kept}").data == samples.PDF
    assert "报告.pdf" in bidder.get(f"/bids/{ids.bid}").text


def test_a_visitor_is_sent_to_sign_in(staged, client):
    ids = staged(BidState.SUBMITTED)
    for door in ("/bids/", f"/bids/{ids.bid}", f"/bids/need/{ids.need}/compare"):
        answer = client.get(door)
        assert answer.status_code == 302
        assert "/accounts/login" in answer.location
    assert client.get(f"/api/bids/{ids.bid}").status_code == 404


def test_the_bidder_reads_it_and_is_told_that_it_is_sealed(staged, signed_in):
    ids = staged(BidState.SUBMITTED)
    page = signed_in(ids.bidder).get(f"/bids/{ids.bid}")
    assert page.status_code == 200
    assert "已密封" in page.text
    assert "秘密负责人" in page.text


def test_officer_and_auditor_see_how_many_are_sealed_and_nothing_more(staged, signed_in):
    ids = staged(BidState.SUBMITTED)
    for role in ("officer", "auditor"):
        page = signed_in(getattr(ids, role)).get("/bids/").text
        assert "1 份，谁交的、写了什么，开榜前谁也看不到" in page
    assert "密封件数" not in signed_in(ids.owner).get("/bids/").text


def test_the_opening_shows_every_sealed_bid_to_owner_officer_and_auditor_at_once(
    app, staged, signed_in
):
    ids = staged(BidState.SUBMITTED, closes_at=now() - timedelta(hours=1))
    with app.app_context():
        need = db.session.get(Need, ids.need)
        officer = _user(ids.officer)
        advance(need, "close", officer)
        advance(need, "open_bids", officer)
        db.session.commit()
    for role in ("owner", "officer", "auditor", "bidder", "panelist"):
        assert signed_in(getattr(ids, role)).get(f"/bids/{ids.bid}").status_code == 200, role
    for role in ("rival", "district", "lead", "admin", "expert"):
        assert signed_in(getattr(ids, role)).get(f"/bids/{ids.bid}").status_code == 404, role


@pytest.mark.parametrize("role", [*EVERYBODY_ELSE, "bidder"])
@pytest.mark.parametrize("state", list(BidState))
def test_the_list_and_the_page_agree_on_who_sees_a_bid(app, staged, role, state):
    ids = staged(state)
    with app.app_context():
        user, bid = _user(getattr(ids, role)), db.session.get(Bid, ids.bid)
        listed = bid in db.session.scalars(visible(Bid, user)).unique().all()
        assert listed == may_see(bid, user)


def _user(id):
    return db.session.get(User, id)
