"""The page of a need: where it stands, what this reader can do, where the tabs lead."""

import pytest

from app.bids.models import BidState
from app.extensions import db
from app.needs.models import NeedState
from app.needs.presenting import STEP_OF, steps_of
from tests import factories as make


@pytest.fixture
def open_need(app):
    """(id of an open need, id of its owner)."""
    with app.app_context():
        need = make.make_need(NeedState.OPEN)
        owner = make.make_submitter(need.organisation)
        db.session.commit()
        return need.id, owner.id


def test_whoever_bids_is_led_to_the_form_and_others_are_told_why_not(
    open_need, made, client, signed_in
):
    need, owner = open_need
    assert "登录后揭榜" in client.get(f"/needs/{need}").text
    assert (
        f"/bids/new?need_id={need}" in signed_in(made(make.make_solver)).get(f"/needs/{need}").text
    )
    assert "不能自己揭榜" in signed_in(owner).get(f"/needs/{need}").text
    assert "您的账号不办揭榜" in signed_in(made(make.make_officer)).get(f"/needs/{need}").text


def test_who_has_bid_already_goes_to_the_bid(open_need, app, signed_in):
    need, _ = open_need
    with app.app_context():
        from app.needs.models import Need

        solver = make.make_solver()
        bid = make.make_bid(BidState.SUBMITTED, db.session.get(Need, need), solver.organisation).id
        db.session.commit()
        solver = solver.id
    page = signed_in(solver).get(f"/needs/{need}").text
    assert "看我的方案" in page
    assert f'href="/bids/{bid}"' in page
    assert "/bids/new" not in page


def test_the_tabs_of_those_who_decide_lead_to_matches_and_after_opening_to_the_bids(
    app, made, signed_in
):
    with app.app_context():
        sealed = make.make_need(NeedState.BID_CLOSED).id
        opened = make.make_need(NeedState.REVIEWING).id
        db.session.commit()
    officer = signed_in(made(make.make_officer))
    assert f"/bids/need/{sealed}/compare" not in officer.get(f"/needs/{sealed}").text
    page = officer.get(f"/needs/{opened}").text
    assert f"/bids/need/{opened}/compare" in page
    assert f"/matches/need/{opened}" in page
    stranger = signed_in(made(make.make_solver)).get(f"/needs/{opened}").text
    assert f"/bids/need/{opened}/compare" not in stranger
    assert f"/matches/need/{opened}" not in stranger


def test_the_project_tab_is_there_for_whom_may_see_the_project(app, signed_in, client):
    with app.app_context():
        need = make.make_need(NeedState.AWARDED)
        owner = make.make_submitter(need.organisation).id
        project = make.make_project(need=need).id
        db.session.commit()
        need = need.id
    assert f'href="/projects/{project}"' in signed_in(owner).get(f"/needs/{need}").text
    assert f'href="/projects/{project}"' not in client.get(f"/needs/{need}").text


@pytest.mark.parametrize("state", list(STEP_OF))
def test_every_state_stands_at_one_of_the_seven_steps(context, state):
    steps = steps_of(make.make_need(state), [])
    assert len(steps) == 7
    current = [step["label"] for step in steps if step["status"] == "current"]
    assert len(current) == (0 if state is NeedState.SOLVED else 1)


def test_a_withdrawn_need_stays_at_the_step_it_had_reached(app, signed_in):
    from app.audit.queries import timeline
    from app.needs.models import Need

    with app.app_context():
        need = make.make_need(NeedState.RECOMMENDED)
        owner = make.make_submitter(need.organisation).id
        db.session.commit()
        need = need.id
    signed_in(owner).send(f"/needs/{need}/actions/withdraw", {"note": "自己解决了"})
    with app.app_context():
        row = db.session.get(Need, need)
        steps = steps_of(row, timeline(row))
    assert [(s["label"], s["note"]) for s in steps if s["status"] == "current"] == [
        ("论证", "企业撤回")
    ]


def test_a_draft_offers_no_candidates_yet(made, signed_in, app):
    with app.app_context():
        need = make.make_need(NeedState.DRAFT)
        owner = make.make_submitter(need.organisation)
        db.session.commit()
        need, owner = need.id, owner.id
    page = signed_in(owner).get(f"/needs/{need}").text
    assert f"/matches/need/{need}" not in page
