"""Who sees which projects, in what order, narrowed how; the page of one, and its export."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.clock import now, today
from app.extensions import db
from app.projects.models import Milestone, MilestoneReport, MilestoneState, Project, ProjectState
from tests import factories as f
from tests.projects.conftest import act

RUNNING = ProjectState.RUNNING


@pytest.fixture
def three(staged, app):
    """Running projects whose last reports were green, red and none, and the first one's people."""
    place = staged(RUNNING, title="绿色项目甲")
    with app.app_context():
        project = db.session.get(Project, place.id)
        red = f.make_project(
            RUNNING, contractor=f.make_organisation("institute"), title="红色项目乙"
        )
        f.make_project(ProjectState.TASK_BOOK_DRAFT, title="没有报告的项目丙")
        ages = ((project, "red", 9), (project, "green", 2), (red, "red", 1))
        for one, risk, days in ages:
            at = now() - timedelta(days=days)
            db.session.add(MilestoneReport(milestone=one.milestones[0], risk=risk, reported_at=at))
        red.milestones[0].due_on = today() - timedelta(days=3)
        db.session.commit()
    return place


def order(page, *words):
    return [page.index(word) for word in words] == sorted(page.index(word) for word in words)


def test_officers_see_the_red_ones_first_by_the_last_report(three):
    page = three.officer.get("/projects/").text
    assert order(page, "红色项目乙", "绿色项目甲", "没有报告的项目丙")
    assert "红：可能完不成" in page


def test_each_side_sees_its_own_and_a_stranger_none(three):
    for side in (three.owner, three.contractor):
        page = side.get("/projects/").text
        assert "绿色项目甲" in page
        assert "红色项目乙" not in page
    assert "还没有项目" in three.stranger.get("/projects/").text


def test_a_visitor_is_asked_to_sign_in(three, client):
    assert client.get("/projects/").status_code == 302
    assert client.get(f"/projects/{three.id}").status_code == 302


@pytest.mark.parametrize(
    ("query", "seen", "hidden"),
    [
        ("risk=red", "红色项目乙", "绿色项目甲"),
        ("risk=green", "绿色项目甲", "红色项目乙"),
        ("risk=none", "没有报告的项目丙", "红色项目乙"),
        ("state=task_book_draft", "没有报告的项目丙", "绿色项目甲"),
        ("state=late", "红色项目乙", "绿色项目甲"),
        ("q=绿色", "绿色项目甲", "红色项目乙"),
    ],
)
def test_filters_stay_in_the_address_and_narrow(three, query, seen, hidden):
    page = three.officer.get(f"/projects/?{query}").text
    assert seen in page
    assert hidden not in page


def test_filters_that_find_nothing_or_mean_nothing(three):
    assert "没有符合条件的项目" in three.officer.get("/projects/?q=没有这个").text
    assert "绿色项目甲" in three.officer.get("/projects/?state=nonsense&sort=nonsense&page=1").text


@pytest.mark.parametrize(
    "sort", ["number", "owner", "contractor", "amount", "progress", "due", "ends"]
)
def test_every_column_sorts_both_ways(three, sort):
    assert three.officer.get(f"/projects/?sort={sort}").status_code == 200
    assert three.officer.get(f"/projects/?sort=-{sort}").status_code == 200


def test_the_next_date_sorts_what_is_due_first_to_the_top(three):
    assert order(three.officer.get("/projects/?sort=due").text, "红色项目乙", "绿色项目甲")


def test_the_export_holds_exactly_what_is_shown(three):
    answer = three.officer.get("/projects/?risk=red&export=xlsx")
    rows = list(load_workbook(BytesIO(answer.data)).active.values)
    assert [row[1] for row in rows] == ["项目名称", "红色项目乙"]
    assert rows[1][11] == "红：可能完不成"


@pytest.mark.parametrize("tab", ["content", "milestones", "acceptance", "record"])
@pytest.mark.parametrize("state", list(ProjectState), ids=str)
def test_every_tab_opens_in_every_state(staged, state, tab):
    place = staged(state)
    for who in ("owner", "contractor", "officer", "auditor"):
        assert getattr(place, who).get(f"/projects/{place.id}?tab={tab}").status_code == 200


def test_a_stranger_and_an_unknown_tab_find_nothing(staged):
    place = staged(RUNNING)
    assert place.stranger.get(f"/projects/{place.id}").status_code == 404
    assert act(place.stranger, place.id, "suspend", note="停").status_code == 404
    assert place.owner.get(f"/projects/{place.id}?tab=secret").status_code == 404


def test_the_page_says_what_comes_next_and_from_whom(staged, app):
    place = staged(RUNNING, MilestoneState.SUBMITTED)
    page = place.contractor.get(f"/projects/{place.id}").text
    with app.app_context():
        owner = db.session.get(Milestone, place.milestone).project.organisation.name
    assert f"现在是里程碑“试制”。{owner}确认后转市级考核" in page


def test_the_indicators_stand_as_asked_promised_and_reached(staged, app):
    place = staged(RUNNING)
    with app.app_context():
        milestone = db.session.get(Milestone, place.milestone)
        milestone.project.indicators[0].promised_value = 0.7
        results = {str(place.indicators[0]): 0.74}
        db.session.add(MilestoneReport(milestone=milestone, results=results, reported_at=now()))
        db.session.commit()
    page = place.owner.get(f"/projects/{place.id}").text
    for words in ("≤ 0.8", "0.7", "0.74", "接近", "差 0.04，即 6%"):
        assert words in page
