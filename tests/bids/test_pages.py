"""The opened bid, the comparison, the owner's opinion, the list and its export."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.bids.models import Bid, BidState
from app.extensions import db
from app.inbox.models import Message
from app.needs.models import NeedState
from app.reviews.models import BID_SHEET, ReviewState
from app.workflow.advance import advance
from app.workflow.declaration import NotNow
from tests import factories as f


def test_the_page_marks_each_answer_against_its_target(app, staged, signed_in):
    ids = staged(BidState.OPENED)
    with app.app_context():
        responses = db.session.get(Bid, ids.bid).responses
        responses[0].promised_value, responses[1].promised_value = 0.85, 200
        db.session.commit()
    page = signed_in(ids.officer).get(f"/bids/{ids.bid}").text
    assert "差 0.05，即 6%" in page
    assert "差 60，即 23%" in page
    assert page.index("接近") < page.index("差 60")


def test_a_loser_reads_the_reason_and_the_note(app, staged, signed_in):
    ids = staged(BidState.ELIGIBLE)
    signed_in(ids.officer).send(
        f"/bids/{ids.bid}/actions/decline", {"reason": "route", "note": "节拍没有可行的办法"}
    )
    page = signed_in(ids.bidder).get(f"/bids/{ids.bid}").text
    assert "技术路线不可行或风险过大" in page
    assert "节拍没有可行的办法" in page


def test_declining_without_a_reason_is_refused(app, staged, signed_in):
    ids = staged(BidState.ELIGIBLE)
    answer = signed_in(ids.officer).send(f"/bids/{ids.bid}/actions/decline", {"note": "不行"})
    assert answer.status_code == 400
    assert "不行" in answer.text


def test_two_officers_deciding_at_once_the_second_is_told_and_keeps_the_text(
    app, staged, signed_in
):
    ids = staged(BidState.OPENED)
    first, second = signed_in(ids.officer), signed_in(ids.officer)
    seen = {"version": "1", "note": "材料齐全，同意"}
    assert first.send(f"/bids/{ids.bid}/actions/qualify", seen).status_code == 302
    answer = second.send(
        f"/bids/{ids.bid}/actions/disqualify",
        {"version": "1", "reason": "credit", "note": "有失信记录"},
    )
    assert answer.status_code == 409
    assert "有失信记录" in answer.text


def test_the_owner_answers_an_opened_bid_and_the_officers_hear_of_it(app, staged, signed_in):
    ids = staged(BidState.ELIGIBLE)
    client = signed_in(ids.owner)
    assert "需求方表态" in client.get(f"/bids/{ids.bid}").text
    answer = client.send(
        f"/bids/{ids.bid}/owner-opinion", {"owner_opinion": "conditional", "owner_note": "价格再谈"}
    )
    assert answer.status_code == 302
    with app.app_context():
        bid = db.session.get(Bid, ids.bid)
        assert (bid.owner_opinion, bid.owner_note) == ("conditional", "价格再谈")
        told = db.session.scalars(db.select(Message).filter_by(action="owner_opinion")).all()
        assert [message.user_id for message in told] == [ids.officer]


def test_a_condition_without_words_is_asked_for_again(app, staged, signed_in):
    ids = staged(BidState.ELIGIBLE)
    answer = signed_in(ids.owner).send(
        f"/bids/{ids.bid}/owner-opinion", {"owner_opinion": "refuse", "owner_note": " "}
    )
    assert answer.status_code == 400
    assert "要写明条件或理由" in answer.text
    with app.app_context():
        assert db.session.get(Bid, ids.bid).owner_opinion == ""


@pytest.mark.parametrize("role", ["officer", "auditor", "bidder", "panelist"])
def test_nobody_but_the_owner_speaks_for_the_owner(staged, signed_in, role):
    ids = staged(BidState.ELIGIBLE)
    answer = signed_in(getattr(ids, role)).send(
        f"/bids/{ids.bid}/owner-opinion", {"owner_opinion": "accept"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("state", "need_state"),
    [(BidState.LOST, NeedState.AWARDED), (BidState.AWARDED, NeedState.AWARDED)],
)
def test_after_the_decision_the_owner_can_no_longer_answer(staged, signed_in, state, need_state):
    ids = staged(state, need_state)
    answer = signed_in(ids.owner).send(
        f"/bids/{ids.bid}/owner-opinion", {"owner_opinion": "refuse", "owner_note": "反悔"}
    )
    assert answer.status_code == 409


def test_a_second_colleague_of_the_owner_is_told_that_somebody_was_quicker(app, staged, signed_in):
    ids = staged(BidState.ELIGIBLE)
    client = signed_in(ids.owner)
    fields = {"version": "1", "owner_opinion": "accept", "owner_note": ""}
    client.send(f"/bids/{ids.bid}/owner-opinion", fields)
    later = fields | {"owner_opinion": "refuse", "owner_note": "我写的理由"}
    answer = client.send(f"/bids/{ids.bid}/owner-opinion", later)
    assert answer.status_code == 409
    assert "我写的理由" in answer.text


def test_the_bidder_reads_the_owners_opinion_only_with_the_result(app, staged, signed_in):
    ids = staged(BidState.ELIGIBLE)
    signed_in(ids.owner).send(
        f"/bids/{ids.bid}/owner-opinion", {"owner_opinion": "refuse", "owner_note": "路线太旧"}
    )
    bidder = signed_in(ids.bidder)
    for tab in ("content", "record"):
        assert "路线太旧" not in bidder.get(f"/bids/{ids.bid}?tab={tab}").text
    signed_in(ids.officer).send(
        f"/bids/{ids.bid}/actions/decline", {"reason": "route", "note": "不采用"}
    )
    assert "路线太旧" in bidder.get(f"/bids/{ids.bid}").text


def test_an_expert_reads_the_bid_without_its_record_and_without_the_owners_opinion(
    app, staged, signed_in
):
    ids = staged(BidState.ELIGIBLE, owner_opinion="refuse", owner_note="路线太旧")
    panelist = signed_in(ids.panelist)
    page = panelist.get(f"/bids/{ids.bid}")
    assert page.status_code == 200
    assert "路线太旧" not in page.text
    assert panelist.get(f"/bids/{ids.bid}?tab=record").status_code == 404
    assert panelist.get(f"/bids/need/{ids.need}/compare").status_code == 404


def test_an_expert_of_one_bid_does_not_read_its_rival(app, staged, signed_in):
    ids = staged(BidState.ELIGIBLE)
    with app.app_context():
        rival = f.make_bid(BidState.ELIGIBLE, db.session.get(Bid, ids.bid).need)
        db.session.commit()
        rival = rival.id
    assert signed_in(ids.panelist).get(f"/bids/{rival}").status_code == 404


def test_the_comparison_puts_the_opened_bids_side_by_side(app, staged, signed_in):
    ids = staged(BidState.ELIGIBLE)
    with app.app_context():
        need = db.session.get(Bid, ids.bid).need
        rival = f.make_bid(BidState.OPENED, need, f.make_organisation(name="对手大学"))
        f.make_review(
            ReviewState.SUBMITTED,
            need,
            bid=rival,
            scores=dict.fromkeys(BID_SHEET, 5),
            recommendation="support",
            opinion="可行",
        )
        db.session.commit()
    for role in ("owner", "officer", "auditor"):
        page = signed_in(getattr(ids, role)).get(f"/bids/need/{ids.need}/compare").text
        assert "保密研究院" in page
        assert "对手大学" in page
        assert '<b class="num">30</b> 分' in page
    sheet = load_workbook(
        BytesIO(signed_in(ids.officer).get(f"/bids/need/{ids.need}/compare?export=xlsx").data)
    ).active
    assert [cell.value for cell in sheet[1]] == ["指标", "要求", "保密研究院", "对手大学"]
    assert sheet["C2"].value == "≤ 0.8，达到"


@pytest.mark.parametrize("role", ["bidder", "rival", "district", "lead", "admin", "expert"])
def test_the_comparison_is_closed_to_everybody_else(staged, signed_in, role):
    ids = staged(BidState.ELIGIBLE)
    client = signed_in(getattr(ids, role))
    assert client.get(f"/bids/need/{ids.need}/compare").status_code == 404


def test_the_officer_is_told_why_the_award_must_wait(staged, signed_in):
    ids = staged(BidState.ELIGIBLE)
    page = signed_in(ids.officer).get(f"/bids/{ids.bid}").text
    assert "需求方还没有对这份方案表态" in page


def test_the_award_tells_the_winner_and_gives_the_others_a_reason(app, staged, signed_in):
    ids = staged(BidState.ELIGIBLE, owner_opinion="accept")
    with app.app_context():
        rival = f.make_bid(BidState.ELIGIBLE, db.session.get(Bid, ids.bid).need)
        solver = f.make_solver(rival.organisation)
        db.session.commit()
        rival, solver = rival.id, solver.id
    signed_in(ids.officer).send(f"/bids/{ids.bid}/actions/award", {"note": "指标响应充分"})
    assert "中榜" in signed_in(ids.bidder).get(f"/bids/{ids.bid}").text
    assert "本需求已选定其他方案" in signed_in(solver).get(f"/bids/{rival}").text


def test_the_list_filters_sorts_and_exports_exactly_what_it_shows(app, staged, signed_in):
    ids = staged(BidState.OPENED, price=3_000_000)
    with app.app_context():
        f.make_bid(BidState.ELIGIBLE, f.make_need(NeedState.REVIEWING), price=1_000_000)
        f.make_bid(BidState.SUBMITTED)
        db.session.commit()
    client = signed_in(ids.officer)
    prices = [row[6].value for row in _sheet(client, "sort=price")]
    assert prices == [100, 300]
    assert [row[6].value for row in _sheet(client, "sort=-price")] == [300, 100]
    assert [row[4].value for row in _sheet(client, "q=保密")] == ["保密研究院"]
    assert len(_sheet(client, "state=eligible")) == 1
    assert len(_sheet(client, f"need_id={ids.need}")) == 1
    assert "清除条件" in client.get("/bids/?q=没有这样的").text


@pytest.mark.parametrize(
    "query", ["sort=nonsense", "page=999", "per_page=7", "need_id=x", "state=?"]
)
def test_nonsense_in_the_address_does_no_harm(staged, signed_in, query):
    ids = staged(BidState.OPENED)
    assert signed_in(ids.officer).get(f"/bids/?{query}").status_code == 200


def test_an_empty_list_says_what_would_be_here_and_where_it_starts(made, signed_in):
    assert "还没有揭过榜" in signed_in(made(f.make_solver)).get("/bids/").text
    assert "还没有开榜的方案" in signed_in(made(f.make_officer)).get("/bids/").text


def test_a_decided_bid_takes_no_owner_opinion_from_code_either(app, context):
    from app.bids.operations import record_owner_opinion

    bid = f.make_bid(BidState.LOST, f.make_need(NeedState.AWARDED))
    with pytest.raises(NotNow):
        record_owner_opinion(bid, "accept", "", f.make_submitter(bid.need.organisation))


def test_the_end_of_a_need_ends_its_bids_with_the_reason(app, context):
    need = f.make_need(NeedState.OPEN)
    bid = f.make_bid(BidState.SUBMITTED, need)
    advance(need, "cancel", f.make_officer(), note="企业已停产")
    assert bid.state is BidState.VOID


def _sheet(client, query):
    answer = client.get(f"/bids/?export=xlsx&{query}")
    return list(load_workbook(BytesIO(answer.data)).active.iter_rows(min_row=2))
