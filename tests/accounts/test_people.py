"""One's own account, and the colleagues of one organisation."""

import re

import pytest

from app.accounts.models import User
from app.accounts.operations import reset_password
from app.extensions import db
from app.workflow.declaration import Role
from tests.conftest import PASSWORD
from tests.factories import make_district_officer, make_organisation, make_submitter, make_user

NEW = "Mifeng-Caimi-77"


def shown_password(answer):
    return re.search(r'id="one-time-password">([^<]+)<', answer.text)[1]


def passwords(current=PASSWORD, password=NEW, again=None):
    return {"current": current, "password": password, "password_again": again or password}


def test_a_colleague_is_added_with_a_password_shown_once(signed_in, made, app):
    client = signed_in(made(make_submitter))
    fields = {"name": "钱工", "login": "qian", "phone": "", "email": ""}
    answer = client.send("/accounts/colleagues", fields, page="/accounts/colleagues")
    password = shown_password(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert password not in client.get("/accounts/colleagues").text
    assert app.test_client().sign_in("qian", password).status_code == 302


def test_a_given_password_must_be_changed_before_anything_else(app, made):
    id = made(make_submitter, login="zhao")
    with app.app_context():
        password = reset_password(db.session.get(User, id), None)
        db.session.commit()
    client = app.test_client()
    client.sign_in("zhao", password)
    assert client.get("/accounts/account").location == "/accounts/password"
    assert client.get("/api/needs").status_code == 403
    client.send("/accounts/password", passwords(password), page="/accounts/password")
    assert client.get("/accounts/account").status_code == 200


def test_a_colleague_gets_the_roles_of_the_organisation(signed_in, made, app):
    owner = made(lambda: make_submitter(make_organisation("supplier")))
    client = signed_in(owner)
    client.send("/accounts/colleagues", {"name": "钱工", "login": "qian"}, "/accounts/colleagues")
    with app.app_context():
        user = db.session.scalars(db.select(User).filter_by(login="qian")).unique().one()
        assert user.roles == {Role.SUBMITTER, Role.SOLVER}
        assert user.organisation_id == db.session.get(User, owner).organisation_id


def test_a_colleague_who_left_is_out_at_once(signed_in, made, app):
    with app.app_context():
        organisation = make_organisation()
        mine, left = (make_submitter(organisation, login=name) for name in ("mine", "left"))
        db.session.commit()
        mine_id, left_id = mine.id, left.id
    gone = signed_in(left_id)
    assert gone.get("/accounts/account").status_code == 200
    signed_in(mine_id).send(f"/accounts/colleagues/{left_id}/deactivate")
    assert gone.get("/accounts/account").status_code == 302


def test_the_account_page_offers_colleagues_only_to_those_who_may_add_them(signed_in, made):
    link = 'href="/accounts/colleagues"'
    assert link in signed_in(made(make_submitter)).get("/accounts/account").text
    assert link not in signed_in(made(make_district_officer)).get("/accounts/account").text


@pytest.mark.parametrize("deed", ["deactivate", "activate", "reset", "promote"])
def test_accounts_of_other_organisations_are_not_there(signed_in, made, app, deed):
    client, stranger = signed_in(made(make_submitter)), made(make_submitter)
    assert client.send(f"/accounts/colleagues/{stranger}/{deed}").status_code == 404
    with app.app_context():
        assert db.session.get(User, stranger).is_active


def test_nobody_closes_his_own_account(signed_in, made):
    id = made(make_submitter)
    assert signed_in(id).send(f"/accounts/colleagues/{id}/deactivate").status_code == 403


def test_officers_do_not_make_accounts_for_each_other(signed_in, made):
    answer = signed_in(made(make_district_officer)).get("/accounts/colleagues")
    assert answer.status_code == 403
    assert "系统管理员" in answer.text


def test_a_new_password_keeps_me_in_and_puts_my_other_sessions_out(signed_in, made):
    id = made(make_user)
    here, elsewhere = signed_in(id), signed_in(id)
    here.send("/accounts/password", passwords(), page="/accounts/password")
    assert here.get("/accounts/account").status_code == 200
    assert elsewhere.get("/accounts/account").status_code == 302


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (passwords(current="wrong"), "现在的密码不对"),
        (passwords(password="1234567890"), "至少用三类"),
        (passwords(password="Zhaogong-2026"), "不能含有登录名"),
        (passwords(again="other"), "两次写的不一样"),
        (passwords(password=PASSWORD), "不能和现在的一样"),
    ],
)
def test_a_poor_password_is_refused_with_the_reason(signed_in, made, fields, said):
    client = signed_in(made(make_user, login="zhaogong"))
    fields = fields | {"login": "somebody"}  # what the form says of the login does not count
    answer = client.send("/accounts/password", fields, page="/accounts/password")
    assert answer.status_code == 422
    assert said in answer.text


def test_my_details_are_mine_to_correct(signed_in, made, app):
    id = made(make_user)
    fields = {"name": "赵工", "phone": "13800138000", "email": "zhao@example.com", "login": "root"}
    signed_in(id).send("/accounts/account", fields, page="/accounts/account")
    with app.app_context():
        user = db.session.get(User, id)
        assert (user.name, user.phone) == ("赵工", "13800138000")
        assert user.login != "root"
