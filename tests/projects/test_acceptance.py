"""The acceptance: papers of the contractor, word of the owner, decision of the officer."""

import pytest

from app.extensions import db
from app.inbox.models import Message
from app.needs.models import Need, NeedState
from app.projects.models import MilestoneState, Project, ProjectState
from tests.projects.conftest import act, papers, version_of

RUNNING, APPLIED = ProjectState.RUNNING, ProjectState.ACCEPTANCE_APPLIED
PASSED = MilestoneState.PASSED
GOOD = {"user_verdict": "satisfied", "user_report": "产线连用三个月，合格率 97%。"}


@pytest.fixture
def applied(staged, app):
    """A project whose contractor has handed in the papers with these figures."""

    def bring(*values):
        place = staged(RUNNING, PASSED)
        save(place, app, *(values or (0.62, 272)))
        assert act(place.contractor, place.id, "apply_for_acceptance").status_code == 302
        return place

    return bring


def save(place, app, *values, who="contractor", **changes):
    fields = papers(place, version_of(app, place.id), *values, **changes)
    return getattr(place, who).send(f"/projects/{place.id}/acceptance", fields)


def say(place, who="owner", **changes):
    return getattr(place, who).send(f"/projects/{place.id}/user-report", GOOD | changes)


def state_of(project):
    return project.state


def test_from_the_papers_to_a_solved_need(applied, read):
    place = applied(0.62, 272)
    assert say(place).status_code == 302
    page = place.officer.get(f"/projects/{place.id}?tab=acceptance").text
    for words in (
        "任务书各项完成",
        "第三方检测报告",
        "合格率 97%",
        "满意",
        "完成率 100%",
        "可以通过",
    ):
        assert words in page
    assert act(place.officer, place.id, "accept", note="同意通过").status_code == 302
    assert read(Project, place.id, state_of) is ProjectState.ACCEPTED
    assert read(Project, place.id, lambda p: p.need.state) is NeedState.SOLVED


def test_no_application_before_every_milestone_has_passed(staged, app):
    place = staged(RUNNING)
    save(place, app, 0.62, 272)
    answer = act(place.contractor, place.id, "apply_for_acceptance")
    assert answer.status_code == 409
    assert "还有里程碑没有通过考核：试制" in answer.text


@pytest.mark.parametrize(
    ("values", "changes", "reason"),
    [
        ((0.62,), {}, "验收申请要逐条写实测值：抗拉强度"),
        ((0.62, 272), {"self_assessment": ""}, "验收申请要写自评报告"),
    ],
)
def test_incomplete_papers_hold_the_application_back(staged, app, values, changes, reason):
    place = staged(RUNNING, PASSED)
    assert save(place, app, *values, **changes).status_code == 302, "a draft may be unfinished"
    assert reason in place.contractor.get(f"/projects/{place.id}/acceptance").text
    answer = act(place.contractor, place.id, "apply_for_acceptance")
    assert answer.status_code == 409
    assert reason in answer.text


@pytest.mark.parametrize(("who", "status"), [("owner", 403), ("officer", 403), ("stranger", 404)])
def test_only_the_contractor_writes_the_papers(staged, read, app, who, status):
    place = staged(RUNNING, PASSED)
    assert save(place, app, 0.1, 999, who=who).status_code == status
    assert read(Project, place.id, lambda p: p.self_assessment) == ""


def test_the_owner_reads_the_papers_once_they_are_handed_in(staged, app):
    place = staged(RUNNING, PASSED)
    save(place, app, 0.62, 272)
    page = f"/projects/{place.id}/acceptance"
    before = place.owner.get(page, follow_redirects=True).text
    assert "任务书各项完成" not in before
    act(place.contractor, place.id, "apply_for_acceptance")
    for reader in (place.owner, place.officer, place.district, place.lead):
        assert "任务书各项完成" in reader.get(page, follow_redirects=True).text
    assert place.stranger.get(page).status_code == 404


def test_two_colleagues_at_the_papers_the_second_sees_both(staged, read, app):
    place = staged(RUNNING, PASSED)
    seen = version_of(app, place.id)
    path = f"/projects/{place.id}/acceptance"
    place.contractor.send(path, papers(place, seen, 0.62, 272))
    answer = place.colleague.send(path, papers(place, seen, 0.71, 272))
    assert answer.status_code == 409
    assert "0.62" in answer.text
    assert "0.71" in answer.text
    assert read(Project, place.id, lambda p: p.indicators[0].actual_value) == 0.62


def test_the_papers_are_saved_as_one_types(staged, read, app):
    place = staged(RUNNING, PASSED)
    fields = papers(place, version_of(app, place.id), self_assessment="写到一半")
    answer = place.contractor.send(f"/projects/{place.id}/acceptance/autosave", fields)
    assert answer.json["version"] == version_of(app, place.id)
    assert read(Project, place.id, lambda p: p.self_assessment) == "写到一半"
    refused = place.owner.send(f"/projects/{place.id}/acceptance/autosave", fields)
    assert refused.status_code == 403


def test_a_figure_that_is_none_is_said_and_the_text_is_kept(staged, app):
    place = staged(RUNNING, PASSED)
    answer = save(place, app, "合格", self_assessment="写了很久的自评")
    assert answer.status_code == 422
    assert "现在写的是“合格”" in answer.text
    assert "写了很久的自评" in answer.text


def test_papers_handed_in_are_not_changed(applied, read, app):
    place = applied(0.62, 272)
    answer = save(place, app, 0.5, 300, self_assessment="事后改的")
    assert answer.status_code == 409
    assert "事后改的" in answer.text
    assert read(Project, place.id, lambda p: p.indicators[0].actual_value) == 0.62


def test_nothing_is_decided_before_the_owner_has_spoken(applied, read):
    place = applied()
    for name in ("accept", "rectify"):
        answer = act(place.officer, place.id, name, note="结论")
        assert answer.status_code == 409
        assert "需求方还没有填写用户使用报告" in answer.text
    assert read(Project, place.id, state_of) is APPLIED


@pytest.mark.parametrize(
    ("who", "status"), [("contractor", 403), ("officer", 403), ("stranger", 404)]
)
def test_only_the_owner_gives_the_user_report(applied, read, who, status):
    place = applied()
    assert say(place, who).status_code == status
    assert read(Project, place.id, lambda p: p.user_verdict) == ""


def test_a_user_report_says_something_and_what_was_typed_is_kept(applied, read):
    place = applied()
    answer = say(place, user_verdict="", user_report="用了三个月")
    assert answer.status_code == 422
    assert "请选择结论" in answer.text
    assert "用了三个月" in answer.text
    assert say(place, user_verdict="excellent").status_code == 422
    assert read(Project, place.id, lambda p: p.user_verdict) == ""


def test_two_people_of_the_owner_at_once_the_second_sees_both(applied, read, app):
    place = applied()
    seen = version_of(app, place.id)
    say(place, version=seen, user_report="甲说很好用")
    answer = say(place, version=seen, user_verdict="partly", user_report="乙说还差一点")
    assert answer.status_code == 409
    assert "甲说很好用" in answer.text
    assert "乙说还差一点" in answer.text
    assert read(Project, place.id, lambda p: p.user_verdict) == "satisfied"


def test_the_user_report_comes_after_the_application_and_before_the_decision(staged, applied):
    early = staged(RUNNING)
    answer = say(early, user_report="还没申请就写的")
    assert answer.status_code == 409
    assert "还没申请就写的" in answer.text
    late = applied()
    say(late)
    act(late.officer, late.id, "accept", note="通过")
    assert say(late, user_verdict="unsatisfied").status_code == 409


def test_the_officers_hear_of_the_user_report(applied, app):
    place = applied()
    say(place)
    with app.app_context():
        told = db.session.scalars(db.select(Message.user_id).filter_by(action="user_report")).all()
    assert told == [place.user_ids["officer"]]


def test_rectified_once_with_a_new_word_of_the_owner_then_accepted(applied, read, app):
    place = applied(0.85, 272)
    say(place, user_verdict="partly", user_report="热节处还有超差")
    page = place.officer.get(f"/projects/{place.id}?tab=acceptance").text
    assert "完成率 75%" in page
    assert act(place.officer, place.id, "rectify").status_code == 400, "why must be said"
    act(place.officer, place.id, "rectify", note="三个月内把孔隙率降下来")
    assert read(Project, place.id, state_of) is ProjectState.RECTIFYING
    save(place, app, 0.7, 272)
    assert act(place.contractor, place.id, "reapply").status_code == 302
    again = act(place.officer, place.id, "accept", note="通过")
    assert "需求方还没有填写用户使用报告" in again.text
    say(place)
    twice = act(place.officer, place.id, "rectify", note="再改一次")
    assert twice.status_code == 409
    assert "已经整改过一次" in twice.text
    assert act(place.officer, place.id, "accept", note="整改后通过").status_code == 302
    assert "热节处还有超差" in place.owner.get(f"/projects/{place.id}?tab=record").text


def test_failed_leaves_the_need_unsolved(applied, read):
    place = applied(1.5, 200)
    need = read(Project, place.id, lambda p: p.need_id)
    page = place.officer.get(f"/projects/{place.id}?tab=acceptance").text
    assert "完成率 0%，低于 80%，按指标不能通过" in page
    assert act(place.owner, place.id, "fail", note="不行").status_code == 403
    assert act(place.officer, place.id, "fail", note="两项指标都没有达到").status_code == 302
    assert read(Need, need, lambda n: n.state) is NeedState.FAILED


def test_the_advice_is_for_those_who_decide(applied):
    place = applied()
    assert "供验收参考" in place.officer.get(f"/projects/{place.id}?tab=acceptance").text
    for side in (place.owner, place.contractor):
        page = side.get(f"/projects/{place.id}?tab=acceptance").text
        assert "供验收参考" not in page
        assert "三种结论" in page
