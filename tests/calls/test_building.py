"""Drawing up a call: its form, its needs, its publication, and who sees it when."""

from datetime import timedelta

import pytest

from app.calls.models import Call, CallState
from app.clock import local_day, now, today
from app.extensions import db
from app.needs.models import Need, NeedState
from tests import factories as make


@pytest.fixture
def officer(made, signed_in):
    return signed_in(made(make.make_officer))


@pytest.fixture
def shelf(app):
    """(call, need, another need) of one kind: a call being drawn up and two vetted needs."""
    with app.app_context():
        needs = [
            make.make_need(NeedState.VETTED, title=title) for title in ("壳体气孔", "缸孔镀层")
        ]
        call = make.make_call(title="2026 年第二批")
        db.session.commit()
        return call.id, *[need.id for need in needs]


@pytest.fixture
def state(app):
    def read(model, id):
        with app.app_context():
            return db.session.get(model, id).state

    return read


def test_a_new_call_closes_after_the_usual_days_unless_told(officer, app):
    page = officer.get("/calls/new").text
    expected = today() + timedelta(app.config["CALL_DAYS"])
    assert f'value="{expected.isoformat()}T18:00"' in page
    fields = {"title": "2026 年第三批", "list_kind": "transfer", "closes_at": "2027-03-01T18:00"}
    assert officer.send("/calls/new", fields).headers["Location"] == "/calls/1"
    with app.app_context():
        call = db.session.get(Call, 1)
        assert local_day(call.closes_at).isoformat() == "2027-03-01"
        assert call.closes_at.hour == 10, "18:00 in Shanghai is stored as 10:00 UTC"


def test_a_bad_closing_time_is_told_and_the_rest_stays(officer, app):
    fields = {
        "title": "第三批",
        "list_kind": "tackling",
        "closes_at": "下个月",
        "contact": "创新处",
    }
    answer = officer.send("/calls/new", fields)
    assert answer.status_code == 400
    assert "写一个日期" in answer.text
    assert 'value="创新处"' in answer.text
    with app.app_context():
        assert db.session.get(Call, 1) is None


def test_only_officers_draw_up_calls(made, signed_in, client, shelf):
    call, need, _ = shelf
    for person in (make.make_submitter, make.make_solver, make.make_district_officer):
        stranger = signed_in(made(person))
        assert stranger.get("/calls/new").status_code == 403
        assert stranger.get(f"/calls/place?need={need}").status_code == 403
        assert stranger.get(f"/calls/{call}").status_code == 404
        assert stranger.send(f"/calls/{call}/needs", {"ids": [need]}).status_code == 404
    assert client.get(f"/calls/{call}").status_code == 404
    assert "2026 年第二批" not in client.get("/calls/").text


def test_vetted_needs_are_chosen_put_on_and_taken_off(officer, shelf, state):
    call, need, other = shelf
    page = officer.get(f"/calls/{call}").text
    assert "审查通过、等编入的需求" in page
    assert f'name="ids" value="{other}"' in page
    assert officer.send(f"/calls/{call}/needs", {"ids": [need, other]}).status_code == 302
    assert state(Need, need) is state(Need, other) is NeedState.LISTED
    assert officer.send(f"/calls/{call}/needs/{other}/remove").status_code == 302
    assert state(Need, other) is NeedState.VETTED
    page = officer.get(f"/calls/{call}").text
    assert "1 件需求" in page


def test_a_vetted_need_leads_the_officer_to_the_calls_that_take_it(officer, shelf, state):
    call, need, _ = shelf
    assert f"/calls/place?need={need}" in officer.get(f"/needs/{need}").text
    page = officer.get(f"/calls/place?need={need}").text
    assert "2026 年第二批" in page
    officer.send(f"/calls/{call}/needs", {"ids": need})
    assert state(Need, need) is NeedState.LISTED
    assert "/calls/place" not in officer.get(f"/needs/{need}").text


def test_what_is_not_vetted_or_of_another_kind_is_not_put_on(officer, shelf, app, state):
    call, need, _ = shelf
    with app.app_context():
        raw = make.make_need(NeedState.RECOMMENDED).id
        transfer = make.make_need(NeedState.VETTED, list_kind="transfer").id
        db.session.commit()
    assert officer.send(f"/calls/{call}/needs", {"ids": [need, raw]}).status_code == 409
    assert officer.send(f"/calls/{call}/needs", {"ids": [transfer]}).status_code == 409
    assert state(Need, need) is NeedState.VETTED, "all or none"


def test_nothing_is_removed_from_a_call_it_does_not_stand_on(officer, shelf, app, state):
    call, need, _ = shelf
    with app.app_context():
        other_call = make.make_call(title="别的榜单").id
        db.session.commit()
    officer.send(f"/calls/{call}/needs", {"ids": need})
    assert officer.send(f"/calls/{other_call}/needs/{need}/remove").status_code == 409
    assert state(Need, need) is NeedState.LISTED


def test_an_empty_call_is_not_published_and_says_why(officer, shelf, state):
    call, *_ = shelf
    page = officer.get(f"/calls/{call}").text
    assert "榜单里还没有需求" in page
    assert f'action="/calls/{call}/actions/publish"' not in page
    assert officer.send(f"/calls/{call}/actions/publish").status_code == 409
    assert state(Call, call) is CallState.DRAFT


def test_a_call_whose_hour_has_passed_is_not_published(officer, shelf, app, state):
    call, need, _ = shelf
    officer.send(f"/calls/{call}/needs", {"ids": need})
    with app.app_context():
        db.session.get(Call, call).closes_at = now() - timedelta(minutes=1)
        db.session.commit()
    answer = officer.send(f"/calls/{call}/actions/publish")
    assert answer.status_code == 409
    assert "揭榜截止时间须晚于现在" in answer.text
    assert state(Need, need) is NeedState.LISTED


def test_publishing_opens_every_need_with_the_calls_deadline(officer, client, shelf, app):
    call, need, other = shelf
    officer.send(f"/calls/{call}/needs", {"ids": [need, other]})
    assert client.get(f"/needs/{need}").status_code == 404
    assert officer.send(f"/calls/{call}/actions/publish").status_code == 302
    with app.app_context():
        row = db.session.get(Need, need)
        assert row.state is NeedState.OPEN
        assert row.is_accepting_bids
        assert row.closes_at == db.session.get(Call, call).closes_at
    page = client.get(f"/calls/{call}").text
    assert "壳体气孔" in page
    assert "缸孔镀层" in page
    assert "揭榜截止" in page
    assert "2026 年第二批" in client.get("/needs/").text
    assert "登录后揭榜" in client.get(f"/needs/{need}").text


def test_a_published_call_is_not_edited(officer, shelf):
    call, need, other = shelf
    officer.send(f"/calls/{call}/needs", {"ids": need})
    officer.send(f"/calls/{call}/actions/publish")
    assert officer.get(f"/calls/{call}/edit").status_code == 403
    assert officer.send(f"/calls/{call}/needs", {"ids": other}).status_code == 403
    assert officer.send(f"/calls/{call}/needs/{need}/remove").status_code == 403


def test_a_dropped_call_gives_its_needs_back(officer, client, shelf, state):
    call, need, _ = shelf
    officer.send(f"/calls/{call}/needs", {"ids": need})
    assert officer.send(f"/calls/{call}/actions/drop", {"note": "并入下一批"}).status_code == 302
    assert state(Call, call) is CallState.DROPPED
    assert state(Need, need) is NeedState.VETTED
    assert client.get(f"/calls/{call}").status_code == 404


def test_a_need_ended_before_publication_does_not_hold_the_call_back(officer, client, shelf, state):
    call, need, other = shelf
    officer.send(f"/calls/{call}/needs", {"ids": [need, other]})
    officer.send(f"/needs/{need}/actions/cancel", {"note": "企业停产"})
    assert officer.send(f"/calls/{call}/actions/publish").status_code == 302
    assert state(Need, other) is NeedState.OPEN
    assert state(Need, need) is NeedState.CANCELLED
    assert client.get(f"/needs/{need}").status_code == 404


def test_two_officers_at_one_call_do_not_overwrite_each_other(officer, shelf, app):
    call, need, _ = shelf
    fields = {"title": "改过的名字", "list_kind": "tackling", "closes_at": "2027-03-01T18:00"}
    assert officer.send(f"/calls/{call}/edit", fields | {"version": 1}).status_code == 302
    late = officer.send(f"/calls/{call}/edit", fields | {"title": "另一个名字", "version": 1})
    assert late.status_code == 409
    assert "改过的名字" in late.text
    assert 'value="另一个名字"' in late.text
    with app.app_context():
        assert db.session.get(Call, call).title == "改过的名字"
        seen = db.session.get(Call, call).version
    officer.send(f"/calls/{call}/needs", {"ids": need})
    stale = officer.send(f"/calls/{call}/actions/publish", {"version": seen})
    assert stale.status_code == 409, "the needs on it changed after this officer looked"
