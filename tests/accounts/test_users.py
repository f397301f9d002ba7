"""The administrator: accounts, roles and who may not hold which together."""

import pytest
from sqlalchemy import select

from app.accounts.chain_leads import chains_led_by
from app.accounts.models import Organisation, User
from app.accounts.operations import set_roles
from app.accounts.rules import roles_fit
from app.audit.models import AuditEvent
from app.extensions import db
from app.workflow.declaration import NotNow, Role
from tests.accounts.test_people import shown_password
from tests.factories import make_chain, make_organisation, make_submitter, make_user


@pytest.fixture
def admin(signed_in, made):
    return signed_in(made(lambda: make_user(Role.ADMIN, name="管理员")))


def new(admin, **fields):
    page = "/accounts/users/new"
    return admin.send(page, {"name": "周科长", "login": "zhou"} | fields, page=page)


def account(login):
    return db.session.scalars(select(User).filter_by(login=login)).unique().one_or_none()


@pytest.mark.parametrize(
    ("roles", "kind"),
    [
        ({Role.ADMIN, Role.OFFICER}, "commission"),
        ({Role.ADMIN, Role.AUDITOR}, None),
        ({Role.AUDITOR, Role.OFFICER}, "commission"),
        ({Role.OFFICER, Role.EXPERT}, "commission"),
        ({Role.SUBMITTER}, "university"),
        ({Role.SOLVER}, None),
        ({Role.DISTRICT_OFFICER}, "commission"),
        ({Role.OFFICER}, "enterprise"),
    ],
)
def test_roles_that_do_not_fit_are_refused_with_the_reason(roles, kind):
    assert roles_fit(roles, kind)


@pytest.mark.parametrize(
    ("roles", "kind"),
    [
        ({Role.ADMIN}, None),
        ({Role.SUBMITTER, Role.SOLVER}, "enterprise"),
        ({Role.OFFICER}, "commission"),
        ({Role.DISTRICT_OFFICER}, "district"),
        ({Role.EXPERT, Role.SOLVER}, "university"),
    ],
)
def test_roles_that_fit_may_be_held(roles, kind):
    assert roles_fit(roles, kind) is None


def test_an_administrator_cannot_change_his_own_roles(context):
    admin = make_user(Role.ADMIN)
    with pytest.raises(NotNow, match="另一位系统管理员"):
        set_roles(admin, {Role.OFFICER}, admin)


def test_granting_a_role_is_on_record_with_before_and_after(admin, made, app):
    id = made(make_user)
    admin.send(f"/accounts/users/{id}", {"roles": ["auditor"]}, page=f"/accounts/users/{id}")
    with app.app_context():
        assert db.session.get(User, id).roles == {Role.AUDITOR}
        event = db.session.scalar(select(AuditEvent).filter_by(action="set_roles"))
        assert event.actor_name == "管理员"
        assert "没有角色 → 审计" in event.note


def test_administrator_and_officer_in_one_are_refused_on_the_page(admin, made, app):
    id = made(make_user)
    page = f"/accounts/users/{id}"
    answer = admin.send(page, {"roles": ["admin", "officer"]}, page=page)
    assert answer.status_code == 422
    assert "管账号的人不能同时办业务" in answer.text
    with app.app_context():
        assert db.session.get(User, id).roles == set()


def test_a_district_officer_belongs_to_his_district(admin, app):
    password = shown_password(new(admin, roles=["district_officer"], region="璧山区"))
    with app.app_context():
        office = account("zhou").organisation
        assert (office.kind, office.region) == ("district", "璧山区")
    assert app.test_client().sign_in("zhou", password).status_code == 302


def test_two_officers_share_one_city_commission(admin, app):
    new(admin, roles=["officer"])
    new(admin, roles=["officer"], login="wu")
    with app.app_context():
        assert len(db.session.scalars(select(Organisation)).all()) == 1


def test_a_chain_lead_leads_the_chosen_chains(admin, made, app):
    chain = made(make_chain)
    new(admin, roles=["chain_lead"], chains=[str(chain)])
    with app.app_context():
        assert chains_led_by(account("zhou")) == [chain]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"roles": []}, "至少选一个角色"),
        ({"roles": ["chain_lead"]}, "至少一条分管的产业链"),
        ({"roles": ["district_officer"]}, "要选区县"),
        ({"roles": ["submitter"], "organisation": "没有这家"}, "没有叫“没有这家”的单位"),
        ({"roles": ["submitter"]}, "要属于一个企业或供应商"),
        ({"roles": ["emperor"]}, "emperor|有效"),
    ],
)
def test_an_account_that_makes_no_sense_is_not_made(admin, app, fields, said):
    answer = new(admin, **fields)
    assert answer.status_code == 422
    assert any(part in answer.text for part in said.split("|"))
    with app.app_context():
        assert account("zhou") is None


def test_an_account_for_an_organisation_that_is_there(admin, made, app):
    made(make_organisation, name="示例压铸")
    new(admin, roles=["submitter"], organisation="示例压铸")
    with app.app_context():
        assert account("zhou").organisation.name == "示例压铸"


def test_closing_an_account_ends_its_session_and_opening_lets_it_in(admin, made, signed_in):
    id = made(make_submitter, login="zhao")
    theirs = signed_in(id)
    admin.send(f"/accounts/users/{id}/deactivate")
    assert theirs.get("/accounts/account").status_code == 302
    admin.send(f"/accounts/users/{id}/activate")
    assert theirs.sign_in("zhao").status_code == 302


def test_a_lock_can_be_lifted(admin, made, client):
    id = made(make_submitter, login="zhao")
    for _ in range(5):
        client.sign_in("zhao", "wrong")
    admin.send(f"/accounts/users/{id}/unlock")
    assert client.sign_in("zhao").status_code == 302


def test_accounts_are_found_by_word_role_and_status(admin, made):
    made(make_submitter, name="赵大壮")
    made(lambda: make_user(Role.AUDITOR, name="孙不二", is_active=False))
    assert "赵大壮" in admin.get("/accounts/users?q=大壮").text
    assert "赵大壮" not in admin.get("/accounts/users?role=auditor").text
    assert "孙不二" in admin.get("/accounts/users?status=closed&sort=-name").text


def test_only_the_administrator_sees_accounts(signed_in, made):
    id = made(lambda: make_user(Role.AUDITOR))
    client = signed_in(id)
    for path in ("/accounts/users", "/accounts/users/new", f"/accounts/users/{id}"):
        assert client.get(path).status_code == 403
    assert client.send(f"/accounts/users/{id}", {"roles": ["admin"]}).status_code == 403


def test_a_real_city_starts_from_the_command_line(app):
    run = app.test_cli_runner().invoke
    args = ["accounts", "create", "li", "--name", "李科", "--role", "district_officer"]
    made = run(args=[*args, "--district", "璧山区"])
    assert made.exit_code == 0, made.output
    password = made.output.splitlines()[0].split()[-1]
    assert app.test_client().sign_in("li", password).status_code == 302
    assert "已经有人用了" in run(args=[*args, "--district", "璧山区"]).output
    assert "要属于一个区县经信委" in run(args=["accounts", "create", "x", *args[3:]]).output
    assert run(args=["accounts", "reset", "li"]).output.startswith("li ")
