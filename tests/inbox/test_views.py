"""The desk and the messages as people see them."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.accounts.models import Organisation, OrganisationState, User
from app.bids.models import BidState
from app.clock import now, today
from app.extensions import db
from app.inbox.models import Message
from app.needs.models import Need, NeedState
from app.projects.models import Milestone, ProjectState
from app.workflow.advance import advance
from app.workflow.declaration import Role
from tests import factories


@pytest.fixture
def officer(made, signed_in):
    return signed_in(made(factories.make_officer))


def test_the_desk_shows_what_waits_its_deadline_and_the_funnel(officer, made):
    made(factories.make_need, state=NeedState.RECOMMENDED, title="镀层结合强度")
    shown = officer.get("/inbox/desk").text
    assert "形式审查：镀层结合强度" in shown
    assert "按事项和期限" in shown
    assert "需求漏斗" in shown
    assert "还剩" in shown


def test_a_need_that_nearly_repeats_another_says_so_on_the_officers_list(officer, made):
    made(factories.make_need, state=NeedState.RECOMMENDED, title="薄壁壳体低压铸造气孔控制")
    assert "疑似重复" not in officer.get("/inbox/desk").text
    first = made(factories.make_need, state=NeedState.OPEN, title="薄壁壳体低压铸造气孔控制")
    shown = officer.get("/inbox/desk").text
    with officer.application.app_context():
        assert f"疑似重复：{db.session.get(Need, first).public_number}" in shown


def test_what_fell_is_repeated_by_nobody(officer, made):
    made(factories.make_need, state=NeedState.REFUSED, title="薄壁壳体低压铸造气孔控制")
    made(factories.make_need, state=NeedState.RECOMMENDED, title="薄壁壳体低压铸造气孔控制")
    assert "疑似重复" not in officer.get("/inbox/desk").text


def test_the_desk_needs_an_account(client):
    assert client.get("/inbox/desk").status_code == 302


@pytest.mark.parametrize(
    ("role", "start"),
    [
        (Role.SUBMITTER, "写第一个需求"),
        (Role.SOLVER, "登记第一项能力"),
        (Role.OFFICER, "编一个榜单"),
        (Role.DISTRICT_OFFICER, "看本区县的需求"),
        (Role.EXPERT, "看我的评审"),
        (Role.CHAIN_LEAD, "看产业链"),
        (Role.AUDITOR, "看审计记录"),
        (Role.ADMIN, "管理账号"),
    ],
)
def test_an_empty_desk_says_where_each_role_begins(role, start, made, signed_in):
    person = made(lambda: factories.make_user(role, organisation=factories.make_organisation()))
    shown = signed_in(person).get("/inbox/desk").text
    assert "现在没有等您办的事" in shown
    assert start in shown


def test_a_pending_organisation_is_told_what_it_may_do_meanwhile(made, signed_in):
    person = made(
        lambda: factories.make_submitter(
            factories.make_organisation(state=OrganisationState.PENDING)
        )
    )
    assert "单位正在核验" in signed_in(person).get("/inbox/desk").text


def test_what_is_exported_is_what_is_shown(officer, made):
    made(factories.make_need, state=NeedState.RECOMMENDED, title="壳体气孔")
    made(factories.make_need, state=NeedState.RECOMMENDED, title="齿轮降噪")
    answer = officer.get("/inbox/desk?q=齿轮&export=xlsx")
    rows = list(load_workbook(BytesIO(answer.data)).active.values)
    assert [row[3] for row in rows] == ["名称", "齿轮降噪"]


def test_nonsense_in_the_address_is_no_error(officer, made):
    made(factories.make_need, state=NeedState.RECOMMENDED)
    for query in ("page=0", "page=99", "page=x", "per_page=-1", "sort=x", "chain=x", "queue=a.b"):
        assert officer.get(f"/inbox/desk?{query}").status_code == 200


def test_the_row_height_asked_for_is_remembered(officer):
    assert 'class="dense"' in officer.get("/inbox/desk?density=dense").text
    assert 'class="dense"' in officer.get("/inbox/messages").text
    assert 'class="dense"' not in officer.get("/inbox/desk?density=normal").text
    assert 'class="dense"' not in officer.get("/inbox/desk?density=x").text


def test_a_chain_lead_sees_unanswered_needs_and_late_milestones_of_his_chains(made, signed_in, app):
    lead = made(factories.make_user, roles_=(Role.CHAIN_LEAD,))
    with app.app_context():
        chain = factories.make_chain()
        chain.leads = [db.session.get(User, lead)]
        closes = now() + timedelta(days=5)
        factories.make_need(NeedState.OPEN, chain=chain, title="没人揭的", closes_at=closes)
        answered = factories.make_need(
            NeedState.OPEN, chain=chain, title="有人揭的", closes_at=closes
        )
        factories.make_bid(BidState.SUBMITTED, need=answered)
        factories.make_need(NeedState.OPEN, title="别的链的", closes_at=closes)
        need = factories.make_need(NeedState.IN_PROJECT, chain=chain, title="拖期的项目")
        project = factories.make_project(ProjectState.RUNNING, need=need)
        project.milestones[0].due_on = today() - timedelta(days=2)
        db.session.commit()
        assert db.session.get(Milestone, 1).due_on < today()
    shown = signed_in(lead).get("/inbox/desk").text
    assert "没人揭的" in shown
    assert "拖期的项目" in shown
    assert "有人揭的" not in shown
    assert "别的链的" not in shown


def test_changes_since_yesterday_are_of_what_one_has_a_hand_in(made, signed_in, app):
    with app.app_context():
        plant, office = factories.make_organisation(), factories.make_district_officer("璧山区")
        mine, other = factories.make_submitter(plant).id, factories.make_submitter().id
        need = factories.make_need(NeedState.SUBMITTED, organisation=plant, title="热节气孔")
        advance(need, "recommend", office, note="属实")
        db.session.commit()
    assert "已推荐：热节气孔" in signed_in(mine).get("/inbox/desk").text
    assert "热节气孔" not in signed_in(other).get("/inbox/desk").text


@pytest.fixture
def told(made, signed_in, app):
    """A submitter who was told that a need was sent back: (client, need id)."""
    with app.app_context():
        plant = factories.make_organisation()
        person = factories.make_submitter(plant)
        need = factories.make_need(NeedState.SUBMITTED, organisation=plant, title="热节气孔")
        advance(need, "return", factories.make_officer(), note="写明检测方法")
        db.session.commit()
        ids = person.id, need.id
    return signed_in(ids[0]), ids[1]


def test_a_message_is_read_by_opening_it_and_leads_to_the_thing(told, app):
    client, need = told
    shown = client.get("/inbox/messages").text
    assert "写明检测方法" in shown
    assert "1 条未读" in shown

    answer = client.send("/inbox/messages/1/read", page="/inbox/messages")

    assert answer.location == f"/needs/{need}"
    assert "都看过了" in client.get("/inbox/messages").text
    assert "没有未读的消息" in client.get("/inbox/messages?show=unread").text


def test_all_are_marked_at_once(told, app):
    client, _ = told
    client.send("/inbox/messages/read", page="/inbox/messages")
    with app.app_context():
        assert db.session.get(Message, 1).read_at is not None


def test_anothers_message_is_not_there(told, made, signed_in, app):
    stranger = signed_in(made(factories.make_submitter))
    assert stranger.send("/inbox/messages/1/read", page="/inbox/messages").status_code == 404
    assert "热节气孔" not in stranger.get("/inbox/messages").text
    with app.app_context():
        assert db.session.get(Message, 1).read_at is None


def test_a_queue_of_hundreds_takes_a_bounded_number_of_queries(officer, app):
    from sqlalchemy import event

    with app.app_context():
        plant = db.session.get(Organisation, factories.make_organisation().id)
        chain = factories.make_chain()
        for _ in range(60):
            factories.make_need(NeedState.RECOMMENDED, organisation=plant, chain=chain)
        db.session.commit()
        assert db.session.query(Need).count() == 60
        engine = db.engine
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    officer.get("/inbox/desk?per_page=50")
    assert len(asked) < 60
