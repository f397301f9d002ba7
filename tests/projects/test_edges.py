"""What the rules must hold at the edges: after the end, over the amount, outside the term."""

import warnings
from datetime import timedelta

import pytest
from sqlalchemy.exc import SAWarning

from app.bids.models import BidState
from app.clock import today
from app.extensions import db
from app.matches.models import MatchState
from app.needs.models import NeedState
from app.projects.models import Milestone, MilestoneState, Project, ProjectState
from app.projects.operations import project_from_bid, project_from_match
from app.workflow.advance import advance
from app.workflow.declaration import NotNow
from tests import factories as f
from tests.projects.conftest import act, task_book, version_of

MOVES = {
    "confirm": (MilestoneState.SUBMITTED, "owner"),
    "dispute": (MilestoneState.SUBMITTED, "owner"),
    "pass": (MilestoneState.CONFIRMED, "officer"),
    "fix": (MilestoneState.CONFIRMED, "officer"),
    "fail": (MilestoneState.CONFIRMED, "officer"),
}


@pytest.mark.parametrize("state", [ProjectState.SUSPENDED, ProjectState.TERMINATED])
@pytest.mark.parametrize("name", MOVES)
def test_nobody_moves_a_milestone_of_a_project_that_is_not_under_way(staged, name, state):
    at, who = MOVES[name]
    place = staged(state, at)
    client = getattr(place, who)
    answer = client.send(f"/milestones/{place.milestone}/actions/{name}", {"note": "看过"})
    assert answer.status_code == 409
    assert "项目不在实施中" in answer.text


def test_milestones_may_not_cost_more_than_the_contract(app, staged):
    place = staged()
    fields = task_book(version_of(app, place.id), amount="250")
    place.owner.send(f"/projects/{place.id}/edit", fields)
    answer = act(place.contractor, place.id, "sign_contractor")
    assert answer.status_code == 409
    assert "里程碑经费合计 260 万元，超过合同金额 250 万元" in answer.text


def test_milestones_lie_within_the_term(app, staged):
    place = staged()
    late = (today() + timedelta(days=500)).isoformat()
    fields = task_book(version_of(app, place.id), **{"milestones-1-due_on": late})
    place.owner.send(f"/projects/{place.id}/edit", fields)
    answer = act(place.contractor, place.id, "sign_contractor")
    assert answer.status_code == 409
    assert "里程碑日期不在起止日期之内：样件试制" in answer.text


def test_a_new_row_is_autosaved_once_however_often_the_page_saves(app, staged, read):
    place = staged()
    url = f"/projects/{place.id}/autosave"
    for goal in ("写到一半", "写完了"):
        answer = place.owner.send(url, task_book(version_of(app, place.id), goal=goal))
        assert answer.status_code == 200
        assert answer.json["saved_at"]
    told = read(Project, place.id, lambda p: (p.goal, [row.name for row in p.milestones]))
    assert told == ("写完了", ["方案评审", "样件试制"])


def test_a_percent_sign_is_searched_as_it_is_typed(staged):
    place = staged(title="孔隙率压到 0.8% 的试制")
    assert "孔隙率压到" in place.officer.get("/projects/?q=0.8%25").text
    assert "没有符合条件的项目" in place.officer.get("/projects/?q=0%25%25").text


def test_a_project_begins_without_a_warning_of_the_database(context):
    need = f.make_need(NeedState.AWARDED)
    bid = f.make_bid(BidState.AWARDED, need)
    match = f.make_match(MatchState.SUGGESTED, f.make_need(NeedState.AWARDED))
    with warnings.catch_warnings():
        warnings.simplefilter("error", SAWarning)
        project_from_bid(bid, f.make_officer(), None)
        project_from_match(match, f.make_officer(), None)
    assert need.project.indicators[0].promised_value == need.indicators[0].value


@pytest.mark.parametrize(
    ("state", "need_state"),
    [
        (ProjectState.TASK_BOOK_DRAFT, NeedState.AWARDED),
        (ProjectState.SIGNED, NeedState.AWARDED),
        (ProjectState.RUNNING, NeedState.IN_PROJECT),
        (ProjectState.RECTIFYING, NeedState.IN_PROJECT),
    ],
)
def test_ending_a_project_with_a_cause_leaves_the_need_unsolved(context, state, need_state):
    project = f.make_project(state, f.make_need(need_state))
    advance(project, "terminate", f.make_officer(), note="设备停产", reason="objective")
    assert project.need.state is NeedState.FAILED


def test_a_report_without_a_word_is_not_handed_in(context):
    project = f.make_project(ProjectState.RUNNING)
    contractor = f.make_solver(project.contractor)
    milestone = db.session.get(Milestone, project.milestones[0].id)
    with pytest.raises(NotNow, match="先写里程碑报告"):
        advance(milestone, "submit", contractor)
