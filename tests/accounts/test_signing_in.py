"""The door: throttled, the same answer for everybody, a new session for whoever gets in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.accounts.operations import change_password, deactivate, set_roles
from app.accounts.signing_in import check_login
from app.audit.models import AuditEvent
from app.clock import now
from app.extensions import db, limiter
from app.workflow.declaration import Role
from tests.conftest import PASSWORD
from tests.factories import make_submitter, make_user

WRONG = "账号或密码不对"


def cookie(client):
    found = client.get_cookie("session")
    return found.value if found else ""


def test_a_right_password_leads_to_the_desk(client, made):
    made(make_user, login="zhao")
    answer = client.sign_in("ZHAO ")
    assert answer.status_code == 302
    assert answer.location == "/inbox/desk"


@pytest.mark.parametrize(("login", "password"), [("zhao", "wrong"), ("nobody", PASSWORD)])
def test_unknown_and_wrong_get_the_same_answer(client, made, login, password):
    made(make_user, login="zhao")
    answer = client.sign_in(login, password)
    assert answer.status_code == 422
    assert WRONG in answer.text


def test_five_mistakes_lock_even_the_right_password(client, made):
    made(make_user, login="zhao")
    for _ in range(5):
        client.sign_in("zhao", "wrong")
    answer = client.sign_in("zhao")
    assert answer.status_code == 422
    assert WRONG in answer.text


def test_a_lock_ends_by_itself(client, made):
    made(make_user, login="zhao", locked_until=now() - timedelta(seconds=1))
    assert client.sign_in("zhao").status_code == 302


def test_a_success_forgets_the_mistakes(client, made, app):
    id = made(make_user, login="zhao")
    for _ in range(4):
        client.sign_in("zhao", "wrong")
    client.sign_in("zhao")
    with app.app_context():
        assert db.session.get(User, id).failed_logins == 0


def test_a_closed_account_stays_out(client, made):
    made(make_user, login="zhao", is_active=False)
    assert WRONG in client.sign_in("zhao").text


def test_an_unknown_login_costs_a_hash_too(context, monkeypatch):
    spent = []
    monkeypatch.setattr("app.accounts.signing_in.spend_the_same_time", spent.append)
    assert check_login("nobody", "guess") is None
    assert spent == ["guess"]


def test_every_try_is_on_record(client, made, app):
    made(make_user, login="zhao")
    client.sign_in("zhao", "wrong")
    client.sign_in("zhao")
    with app.app_context():
        actions = db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions == ["sign_in_refused", "sign_in"]


def test_the_session_is_a_new_one_after_signing_in(client, made):
    made(make_user, login="zhao")
    client.get("/accounts/login")
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    before = cookie(client)
    client.sign_in("zhao")
    with client.session_transaction() as session:
        assert "planted" not in session
    assert cookie(client) != before


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example", "/\\evil.example", "///evil.example",
        "/\t/evil.example", "javascript:alert(1)", "evil.example",
    ],
)  # fmt: skip
def test_signing_in_never_leads_elsewhere(client, made, target):
    made(make_user, login="zhao")
    fields = {"login": "zhao", "password": PASSWORD, "next": target}
    assert client.send("/accounts/login", fields).location == "/inbox/desk"


def test_signing_in_leads_back_to_where_one_was(client, made):
    made(make_user, login="zhao")
    asked = client.get("/accounts/account")
    assert asked.location == "/accounts/login?next=/accounts/account"
    fields = {"login": "zhao", "password": PASSWORD, "next": "/accounts/account"}
    assert client.send("/accounts/login", fields).location == "/accounts/account"


def test_signing_out_ends_the_session(signed_in, made):
    client = signed_in(made(make_user))
    client.send("/accounts/logout")
    assert client.get("/accounts/account").status_code == 302


@pytest.mark.parametrize(
    "change",
    [
        lambda user: change_password(user, "Xin-de-Mima-77", user),
        lambda user: set_roles(user, {Role.SOLVER}, None),
        lambda user: deactivate(user, None),
    ],
    ids=["password", "roles", "closed"],
)
def test_open_sessions_die_when_password_or_roles_change(app, made, signed_in, change):
    id = made(make_submitter)
    client = signed_in(id)
    assert client.get("/accounts/account").status_code == 200
    with app.app_context():
        change(db.session.get(User, id))
        db.session.commit()
    assert client.get("/accounts/account").status_code == 302


def test_a_session_ends_after_a_working_day(app, made, signed_in):
    client = signed_in(made(make_user))
    with client.session_transaction() as session:
        session["began"] -= app.config["SESSION_HOURS"] * 3600 + 1
    assert client.get("/accounts/account").status_code == 302


def test_a_session_ends_when_nothing_is_done(app, made, signed_in):
    client = signed_in(made(make_user))
    assert client.get_cookie("session").expires is not None
    lasting = app.permanent_session_lifetime
    assert lasting == timedelta(minutes=app.config["SESSION_IDLE_MINUTES"])


def test_too_many_tries_from_one_address_are_told_to_wait(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "LOGIN_RATE", "2 per minute")
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    statuses = [client.sign_in("nobody", "x").status_code for _ in range(3)]
    answer = client.sign_in("nobody", "x")
    limiter.reset()
    assert statuses == [422, 422, 429]
    assert "试得太快了" in answer.text
