"""An organisation registers with its first person."""

import pytest
from sqlalchemy import select

from app.accounts.models import Organisation, OrganisationState, User
from app.extensions import db
from app.inbox.models import Message
from app.workflow.declaration import Role
from forms.validators import code_check_character
from tests.factories import make_officer, make_organisation, make_submitter, make_user

PAGE = "/accounts/register"


def code(first="91500227MA5U2B3C"):
    body = (first + "1")[:17]
    return body + code_check_character(body)


def written(**changes):
    return {
        "kind": "enterprise",
        "name": "重庆示例压铸有限公司",
        "credit_code": code(),
        "region": "璧山区",
        "address": "青杠街道 18 号",
        "ownership": "民营",
        "person_name": "赵工",
        "contact_title": "工程师",
        "phone": "13800138000",
        "login": "Zhao@example.com",
        "password": "Mifeng-Caimi-77",
        "password_again": "Mifeng-Caimi-77",
        "agrees": "y",
    } | changes


def test_registering_signs_in_and_says_what_to_do_next(client):
    answer = client.send(PAGE, written(), page=PAGE)
    assert answer.status_code == 302
    assert answer.location == "/inbox/desk"
    assert "先写需求草稿" in client.get("/accounts/account").text


def test_the_organisation_waits_for_verification_and_the_officers_hear_of_it(client, made, app):
    officer = made(make_officer)
    client.send(PAGE, written(), page=PAGE)
    with app.app_context():
        organisation = db.session.scalar(select(Organisation).filter_by(credit_code=code()))
        assert organisation.state is OrganisationState.PENDING
        assert organisation.contact_phone == "13800138000"
        message = db.session.scalar(select(Message).filter_by(user_id=officer))
        assert organisation.name in message.subject


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        ("enterprise", {Role.SUBMITTER, Role.SOLVER}),
        ("supplier", {Role.SUBMITTER, Role.SOLVER}),
        ("university", {Role.SOLVER}),
        ("institute", {Role.SOLVER}),
    ],
)
def test_the_first_person_may_do_what_the_kind_may(client, app, kind, roles):
    client.send(PAGE, written(kind=kind), page=PAGE)
    with app.app_context():
        user = db.session.scalars(select(User).filter_by(login="zhao@example.com")).unique().one()
        assert user.roles == roles
        assert user.password_hash.startswith("$argon2id$")


@pytest.mark.parametrize("kind", ["district", "commission", "", "emperor"])
def test_nobody_registers_as_an_office(client, app, kind):
    assert client.send(PAGE, written(kind=kind), page=PAGE).status_code == 422
    with app.app_context():
        assert db.session.scalars(select(Organisation)).all() == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"credit_code": code()[:17] + "0"}, "校验位不对"),
        ({"credit_code": "123"}, "18 位"),
        ({"password": "short", "password_again": "short"}, "至少 10 位"),
        ({"password_again": "something else"}, "两次写的不一样"),
        ({"login": "9zhao"}, "写邮箱、11 位手机号"),
        ({"agrees": ""}, "勾选同意"),
        ({"region": "市外"}, "市外单位请写省市"),
        ({"region": "东海龙宫"}, "Not a valid choice|不是有效|有效的选择|不是一个有效"),
        ({"ownership": ""}, "请选择企业性质"),
        ({"phone": "12"}, "手机号"),
        ({"name": ""}, "请填写单位名称"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(client, change, said):
    answer = client.send(PAGE, written(**change), page=PAGE)
    assert answer.status_code == 422
    assert any(part in answer.text for part in said.split("|"))
    assert "青杠街道 18 号" in answer.text
    assert "Mifeng-Caimi-77" not in answer.text


def test_from_elsewhere_the_province_is_kept(client, app):
    client.send(PAGE, written(region="市外", province="四川省成都市"), page=PAGE)
    with app.app_context():
        assert db.session.scalar(select(Organisation.region)) == "四川省成都市"


def test_a_code_registered_before_is_refused_with_whom_to_ask(client, made):
    made(lambda: make_submitter(make_organisation(credit_code=code())))
    answer = client.send(PAGE, written(), page=PAGE)
    assert answer.status_code == 422
    assert "已经注册过" in answer.text
    assert "同事账号" in answer.text


def test_an_imported_organisation_is_not_taken_over_by_whoever_comes(client, made):
    made(make_organisation, name=written()["name"])
    answer = client.send(PAGE, written(), page=PAGE)
    assert "由系统管理员给您开账号" in answer.text


def test_a_login_in_other_letters_is_the_same_login(client, made):
    made(make_user, login="zhao@example.com")
    answer = client.send(PAGE, written(login="ZHAO@example.com"), page=PAGE)
    assert "已经有人用了" in answer.text


def test_a_code_typed_with_blanks_and_small_letters_is_read(client, app):
    spaced = code().lower()
    client.send(PAGE, written(credit_code=f" {spaced[:8]} {spaced[8:]} "), page=PAGE)
    with app.app_context():
        assert db.session.scalar(select(Organisation.credit_code)) == code()


def test_the_privacy_notice_can_be_read_before_consenting(client):
    assert "为什么" in client.get("/accounts/privacy").text
