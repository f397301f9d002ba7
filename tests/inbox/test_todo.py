"""What waits for whom, in which order, and how it is counted."""

from datetime import timedelta

import pytest

from app.accounts.models import OrganisationState
from app.capabilities.models import CapabilityState
from app.clock import local_day, now, today
from app.extensions import db
from app.inbox import todo
from app.inbox.desk import narrowed, queues_of
from app.inbox.others import Waited, late_before, together, waiting_for_others
from app.inbox.todo import waiting_for
from app.needs.models import NeedState
from app.projects.models import MilestoneState, ProjectState
from app.workflow.deadlines import add_working_days, due_at
from tests import factories

pytestmark = pytest.mark.usefixtures("context")


def titles(user):
    return [item.thing.title for item in waiting_for(user).items]


def test_each_sees_what_waits_for_them_and_nobody_elses():
    plant = factories.make_organisation(region="璧山区")
    draft = factories.make_need(organisation=plant, title="草稿")
    submitted = factories.make_need(NeedState.SUBMITTED, organisation=plant, title="已提交")
    recommended = factories.make_need(NeedState.RECOMMENDED, title="已推荐")

    assert titles(factories.make_submitter(plant)) == [draft.title]
    assert titles(factories.make_district_officer("璧山区")) == [submitted.title]
    assert titles(factories.make_district_officer("江津区")) == []
    assert titles(factories.make_officer()) == [recommended.title]
    assert titles(factories.make_submitter()) == []


def test_the_most_urgent_comes_first_and_what_has_no_deadline_last():
    plant = factories.make_organisation()
    person = factories.make_submitter(plant)
    factories.make_need(organisation=plant, title="没有期限的草稿")
    factories.make_need(NeedState.RETURNED, organisation=plant, title="新退回")
    factories.make_need(
        NeedState.RETURNED, organisation=plant, title="早退回", state_since=now() - timedelta(60)
    )
    assert titles(person) == ["早退回", "新退回", "没有期限的草稿"]
    assert [item.bucket for item in waiting_for(person).items][0] == "late"


def test_a_milestone_of_a_suspended_project_asks_nothing():
    project = factories.make_project(ProjectState.RUNNING)
    solver = factories.make_solver(project.contractor)
    assert [item.verb for item in waiting_for(solver).items] == ["提交里程碑报告"]
    project.state = ProjectState.SUSPENDED
    db.session.flush()
    assert waiting_for(solver).items == []


def test_queues_add_up_to_the_items():
    officer = factories.make_officer()
    factories.make_need(NeedState.RECOMMENDED)
    factories.make_need(NeedState.RECOMMENDED, state_since=now() - timedelta(60))
    factories.make_organisation(state=OrganisationState.PENDING)

    rows, total = queues_of(waiting_for(officer))

    assert {row["label"]: row["total"] for row in rows} == {"形式审查": 2, "单位核验": 1}
    assert (total["late"], total["total"]) == (1, 3)
    assert total["oldest"] == "60 天"


def test_beyond_what_is_listed_the_rest_is_counted(monkeypatch):
    monkeypatch.setattr(todo, "MOST_LISTED", 2)
    for _ in range(5):
        factories.make_capability(CapabilityState.SUBMITTED)
    waiting = waiting_for(factories.make_officer())
    _, total = queues_of(waiting)
    assert len(waiting.items) == 2
    assert (waiting.total, total["total"]) == (5, 5)


@pytest.mark.parametrize(
    ("args", "left"),
    [
        ({"q": "壳体 璧山"}, []),
        ({"q": "齿轮"}, ["齿轮降噪"]),
        ({"region": "江津区"}, ["齿轮降噪"]),
        ({"queue": "needs.recommended"}, ["壳体气孔", "齿轮降噪"]),
        ({"queue": "needs.vetted"}, []),
        ({"chain": "0"}, []),
        ({"due": "late"}, ["壳体气孔"]),
        ({"due": "nonsense"}, ["壳体气孔", "齿轮降噪"]),
        ({"sort": "-since"}, ["齿轮降噪", "壳体气孔"]),
        ({"sort": "-due"}, ["齿轮降噪", "壳体气孔"]),
    ],
)
def test_the_address_narrows_and_orders_the_items(args, left):
    officer = factories.make_officer()
    factories.make_need(NeedState.RECOMMENDED, title="壳体气孔", state_since=now() - timedelta(60))
    factories.make_need(
        NeedState.RECOMMENDED,
        title="齿轮降噪",
        organisation=factories.make_organisation(region="江津区"),
    )
    items = narrowed(waiting_for(officer).items, args)
    assert [item.thing.title for item in items] == left


def test_what_others_owe_is_counted_by_whom_and_how_late():
    plant = factories.make_organisation()
    person = factories.make_submitter(plant)
    factories.make_need(NeedState.SUBMITTED, organisation=plant)
    factories.make_need(
        NeedState.SUBMITTED, organisation=plant, state_since=now() - timedelta(days=60)
    )
    factories.make_need(NeedState.SUBMITTED)  # another plant's

    lines = waiting_for_others(person)

    assert [(x.who, x.what, x.count, x.late) for x in lines] == [("区县经信委", "区县推荐", 2, 1)]


def test_a_need_and_its_bid_that_wait_for_the_same_deed_are_one_line():
    lines = [Waited("市级受理岗", "评审定榜", 2, 1), Waited("市级受理岗", "评审定榜", 2, 0)]
    assert list(together(lines)) == [Waited("市级受理岗", "评审定榜", 4, 1)]


def test_what_waits_for_me_is_not_waiting_for_others():
    officer = factories.make_officer()
    factories.make_need(NeedState.RECOMMENDED)
    factories.make_need(NeedState.DRAFT)
    assert waiting_for_others(officer) == []


@pytest.mark.parametrize("days", [1, 3, 5, 10, 20])
def test_late_in_sql_is_late_in_python(days):
    edge = late_before(days)
    assert add_working_days(local_day(edge), days) < today()
    assert add_working_days(local_day(edge + timedelta(seconds=1)), days) >= today()


def test_a_milestone_is_due_on_its_own_day():
    project = factories.make_project(ProjectState.RUNNING)
    milestone = project.milestones[0]
    milestone.due_on = today() - timedelta(days=3)
    db.session.flush()
    assert milestone.state is MilestoneState.PLANNED
    assert waiting_for(factories.make_solver(project.contractor)).items[0].due == due_at(milestone)
