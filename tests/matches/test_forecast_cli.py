"""flask warn-no-bids: one message near the close of a need that nobody has answered."""

from datetime import timedelta

import pytest

from app.bids.models import BidState
from app.clock import now
from app.extensions import db
from app.inbox.models import Message
from app.needs.models import Need
from tests.factories import make_bid


@pytest.fixture
def closing(app, parties):
    """The pair's need, six days before its close."""
    with app.app_context():
        db.session.get(Need, parties["need"]).closes_at = now() + timedelta(days=6)
        db.session.commit()
    return parties


def warn(app, *args):
    return app.test_cli_runner().invoke(args=["warn-no-bids", *args]).output


def told(app):
    with app.app_context():
        return [(row.user_id, row.subject, row.body) for row in db.session.query(Message)]


def test_owner_and_officers_get_one_message_with_proposals(app, closing):
    assert "1 件需求" in warn(app)
    messages = told(app)
    assert {person for person, _, _ in messages} == {closing["owner"], closing["officer"]}
    for _, subject, body in messages:
        assert subject.startswith("流榜预警：")
        for proposal in ("邀请：", "放宽：", "榜额：", "拆分："):
            assert proposal in body


def test_it_is_said_once(app, closing):
    warn(app)
    assert "0 件需求" in warn(app)
    assert len(told(app)) == 2


def test_a_need_put_on_a_list_again_is_warned_of_again(app, closing):
    warn(app)
    with app.app_context():
        db.session.get(Need, closing["need"]).published_at = now() + timedelta(seconds=1)
        db.session.commit()
    assert "1 件需求" in warn(app)


def test_a_need_with_a_sealed_bid_is_left_alone(app, closing):
    with app.app_context():
        make_bid(BidState.SUBMITTED, need=db.session.get(Need, closing["need"]))
        db.session.commit()
    assert "0 件需求" in warn(app)
    assert told(app) == []


def test_a_need_that_closes_later_waits(app, closing):
    assert "0 件需求" in warn(app, "--days", "3")
    assert told(app) == []
