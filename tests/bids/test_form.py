"""Writing a bid: one for each need and organisation, saved as typed, submitted when whole."""

from datetime import timedelta

import pytest

from app.audit.models import AuditEvent
from app.bids.models import Bid, BidState
from app.clock import now
from app.extensions import db
from app.needs.models import Need, NeedState
from tests import factories as f
from tests.bids.conftest import full_form


def bid_in(app, id):
    with app.app_context():
        bid = db.session.get(Bid, id)
        # Read now: the row outlives its session.
        _ = [row.indicator for row in bid.responses], list(bid.milestones), bid.need.organisation
        return bid


@pytest.fixture
def writing(app, staged, signed_in):
    ids = staged(BidState.DRAFT)
    return ids, signed_in(ids.bidder)


def post(client, ids, app, action="edit", **changes):
    return client.send(f"/bids/{ids.bid}/{action}", full_form(bid_in(app, ids.bid), **changes))


def test_a_solver_begins_a_bid_with_an_empty_answer_for_every_indicator(app, made, signed_in):
    need = made(f.make_need, state=NeedState.OPEN)
    client = signed_in(made(f.make_solver))
    assert "先准备好" in client.get(f"/bids/new?need_id={need}").text
    answer = client.send("/bids/new", {"need_id": need}, page=f"/bids/new?need_id={need}")
    assert answer.status_code == 302
    with app.app_context():
        bid = db.session.scalars(db.select(Bid)).unique().one()
        assert len(bid.responses) == 2
        assert bid.state is BidState.DRAFT


def test_beginning_again_leads_to_the_bid_there_is(app, writing):
    ids, client = writing
    for answer in (
        client.get(f"/bids/new?need_id={ids.need}"),
        client.send("/bids/new", {"need_id": ids.need}),
    ):
        assert answer.location == f"/bids/{ids.bid}"
    with app.app_context():
        assert len(db.session.scalars(db.select(Bid)).unique().all()) == 1


def test_an_organisation_cannot_bid_on_its_own_need(app, made, signed_in):
    with app.app_context():
        organisation = f.make_organisation()
        need, solver = f.make_need(NeedState.OPEN, organisation), f.make_solver(organisation)
        db.session.commit()
        need, solver = need.id, solver.id
    client = signed_in(solver)
    assert "不能揭本单位自己的榜" in client.get(f"/bids/new?need_id={need}").text
    assert client.send("/bids/new", {"need_id": need}).status_code == 409


def test_a_closed_need_takes_no_new_bid(made, signed_in):
    need = made(f.make_need, state=NeedState.OPEN, closes_at=now() - timedelta(minutes=1))
    client = signed_in(made(f.make_solver))
    assert client.send("/bids/new", {"need_id": need}).status_code == 409


def test_a_need_that_is_not_public_cannot_be_bid_on(made, signed_in):
    need = made(f.make_need, state=NeedState.VETTED)
    client = signed_in(made(f.make_solver))
    assert client.get(f"/bids/new?need_id={need}").status_code == 404
    assert client.send("/bids/new", {"need_id": need}).status_code == 404


def test_a_submitter_may_not_bid(made, signed_in):
    need = made(f.make_need, state=NeedState.OPEN)
    assert signed_in(made(f.make_submitter)).get(f"/bids/new?need_id={need}").status_code == 403


def test_a_capability_fills_route_foundation_and_figures_of_the_same_name(app, signed_in):
    with app.app_context():
        solver, need = f.make_solver(), f.make_need(NeedState.OPEN)
        capability = f.make_capability(organisation=solver.organisation)
        db.session.commit()
        ids = solver.id, need.id, capability.id
    client = signed_in(ids[0])
    assert "真空辅助" in client.get(f"/bids/new?need_id={ids[1]}&capability_id={ids[2]}").text
    client.send("/bids/new", {"need_id": ids[1], "capability_id": ids[2]})
    with app.app_context():
        bid = db.session.scalars(db.select(Bid)).unique().one()
        assert bid.capability_id == ids[2]
        assert "型腔分级抽真空" in bid.route
        assert "成熟度 6 级" in bid.foundation
        assert [row.promised_value for row in bid.responses] == [0.62, None]


def test_a_strangers_capability_cannot_be_brought_in(made, signed_in):
    need, theirs = made(f.make_need, state=NeedState.OPEN), made(f.make_capability)
    client = signed_in(made(f.make_solver))
    answer = client.send("/bids/new", {"need_id": need, "capability_id": theirs})
    assert answer.status_code == 404


def test_the_form_shows_the_target_beside_each_answer(writing):
    ids, client = writing
    page = client.get(f"/bids/{ids.bid}/edit").text
    assert "≤ 0.8 %" in page
    assert "≥ 260 MPa" in page


def test_a_draft_may_be_unfinished(app, writing):
    ids, client = writing
    answer = post(client, ids, app, route="", price="", stay="1")
    assert answer.status_code == 302
    with app.app_context():
        bid = db.session.get(Bid, ids.bid)
        assert (bid.route, bid.price) == ("", None)
        assert bid.team == [{"name": "示例甲", "organisation": "", "role": "工艺", "months": 6.5}]
        assert bid.milestones[0].amount == 1_000_000


def test_what_cannot_be_read_is_shown_by_its_field_and_nothing_is_lost(app, writing):
    ids, client = writing
    answer = post(client, ids, app, price="三百多", risks="双工位备用")
    assert answer.status_code == 400
    assert "现在写的是“三百多”" in answer.text
    assert "双工位备用" in answer.text


def test_rows_are_added_without_a_script_and_nothing_is_saved_yet(app, writing):
    ids, client = writing
    answer = post(client, ids, app, row_add="milestones", route="还没有存的路线")
    assert answer.status_code == 200
    assert "milestones-2-name" in answer.text
    assert "还没有存的路线" in answer.text
    assert bid_in(app, ids.bid).route != "还没有存的路线"


def test_autosave_keeps_what_is_typed_and_writes_no_event(app, writing):
    ids, client = writing
    answer = post(client, ids, app, "autosave", route="边写边存")
    assert answer.status_code == 200
    assert answer.json["version"] > 1
    assert "saved_at" in answer.json
    with app.app_context():
        assert db.session.get(Bid, ids.bid).route == "边写边存"
        assert db.session.scalars(db.select(AuditEvent).filter_by(action="revise")).first() is None


def test_autosave_of_only_a_row_moves_the_version_too(app, writing):
    ids, client = writing
    post(client, ids, app, "autosave")
    before = bid_in(app, ids.bid).version
    post(client, ids, app, "autosave", **{"responses-0-evidence": "只改这一格"})
    assert bid_in(app, ids.bid).version > before


def test_a_colleague_who_saved_first_is_not_overwritten_and_both_texts_are_shown(app, writing):
    ids, client = writing
    stale = full_form(bid_in(app, ids.bid), route="我的路线")
    post(client, ids, app, route="同事的路线")
    answer = client.send(f"/bids/{ids.bid}/edit", stale)
    assert answer.status_code == 409
    assert "同事的路线" in answer.text
    assert "我的路线" in answer.text
    assert bid_in(app, ids.bid).route == "同事的路线"
    assert client.send(f"/bids/{ids.bid}/autosave", stale).status_code == 409


def test_a_whole_bid_is_submitted_and_sealed(app, writing):
    ids, client = writing
    answer = post(client, ids, app, submit="1")
    assert answer.status_code == 302
    bid = bid_in(app, ids.bid)
    assert bid.state is BidState.SUBMITTED
    assert bid.submitted_at is not None


def test_submitting_says_by_field_what_is_missing_and_saves_the_rest(app, writing):
    ids, client = writing
    answer = post(client, ids, app, submit="1", risks="", route="新写的路线")
    assert answer.status_code == 400
    assert "请填写风险与替代方案" in answer.text
    bid = bid_in(app, ids.bid)
    assert (bid.state, bid.route) == (BidState.DRAFT, "新写的路线")


def test_an_indicator_out_of_reach_may_be_answered_by_a_deviation(app, writing):
    ids, client = writing
    blank = {
        "responses-1-promised_value": "",
        "responses-1-evidence": "",
        "responses-1-verification": "",
    }
    assert post(client, ids, app, submit="1", **blank).status_code == 400
    answer = post(
        client,
        ids,
        app,
        submit="1",
        **blank,
        **{"responses-1-deviation": "材料牌号限制，只能到 240"},
    )
    assert answer.status_code == 302
    assert bid_in(app, ids.bid).state is BidState.SUBMITTED


def test_an_unverified_organisation_writes_a_draft_and_cannot_submit(app, signed_in):
    from app.accounts.models import OrganisationState

    with app.app_context():
        organisation = f.make_organisation("institute", OrganisationState.PENDING)
        solver, bid = f.make_solver(organisation), f.make_bid(organisation=organisation)
        db.session.commit()
        solver, bid = solver.id, bid.id
    answer = signed_in(solver).send(
        f"/bids/{bid}/edit", full_form(bid_in(app, bid), submit="1", route="先写着")
    )
    assert answer.status_code == 409
    assert "还没有通过核验" in answer.text
    assert bid_in(app, bid).route == "先写着"


def test_after_the_deadline_submitting_is_refused_and_the_text_is_kept(app, writing):
    ids, client = writing
    with app.app_context():
        db.session.get(Need, ids.need).closes_at = now() - timedelta(seconds=1)
        db.session.commit()
    answer = post(client, ids, app, submit="1", route="迟到的路线")
    assert answer.status_code == 409
    assert "这项需求已经截止揭榜" in answer.text
    bid = bid_in(app, ids.bid)
    assert (bid.state, bid.route) == (BidState.DRAFT, "迟到的路线")


def test_when_the_close_expired_the_draft_the_typed_text_is_shown_to_copy(app, writing):
    ids, client = writing
    fields = full_form(bid_in(app, ids.bid), submit="1", route="来不及存的路线")
    with app.app_context():
        db.session.get(Bid, ids.bid).state = BidState.EXPIRED
        db.session.get(Need, ids.need).state = NeedState.NO_BID
        db.session.commit()
    answer = client.send(f"/bids/{ids.bid}/edit", fields)
    assert answer.status_code == 409
    assert "来不及存的路线" in answer.text
    assert "已经截止揭榜" in answer.text


def test_withdraw_revise_and_submit_again_before_the_close(app, writing):
    ids, client = writing
    post(client, ids, app, submit="1")
    client.send(f"/bids/{ids.bid}/actions/withdraw")
    assert bid_in(app, ids.bid).state is BidState.WITHDRAWN
    client.send(f"/bids/{ids.bid}/actions/revise")
    assert bid_in(app, ids.bid).state is BidState.DRAFT
    post(client, ids, app, submit="1")
    assert bid_in(app, ids.bid).state is BidState.SUBMITTED


def test_a_sealed_bid_cannot_be_changed_without_withdrawing_it(app, writing):
    ids, client = writing
    fields = full_form(bid_in(app, ids.bid), route="偷偷改")
    post(client, ids, app, submit="1")
    assert client.send(f"/bids/{ids.bid}/edit", fields).status_code == 409
    assert client.send(f"/bids/{ids.bid}/autosave", fields).status_code == 409
    assert bid_in(app, ids.bid).route != "偷偷改"


def test_whoever_lost_may_bid_again_when_the_need_is_listed_again(app, staged, signed_in):
    ids = staged(BidState.LOST, NeedState.OPEN, owner_opinion="refuse")
    client = signed_in(ids.bidder)
    client.send(f"/bids/{ids.bid}/actions/revise")
    bid = bid_in(app, ids.bid)
    assert (bid.state, bid.owner_opinion) == (BidState.DRAFT, "")
    assert signed_in(ids.officer).get(f"/bids/{ids.bid}").status_code == 404


def test_a_stranger_cannot_write_in_somebodys_draft(app, staged, signed_in):
    ids = staged(BidState.DRAFT)
    fields = full_form(bid_in(app, ids.bid), route="别人写的")
    for role in ("rival", "owner", "officer"):
        client = signed_in(getattr(ids, role))
        assert client.send(f"/bids/{ids.bid}/edit", fields).status_code == 404
        assert client.send(f"/bids/{ids.bid}/autosave", fields).status_code == 404
