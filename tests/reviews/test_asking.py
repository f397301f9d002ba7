"""The officer asks experts: the fitting ones are offered, once, and never the conflicted."""

import pytest

from app.bids.models import BidState
from app.extensions import db
from app.inbox.models import Message
from app.needs.models import Need, NeedState
from app.reviews.models import Review, ReviewState
from app.workflow.declaration import Role
from tests import factories as f


def reviews(app):
    with app.app_context():
        return [
            (row.expert_id, row.bid_id, row.state)
            for row in db.session.scalars(db.select(Review).order_by(Review.id)).unique()
        ]


def test_the_need_is_vetted_by_the_experts_that_were_ticked(app, panel, signed_in):
    ids = panel(of_need=True)
    client = signed_in(ids.officer)
    page = client.get(f"/reviews/ask?need_id={ids.need}").text
    assert "乙专家" in page
    answer = client.send(
        f"/reviews/ask?need_id={ids.need}", {"experts": ids.other, "question": "看节拍"}
    )
    assert answer.location == f"/reviews/need/{ids.need}"
    assert reviews(app)[-1] == (ids.other, None, ReviewState.ASKED)
    with app.app_context():
        assert db.session.scalars(db.select(Message).filter_by(user_id=ids.other)).one()


def test_one_expert_is_asked_about_every_bid_at_once(app, panel, signed_in):
    ids = panel()
    with app.app_context():
        rival = f.make_bid(BidState.OPENED, db.session.get(Need, ids.need))
        f.make_bid(BidState.LOST, db.session.get(Need, ids.need))
        db.session.commit()
        rival = rival.id
    signed_in(ids.officer).send(
        f"/reviews/ask?need_id={ids.need}", {"experts": ids.other, "subjects": [ids.bid, rival]}
    )
    assert reviews(app)[1:] == [
        (ids.other, ids.bid, ReviewState.ASKED),
        (ids.other, rival, ReviewState.ASKED),
    ]


def test_nobody_is_asked_twice_about_the_same(app, panel, signed_in):
    ids = panel()
    client = signed_in(ids.officer)
    assert "甲专家" not in client.get(f"/reviews/ask?bid_id={ids.bid}").text
    answer = client.send(
        f"/reviews/ask?bid_id={ids.bid}", {"experts": ids.expert, "subjects": ids.bid}
    )
    assert answer.status_code == 400
    assert len(reviews(app)) == 1


@pytest.mark.parametrize("side", ["owner", "bidder", "rival"])
def test_an_expert_of_the_owner_or_of_any_bidder_is_not_offered_and_cannot_be_forced(
    app, panel, signed_in, side
):
    ids = panel()
    with app.app_context():
        need = db.session.get(Need, ids.need)
        rival = f.make_bid(BidState.OPENED, need)
        organisation = {
            "owner": need.organisation,
            "bidder": need.bids[0].organisation,
            "rival": rival.organisation,
        }[side]
        kin = f.make_user(Role.EXPERT, organisation=organisation, name="自家专家")
        db.session.commit()
        kin = kin.id
    client = signed_in(ids.officer)
    page = client.get(f"/reviews/ask?bid_id={ids.bid}").text
    assert "自家专家" not in page
    assert "略去 1 位" in page
    answer = client.send(f"/reviews/ask?bid_id={ids.bid}", {"experts": kin, "subjects": ids.bid})
    assert answer.status_code == 400
    assert len(reviews(app)) == 1


def test_whoever_recused_themselves_from_one_bid_is_not_asked_about_a_rival(app, panel, signed_in):
    ids = panel(ReviewState.CONFLICTED)
    with app.app_context():
        rival = f.make_bid(BidState.OPENED, db.session.get(Need, ids.need))
        db.session.commit()
        rival = rival.id
    assert "甲专家" not in signed_in(ids.officer).get(f"/reviews/ask?bid_id={rival}").text


def test_asking_without_ticking_anybody_says_so_and_keeps_the_question(app, panel, signed_in):
    ids = panel()
    answer = signed_in(ids.officer).send(
        f"/reviews/ask?bid_id={ids.bid}", {"subjects": ids.bid, "question": "重点看节拍"}
    )
    assert answer.status_code == 400
    assert "至少选一位专家" in answer.text
    assert "重点看节拍" in answer.text


@pytest.mark.parametrize("state", [NeedState.OPEN, NeedState.AWARDED, NeedState.SOLVED])
def test_outside_vetting_and_review_nobody_can_be_asked(made, signed_in, state):
    need = made(f.make_need, state=state)
    officer = signed_in(made(f.make_officer))
    assert officer.get(f"/reviews/ask?need_id={need}").status_code == 409
    expert = made(f.make_user, roles_=(Role.EXPERT,))
    assert officer.send(f"/reviews/ask?need_id={need}", {"experts": expert}).status_code == 409


@pytest.mark.parametrize("role", ["expert", "owner", "bidder", "auditor", "admin"])
def test_only_officers_ask(panel, signed_in, role):
    ids = panel()
    client = signed_in(getattr(ids, role))
    assert client.get(f"/reviews/ask?need_id={ids.need}").status_code == 403


def test_the_overview_shows_states_and_scores_of_all_experts(app, panel, signed_in):
    ids = panel(
        ReviewState.SUBMITTED,
        scores={"指标响应度与先进性": 28, "技术路线可行性": 20, "团队与前期基础": 15,
                "里程碑与进度": 8, "经费合理性": 7, "转化与本地落地": 4},
        recommendation="support",
        opinion="路线可行，建议支持",
    )  # fmt: skip
    for role in ("officer", "auditor"):
        page = signed_in(getattr(ids, role)).get(f"/reviews/need/{ids.need}").text
        assert "82 分" in page
        assert "甲专家" in page
        assert "路线可行，建议支持" in page


@pytest.mark.parametrize("role", ["expert", "owner", "bidder", "admin", "stranger"])
def test_the_overview_is_closed_to_everybody_else(panel, signed_in, role):
    ids = panel(ReviewState.SUBMITTED)
    assert signed_in(getattr(ids, role)).get(f"/reviews/need/{ids.need}").status_code == 404


def test_another_expert_takes_the_place_of_one_who_is_replaced(app, panel, signed_in):
    ids = panel(ReviewState.ACCEPTED)
    client = signed_in(ids.officer)
    answer = client.send(f"/reviews/{ids.review}/actions/replace", {"note": "迟迟没有评"})
    assert answer.status_code == 302
    assert reviews(app)[0][2] is ReviewState.REPLACED
    assert signed_in(ids.expert).get(f"/bids/{ids.bid}").status_code == 404
