"""The audit log: who may read it, what stays closed, and whether the chain holds."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from app.audit.models import AuditEvent
from app.audit.operations import record
from app.bids.models import BidState
from app.clock import today
from app.extensions import db
from app.needs.models import NeedState
from app.workflow.advance import advance
from app.workflow.declaration import Role
from tests import factories


@pytest.fixture
def auditor(made, signed_in):
    return signed_in(made(factories.make_user, roles_=(Role.AUDITOR,)))


@pytest.fixture
def history(app):
    """A need recommended and vetted by two people."""
    with app.app_context():
        need = factories.make_need(NeedState.SUBMITTED, title="热节气孔")
        advance(need, "recommend", factories.make_officer(name="程受理"), note="属实，建议支持")
        advance(need, "vet", factories.make_officer(name="苏复核"), note="指标可考核")
        db.session.commit()
        return need.number


def test_events_stand_with_person_thing_and_change(auditor, history):
    shown = auditor.get("/audit/").text
    assert "属实，建议支持" in shown
    assert "等区县推荐 → 等形式审查" in shown
    assert history in shown


@pytest.mark.parametrize("role", [Role.SUBMITTER, Role.OFFICER, Role.ADMIN])
def test_only_auditors_read_the_log(role, made, signed_in, client):
    person = signed_in(made(factories.make_user, roles_=(role,)))
    assert person.get("/audit/").status_code == 403
    assert person.send("/audit/verify", page="/inbox/messages").status_code == 403
    assert client.get("/audit/").status_code == 302


@pytest.mark.parametrize(
    ("query", "found", "hidden"),
    [
        ("person=苏复核", "指标可考核", "属实"),
        ("q=属实", "属实", "指标可考核"),
        ("kind=need", "属实", None),
        ("kind=things", "属实", "登录</b>"),
        ("kind=bid", "没有符合这些条件的记录", "属实"),
        ("number=XQ-1999-0001", "没有符合这些条件的记录", "属实"),
        ("until=2000-01-01", "没有符合这些条件的记录", "属实"),
        ("from=nonsense&thing=x", "属实", None),
    ],
)
def test_filters_leave_what_they_say(auditor, history, query, found, hidden):
    shown = auditor.get(f"/audit/?{query}").text
    assert found in shown
    assert hidden is None or hidden not in shown


def test_dates_are_the_citys_and_a_number_finds_its_thing(auditor, history):
    day = today().isoformat()
    assert "属实" in auditor.get(f"/audit/?from={day}&until={day}&number={history}").text


def test_a_sealed_bid_leaves_no_trace_in_the_log_before_it_is_opened(auditor, app):
    with app.app_context():
        bid = factories.make_bid(BidState.SUBMITTED)
        bidder = factories.make_solver(bid.organisation, name="神秘揭榜人")
        record(bid, "submit", bidder, label="已提交并密封")
        db.session.commit()
    shown = auditor.get("/audit/").text
    assert "神秘揭榜人" not in shown
    assert "已提交并密封" not in shown
    assert "另有 1 条" in shown
    assert "另有" not in auditor.get("/audit/?person=神秘揭榜人").text
    with app.app_context():
        db.session.get(factories.Bid, 1).state = BidState.OPENED
        db.session.commit()
    assert "神秘揭榜人" in auditor.get("/audit/").text


def test_the_export_holds_what_the_filters_left(auditor, history):
    answer = auditor.get("/audit/?person=程受理&export=xlsx")
    rows = list(load_workbook(BytesIO(answer.data)).active.values)
    assert len(rows) == 2
    assert rows[1][2] == "程受理"


def test_the_chain_is_proved_and_a_forgery_is_found(auditor, history, app):
    assert "记录完整" in auditor.send("/audit/verify", page="/audit/").text
    with app.app_context():
        db.session.execute(text("UPDATE audit_event SET note = '改过' WHERE id = 2"))
        db.session.commit()
    shown = auditor.send("/audit/verify", page="/audit/").text
    assert "从第 2 条起对不上" in shown


def test_the_command_says_the_same_and_fails_on_a_forgery(app, history):
    runner = app.test_cli_runner()
    assert "审计链完整" in runner.invoke(args=["audit", "verify"]).output
    with app.app_context():
        last = db.session.query(AuditEvent).order_by(AuditEvent.id.desc()).first().id
        db.session.execute(text(f"DELETE FROM audit_event WHERE id = {last}"))
        db.session.commit()
    broken = runner.invoke(args=["audit", "verify"])
    assert broken.exit_code == 1
    assert "链头" in broken.output
