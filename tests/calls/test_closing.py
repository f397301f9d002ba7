"""The clock closes a call: with bids its needs wait to be opened, without they lapse."""

from datetime import timedelta

import pytest

from app.audit.queries import timeline
from app.bids.models import Bid, BidState
from app.calls.models import Call, CallState
from app.calls.operations import close_due
from app.clock import now
from app.extensions import db
from app.needs.models import Need, NeedState
from tests import factories as make


@pytest.fixture
def over(context):
    """A published call past its hour: one need with a sealed bid, one with only a draft of one."""
    past = now() - timedelta(minutes=5)
    wanted = make.make_need(NeedState.OPEN, closes_at=past)
    unwanted = make.make_need(NeedState.OPEN, closes_at=past)
    make.make_bid(BidState.SUBMITTED, wanted)
    make.make_bid(BidState.DRAFT, wanted)
    make.make_bid(BidState.DRAFT, unwanted)
    call = make.make_call(CallState.PUBLISHED, [wanted, unwanted], closes_at=past)
    return call, wanted, unwanted


def test_a_need_with_bids_closes_and_one_without_lapses(over):
    call, wanted, unwanted = over
    assert close_due() == 1
    assert call.state is CallState.CLOSED
    assert wanted.state is NeedState.BID_CLOSED
    assert unwanted.state is NeedState.NO_BID


def test_sealed_bids_stay_sealed_and_drafts_expire(over):
    close_due()
    states = sorted(bid.state.value for bid in db.session.scalars(db.select(Bid)).unique())
    assert states == ["expired", "expired", "submitted"]


def test_closing_again_changes_nothing(over):
    close_due()
    assert close_due() == 0


def test_the_close_is_recorded_as_the_systems_doing_and_public(over):
    call, wanted, _ = over
    close_due()
    (event,) = [event for event in timeline(wanted) if event.action == "close"]
    assert (event.actor_name, event.is_public) == ("系统", True)
    assert event.cause_id == timeline(call)[0].id


def test_a_call_before_its_hour_is_left_alone(context):
    call = make.make_call(CallState.PUBLISHED, [make.make_need(NeedState.OPEN)])
    assert close_due() == 0
    assert call.state is CallState.PUBLISHED


def test_a_need_cancelled_meanwhile_stays_cancelled(over):
    call, wanted, unwanted = over
    unwanted.state = NeedState.CANCELLED
    db.session.flush()
    close_due()
    assert unwanted.state is NeedState.CANCELLED
    assert wanted.state is NeedState.BID_CLOSED


def test_past_the_hour_no_bid_is_offered_even_before_the_close_is_recorded(app, client):
    with app.app_context():
        need = make.make_need(NeedState.OPEN, closes_at=now() - timedelta(seconds=5)).id
        db.session.commit()
    page = client.get(f"/needs/{need}").text
    assert "登录后揭榜" not in page
    assert "揭榜已经截止" in page


def test_a_lapsed_need_goes_on_a_later_call(app, made, signed_in):
    officer = signed_in(made(make.make_officer))
    with app.app_context():
        need = make.make_need(NeedState.NO_BID)
        old = make.make_call(CallState.CLOSED, [need])
        later = make.make_call(title="下一批")
        db.session.commit()
        need, old, later = need.id, old.id, later.id
        owner = make.make_submitter(db.session.get(Need, need).organisation).id
        db.session.commit()
    officer.send(f"/needs/{need}/actions/relist", {"note": "提高榜额后再发"})
    signed_in(owner).send(f"/needs/{need}/actions/submit")
    for name in ("recommend", "vet"):
        officer.send(f"/needs/{need}/actions/{name}", {"note": "同意"})
    officer.send(f"/calls/{later}/needs", {"ids": need})
    assert officer.send(f"/calls/{later}/actions/publish").status_code == 302
    with app.app_context():
        row = db.session.get(Need, need)
        assert (row.state, row.call_id) == (NeedState.OPEN, later)
        assert db.session.get(Call, old).needs == []
