"""A milestone: reported by one side, confirmed by the other, checked and paid by the officer."""

from datetime import timedelta

import pytest

from app.audit.queries import timeline
from app.clock import today
from app.extensions import db
from app.inbox.models import Message
from app.projects.models import Milestone, MilestoneState, ProjectState
from tests.projects.conftest import act, move, report, version_of

RUNNING = ProjectState.RUNNING


def hand_in(place, *values, who="contractor", **changes):
    fields = report(place, *values, submit="1", **changes)
    return getattr(place, who).send(f"/milestones/{place.milestone}/report", fields)


def state_of(milestone):
    return milestone.state


def test_from_the_report_to_the_payment_by_the_right_people(staged, read):
    place = staged(RUNNING)
    assert hand_in(place, 0.62, 272).status_code == 302
    page = place.owner.get(f"/milestones/{place.milestone}").text
    for words in ("完成两轮试制", "0.62", "272", "86 万元", "2026-A-01", "绿：按计划"):
        assert words in page
    assert move(place.owner, place.milestone, "confirm", note="现场看过").status_code == 302
    assert move(place.officer, place.milestone, "pass", note="达到要求").status_code == 302
    paid = {"paid_on": today().isoformat()}
    assert place.officer.send(f"/milestones/{place.milestone}/payment", paid).status_code == 302
    assert read(Milestone, place.milestone, lambda m: m.paid_on) == today()
    done = read(Milestone, place.milestone, lambda m: [event.action for event in timeline(m)])
    assert done == ["pay", "pass", "confirm", "submit"]


@pytest.mark.parametrize(
    ("state", "name", "who"),
    [
        (MilestoneState.PLANNED, "submit", "owner"),
        (MilestoneState.SUBMITTED, "confirm", "contractor"),
        (MilestoneState.SUBMITTED, "dispute", "officer"),
        (MilestoneState.CONFIRMED, "pass", "owner"),
        (MilestoneState.CONFIRMED, "fail", "contractor"),
        (MilestoneState.CONFIRMED, "fix", "district"),
    ],
)
def test_the_wrong_side_is_told_that_it_is_not_theirs(staged, read, state, name, who):
    place = staged(RUNNING, state)
    answer = move(getattr(place, who), place.milestone, name, note="试试")
    assert answer.status_code == 403
    assert read(Milestone, place.milestone, state_of) is state


def test_strangers_find_neither_the_milestone_nor_its_forms(staged):
    place = staged(RUNNING)
    path = f"/milestones/{place.milestone}"
    assert place.stranger.get(path).status_code == 404
    assert place.stranger.get(f"{path}/report").status_code == 404
    assert place.stranger.send(f"{path}/payment", {"paid_on": "2026-01-01"}).status_code == 404
    assert move(place.stranger, place.milestone, "submit").status_code == 404


@pytest.mark.parametrize("who", ["owner", "officer"])
def test_only_the_contractor_writes_the_report(staged, read, who):
    place = staged(RUNNING)
    assert getattr(place, who).get(f"/milestones/{place.milestone}/report").status_code == 403
    assert hand_in(place, 0.6, who=who).status_code == 403
    assert read(Milestone, place.milestone, lambda m: len(m.reports)) == 0


def test_nothing_is_handed_in_without_a_report(staged):
    place = staged(RUNNING)
    assert "先写里程碑报告" in move(place.contractor, place.milestone, "submit").text


def test_a_half_written_report_is_kept_but_not_handed_in(staged, read):
    place = staged(RUNNING)
    path = f"/milestones/{place.milestone}/report"
    half = report(place, progress="", records="只写了记录")
    assert place.contractor.send(path, half).status_code == 302
    assert "只写了记录" in place.contractor.get(path).text
    answer = place.contractor.send(path, half | {"submit": "1"})
    assert answer.status_code == 422
    assert "请填写本期完成情况" in answer.text
    assert "只写了记录" in answer.text
    assert move(place.contractor, place.milestone, "submit").status_code == 409
    assert read(Milestone, place.milestone, state_of) is MilestoneState.PLANNED


def test_a_report_of_trouble_says_what_the_trouble_is(staged):
    place = staged(RUNNING)
    assert "写明遇到什么、怎么办" in hand_in(place, 0.9, risk="red").text
    assert hand_in(place, 0.9, risk="red", problems="热节处超差").status_code == 302


def test_a_figure_that_is_none_is_said_beside_its_indicator(staged):
    place = staged(RUNNING)
    answer = hand_in(place, "很低")
    assert answer.status_code == 422
    assert "写一个数，现在写的是“很低”" in answer.text


def test_a_report_of_foreign_indicators_is_not_believed(staged, read):
    place = staged(RUNNING)
    changes = {"results-0-indicator_id": "999999", "results-1-indicator_id": "x'"}
    assert hand_in(place, 0.6, 270, **changes).status_code == 302
    assert read(Milestone, place.milestone, lambda m: m.reports[0].results) == {}
    assert place.owner.get(f"/projects/{place.id}").status_code == 200


def test_what_is_being_written_is_not_read_by_the_other_side(staged):
    place = staged(RUNNING)
    place.contractor.send(f"/milestones/{place.milestone}/report", report(place, 0.62))
    assert "完成两轮试制" in place.contractor.get(f"/milestones/{place.milestone}").text
    for reader in (place.owner, place.officer):
        assert "完成两轮试制" not in reader.get(f"/milestones/{place.milestone}").text


def test_two_colleagues_at_one_report_the_second_sees_both(staged, read, app):
    place = staged(RUNNING)
    path = f"/milestones/{place.milestone}/report"
    seen = version_of(app, place.milestone, Milestone)
    place.contractor.send(path, report(place, version=seen, progress="甲写的"))
    answer = place.colleague.send(path, report(place, version=seen, progress="乙写的"))
    assert answer.status_code == 409
    assert "甲写的" in answer.text
    assert "乙写的" in answer.text
    assert read(Milestone, place.milestone, lambda m: m.reports[0].progress) == "甲写的"
    late = place.colleague.send(
        f"/milestones/{place.milestone}/autosave", report(place, version=seen)
    )
    assert late.status_code == 409


def test_the_report_is_saved_as_one_types(staged, read):
    place = staged(RUNNING)
    fields = report(place, progress="写到一半")
    answer = place.contractor.send(f"/milestones/{place.milestone}/autosave", fields)
    assert answer.json["saved_at"]
    assert read(Milestone, place.milestone, lambda m: m.reports[0].progress) == "写到一半"


def test_what_came_while_writing_is_told_and_the_words_are_shown(staged, read):
    place = staged(RUNNING)
    hand_in(place, 0.62)
    answer = hand_in(place, 0.62, who="colleague", progress="同时写的另一份")
    assert answer.status_code == 409
    assert "同时写的另一份" in answer.text
    assert read(Milestone, place.milestone, lambda m: len(m.reports)) == 1


def test_sent_back_mended_and_handed_in_again_the_form_begins_with_the_last_report(staged, read):
    place = staged(RUNNING)
    hand_in(place, 0.9, 272, risk="amber", problems="热节处超差")
    assert move(place.owner, place.milestone, "dispute").status_code == 400, "why must be said"
    assert move(place.owner, place.milestone, "dispute", note="热节处还差一点").status_code == 302
    form = place.contractor.get(f"/milestones/{place.milestone}/report").text
    assert "热节处超差" in form
    assert 'value="0.9"' in form
    assert move(place.contractor, place.milestone, "submit").status_code == 409, "write it first"
    hand_in(place, 0.7, 275)
    move(place.owner, place.milestone, "confirm", note="改好了")
    move(place.officer, place.milestone, "fix", note="补检测报告")
    assert read(Milestone, place.milestone, state_of) is MilestoneState.FIX
    hand_in(place, 0.7, 275, progress="检测报告已补")
    assert read(Milestone, place.milestone, state_of) is MilestoneState.SUBMITTED
    page = place.owner.get(f"/milestones/{place.milestone}").text
    assert "第 3 次" in page
    assert "热节处还差一点" in page
    assert "补检测报告" in page


def test_no_report_before_the_project_has_started(staged):
    place = staged(ProjectState.SIGNED)
    page = place.contractor.get(f"/milestones/{place.milestone}").text
    assert "写里程碑报告" not in page
    assert "不等谁" in page
    answer = hand_in(place, 0.6, progress="提前写的")
    assert answer.status_code == 409
    assert "提前写的" in answer.text


def test_nothing_moves_while_the_project_is_suspended(staged):
    place = staged(RUNNING)
    place.contractor.send(f"/milestones/{place.milestone}/report", report(place, 0.62))
    act(place.officer, place.id, "suspend", note="等原料检测")
    answer = move(place.contractor, place.milestone, "submit")
    assert answer.status_code == 409
    assert "项目不在实施中" in answer.text


def test_two_officers_checking_at_once_the_second_keeps_the_opinion(staged, app):
    place = staged(RUNNING, MilestoneState.CONFIRMED)
    seen = version_of(app, place.milestone, Milestone)
    move(place.officer, place.milestone, "pass", version=seen, note="达到")
    answer = move(place.officer, place.milestone, "fail", version=seen, note="数据对不上")
    assert answer.status_code == 409
    assert "数据对不上" in answer.text


@pytest.mark.parametrize(
    "state", [s for s in MilestoneState if s is not MilestoneState.PASSED], ids=str
)
def test_nothing_is_paid_before_the_milestone_has_passed(staged, read, state):
    place = staged(RUNNING, state)
    paid = {"paid_on": today().isoformat()}
    answer = place.officer.send(f"/milestones/{place.milestone}/payment", paid)
    assert answer.status_code == 409
    assert "考核通过以后才能付款" in answer.text
    assert read(Milestone, place.milestone, lambda m: m.paid_on) is None
    assert "登记付款" not in place.officer.get(f"/milestones/{place.milestone}").text


@pytest.mark.parametrize("who", ["owner", "contractor", "auditor"])
def test_only_the_officer_records_a_payment(staged, read, who):
    place = staged(RUNNING, MilestoneState.PASSED)
    client = getattr(place, who)
    paid = {"paid_on": today().isoformat()}
    assert client.send(f"/milestones/{place.milestone}/payment", paid).status_code == 403
    assert read(Milestone, place.milestone, lambda m: m.paid_on) is None


@pytest.mark.parametrize(
    ("day", "message"),
    [("", "请填写付款日期"), ("明天", "写一个日期"), (1, "不能大于"), (-30, "不能小于")],
)
def test_a_payment_has_a_day_between_the_check_and_today(staged, read, day, message):
    place = staged(RUNNING, MilestoneState.PASSED)
    typed = day if isinstance(day, str) else (today() + timedelta(days=day)).isoformat()
    answer = place.officer.send(f"/milestones/{place.milestone}/payment", {"paid_on": typed})
    assert answer.status_code == 422
    assert message in answer.text
    assert read(Milestone, place.milestone, lambda m: m.paid_on) is None


def test_a_payment_is_on_the_record_and_both_sides_are_told(staged, app):
    place = staged(RUNNING, MilestoneState.PASSED)
    paid = {"paid_on": today().isoformat()}
    place.officer.send(f"/milestones/{place.milestone}/payment", paid)
    assert "已登记付款" in place.auditor.get(f"/projects/{place.id}?tab=record").text
    with app.app_context():
        told = db.session.scalars(db.select(Message.user_id).filter_by(action="pay")).all()
    expected = {place.user_ids[who] for who in ("owner", "contractor", "colleague")}
    assert set(told) == expected


def test_every_milestone_hangs_in_the_project_with_day_money_and_state(staged):
    place = staged(RUNNING, MilestoneState.SUBMITTED)
    page = place.owner.get(f"/projects/{place.id}?tab=milestones").text
    for words in ("试制", "100 万元", "等需求方确认", (today() + timedelta(days=90)).isoformat()):
        assert words in page
