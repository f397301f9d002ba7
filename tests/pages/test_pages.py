"""Home, guide, statistics, settings, health: true figures, no secrets, everybody's own."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy.exc import OperationalError

from app.bids.models import BidState
from app.calls.models import CallState
from app.clock import now
from app.extensions import db
from app.figures.durations import durations
from app.figures.funnel import funnel
from app.needs.models import NeedState
from app.projects.models import ProjectState
from app.shown_settings import shown_settings
from app.workflow.declaration import Role
from app.workflow.registry import workflows
from tests import factories


def test_an_empty_site_says_what_will_be_here(client):
    shown = client.get("/").text
    assert "现在没有正在揭榜的榜单" in shown
    assert "还没有通过验收的项目" in shown
    assert "注册单位" in shown


def test_home_counts_what_is_open_and_shows_what_was_reached(client, app):
    with app.app_context():
        open_need = factories.make_need(NeedState.OPEN, title="正开着的")
        factories.make_call(CallState.PUBLISHED, needs=[open_need], title="第九批")
        factories.make_need(NeedState.OPEN, title="过时的", closes_at=now() - timedelta(hours=1))
        factories.make_need(NeedState.SUBMITTED, title="没公开的")
        solved = factories.make_need(NeedState.SOLVED, title="解决了的")
        project = factories.make_project(ProjectState.ACCEPTED, need=solved)
        project.indicators[0].actual_value = 0.66
        factories.make_capability()
        db.session.commit()
    shown = client.get("/").text
    assert "<b>1</b></a>件需求揭榜中" in shown
    for expected in ("正开着的", "第九批", "360 万元", "解决了的", "0.66"):
        assert expected in shown
    for hidden in ("过时的", "没公开的"):
        assert hidden not in shown


def test_the_guide_tells_every_state_and_move_of_every_noun(client, app):
    shown = client.get("/guide").text
    for workflow in workflows():
        for state in workflow.states:
            assert state.meaning in shown
        for action in workflow.actions:
            assert action.label in shown


def test_a_need_merged_into_another_is_counted_nowhere_in_the_funnel(app):
    with app.app_context():
        factories.make_need(NeedState.MERGED)
        factories.make_need(NeedState.VETTED)
        counts = {stage.label: stage.count for stage in funnel()}
    assert (counts["提交"], counts["论证通过"]) == (1, 1)


def test_the_funnel_counts_each_stage_once_reached(app):
    with app.app_context():
        for state in (NeedState.DRAFT, NeedState.SUBMITTED, NeedState.REFUSED, NeedState.VETTED):
            factories.make_need(state)
        answered = factories.make_need(NeedState.OPEN)
        factories.make_bid(BidState.SUBMITTED, need=answered)
        draft_only = factories.make_need(NeedState.OPEN)
        factories.make_bid(BidState.DRAFT, need=draft_only)
        factories.make_project(ProjectState.ACCEPTED, need=factories.make_need(NeedState.SOLVED))
        cancelled = factories.make_need(NeedState.CANCELLED)
        cancelled.published_at = now()
        db.session.flush()
        counts = {stage.label: stage.count for stage in funnel()}
    assert counts == {
        "提交": 7, "区县推荐": 5, "论证通过": 5, "发榜": 4, "有人揭榜": 2, "定榜": 1, "立项": 1, "解决": 1,
    }  # fmt: skip


def test_durations_are_read_from_the_trail(app):
    from app.audit.operations import record
    from app.clock import pretending

    with app.app_context():
        officer = factories.make_officer()
        for days in (2, 4, 9):
            need = factories.make_need(NeedState.RECOMMENDED)
            with pretending(now() - timedelta(days=days)):
                record(need, "submit", officer)
            record(need, "recommend", officer)
        told = next(d for d in durations() if d.label == "提交 → 区县推荐")
    assert (told.count, told.middle, told.quickest, told.slowest) == (3, 4.0, 2.0, 9.0)


@pytest.fixture
def officer(made, signed_in):
    return signed_in(made(factories.make_officer))


def test_statistics_can_be_taken_away_table_by_table(officer, made):
    made(factories.make_need, state=NeedState.OPEN)
    assert "产业链覆盖" in officer.get("/statistics").text
    for table, first in (("funnel", "阶段"), ("coverage", "产业链"), ("durations", "步骤")):
        rows = load_workbook(BytesIO(officer.get(f"/statistics?export={table}").data)).active
        assert rows["A1"].value == first
    assert officer.get("/statistics?export=secrets").status_code == 404


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/statistics", {Role.OFFICER, Role.CHAIN_LEAD, Role.AUDITOR, Role.DISTRICT_OFFICER}),
        ("/settings", {Role.ADMIN, Role.AUDITOR}),
    ],
)
def test_each_page_is_for_its_roles(path, allowed, made, signed_in, client):
    for role in (Role.SUBMITTER, Role.OFFICER, Role.CHAIN_LEAD, Role.AUDITOR, Role.ADMIN):
        status = signed_in(made(factories.make_user, roles_=(role,))).get(path).status_code
        assert status == (200 if role in allowed else 403), role
    assert client.get(path).status_code == 302


def test_settings_show_values_and_no_secret(app, made, signed_in, monkeypatch):
    monkeypatch.setitem(app.config, "SECRET_KEY", "ganz-geheim")
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://bote:p@ss:wort@mail.example.test:25")
    monkeypatch.setitem(app.config, "DATABASE_URL", "postgresql://u:geheim@db/x")
    values = {row.name: row.value for row in shown_settings(app.config, {"SMTP_URL": "x"})}
    assert values["SECRET_KEY"] == "已设置，不显示"
    assert values["SMTP_URL"] == "smtp://bote:******@mail.example.test:25"
    assert values["DATABASE_URL"] == "postgresql://u:******@db/x"
    assert values["HTTPS"] == "否"


def test_the_settings_page_says_what_each_means(made, signed_in):
    shown = signed_in(made(factories.make_user, roles_=(Role.ADMIN,))).get("/settings").text
    assert "单个附件的上限" in shown
    assert ">tests<" not in shown


def test_health_is_told_without_a_word_about_the_inside(client, app, monkeypatch):
    assert client.get("/healthz").json == {"status": "ok"}

    def unreachable(*_):
        raise OperationalError("select", {}, Exception("secret path"))

    monkeypatch.setattr(db.session, "execute", unreachable)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "secret" not in answer.text
