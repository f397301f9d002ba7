"""The pages of the reserve: who sees what, what one click takes up, what the form refuses."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.chains.models import Strength
from app.clock import today
from app.extensions import db
from app.needs.models import NeedState
from app.projects.models import ProjectState
from app.reserve.models import ReserveProject, ReserveState
from app.workflow.declaration import Role
from tests import factories

S = ReserveState


@pytest.fixture
def world(app):
    """One project under way in the lead's chain, one lead there, one of another chain."""
    with app.app_context():
        lead = factories.make_user(Role.CHAIN_LEAD)
        item = factories.make_reserve_project(S.UNDER_WAY, title="高速轴承攻关")
        node = item.node
        node.import_share = 90
        item.chain.leads = [lead]
        draft = factories.make_reserve_project(
            node=node, title="硅钢招商", kind="investment", organisation=item.organisation
        )
        foreign = factories.make_reserve_project(S.UNDER_WAY, title="别的链")
        ids = {
            "item": item.id, "draft": draft.id, "foreign": foreign.id, "chain": item.chain_id,
            "node": node.id, "lead": lead.id, "officer": factories.make_officer().id,
            "ours": factories.make_submitter(item.organisation).id,
            "other": factories.make_submitter().id,
            "auditor": factories.make_user(Role.AUDITOR).id,
            "expert": factories.make_user(Role.EXPERT).id,
        }  # fmt: skip
        db.session.commit()
        return ids


@pytest.mark.parametrize(
    ("who", "sees", "not_seen"),
    [
        ("lead", ("高速轴承攻关", "硅钢招商"), ("别的链",)),
        ("officer", ("高速轴承攻关", "硅钢招商", "别的链"), ()),
        ("auditor", ("高速轴承攻关", "硅钢招商", "别的链"), ()),
        ("ours", ("高速轴承攻关",), ("硅钢招商", "别的链")),
        ("other", (), ("高速轴承攻关", "硅钢招商", "别的链")),
        ("expert", (), ("高速轴承攻关", "硅钢招商", "别的链")),
    ],
)
def test_the_list_shows_what_is_ones_own(world, signed_in, who, sees, not_seen):
    page = signed_in(world[who]).get("/reserve/").text
    assert all(title in page for title in sees)
    assert not any(title in page for title in not_seen)


@pytest.mark.parametrize(
    ("who", "page", "status"),
    [
        ("lead", "/reserve/{item}", 200),
        ("ours", "/reserve/{item}", 200),
        ("auditor", "/reserve/{item}", 200),
        ("other", "/reserve/{item}", 404),
        ("ours", "/reserve/{draft}", 404),
        ("lead", "/reserve/{foreign}", 404),
        ("lead", "/reserve/{item}/edit", 200),
        ("officer", "/reserve/{item}/edit", 200),
        ("ours", "/reserve/{item}/edit", 403),
        ("auditor", "/reserve/{item}/edit", 403),
        ("ours", "/reserve/{item}/report", 200),
        ("lead", "/reserve/{item}/report", 200),
        ("auditor", "/reserve/{item}/report", 403),
        ("other", "/reserve/{item}/report", 404),
        ("lead", "/reserve/{draft}/report", 409),
        ("lead", "/reserve/{draft}/provider", 200),
        ("lead", "/reserve/{item}/provider", 409),
        ("lead", "/reserve/suggestions?chain={chain}", 200),
        ("officer", "/reserve/suggestions?chain={chain}", 200),
        ("ours", "/reserve/suggestions?chain={chain}", 403),
        ("auditor", "/reserve/suggestions?chain={chain}", 403),
        ("lead", "/reserve/suggestions?chain=99999", 404),
        ("lead", "/reserve/new/{chain}", 200),
        ("ours", "/reserve/new/{chain}", 403),
    ],
)
def test_each_page_opens_for_those_it_is_for(world, signed_in, who, page, status):
    assert signed_in(world[who]).get(page.format(**world)).status_code == status


def test_strangers_are_asked_to_sign_in(world, client):
    assert client.get("/reserve/").status_code == 302


def test_the_lead_of_another_chain_neither_sees_its_suggestions_nor_takes_one(
    world, app, signed_in
):
    with app.app_context():
        stranger = factories.make_user(Role.CHAIN_LEAD)
        db.session.commit()
        id = stranger.id
    person = signed_in(id)
    assert person.get(f"/reserve/suggestions?chain={world['chain']}").status_code == 403
    assert person.send(f"/reserve/suggestions/{world['node']}/take").status_code == 403
    assert "还没有由您牵头的产业链" in person.get("/reserve/suggestions").text


def test_one_click_takes_a_suggestion_and_a_second_finds_it_gone(app, signed_in):
    with app.app_context():
        chain = factories.make_chain()
        chain.nodes[0].import_share = 90
        officer = factories.make_officer().id
        db.session.commit()
        chain_id, node = chain.id, chain.nodes[0].id
    person = signed_in(officer)
    page = person.get(f"/reserve/suggestions?chain={chain_id}").text
    assert "国内没有供给单位" in page
    assert "招商线索" in page
    assert person.send(f"/reserve/suggestions/{node}/take").status_code == 302
    assert person.send(f"/reserve/suggestions/{node}/take").status_code == 409
    assert "现在没有建议" in person.get(f"/reserve/suggestions?chain={chain_id}").text
    with app.app_context():
        (item,) = db.session.query(ReserveProject)
        assert (item.state, item.node_id) == (S.LEAD, node)


def form_of(world, **fields):
    return {
        "title": "高速轴承攻关", "kind": "tackling", "node": str(world["node"]), "gap": "靠进口",
        "organisation": "", "planned_money": "800", "ends_on": str(today() + timedelta(days=30)), "talks": "",
    } | fields  # fmt: skip


def test_the_form_keeps_money_in_yuan_and_goes_back_to_the_project(world, app, signed_in):
    fields = form_of(world, planned_money="1,200.5万元", landed_money="300", office="装备处")
    answer = signed_in(world["lead"]).send(f"/reserve/{world['item']}/edit", fields)
    assert answer.status_code == 302
    with app.app_context():
        item = db.session.get(ReserveProject, world["item"])
        assert (item.planned_money, item.landed_money) == (12_005_000, 3_000_000)
        assert (item.office, item.organisation_id) == ("装备处", None)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"organisation": "没有这家"}, "没有登记过这个单位"),
        ({"need": "XQ-1999-0001"}, "本链没有这个编号的需求"),
        ({"planned_money": "很多"}, "单位是万元"),
        ({"starts_on": "2999-01-01"}, "不能早于计划开始"),
        ({"gap": ""}, "请填写补什么短板"),
        ({"node": "999999"}, "有 1 处要改"),
    ],
)
def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(world, signed_in, fields, fault):
    answer = signed_in(world["lead"]).send(
        f"/reserve/{world['item']}/edit", form_of(world, office="装备处") | fields
    )
    assert answer.status_code == 400
    assert fault in answer.text
    assert "装备处" in answer.text


def test_a_need_hangs_on_one_project_only_and_may_be_named_by_its_list_number(
    world, app, signed_in
):
    with app.app_context():
        chain = db.session.get(ReserveProject, world["item"]).chain
        need = factories.make_need(NeedState.OPEN, chain=chain)
        db.session.commit()
        number = need.public_number
    person = signed_in(world["lead"])
    assert number.startswith("JB-")
    path = "/reserve/{}/edit"
    first = person.send(path.format(world["item"]), form_of(world, need=number))
    assert first.status_code == 302
    again = person.send(path.format(world["item"]), form_of(world, need=number))
    assert again.status_code == 302
    second = person.send(path.format(world["draft"]), form_of(world, need=number))
    assert second.status_code == 400
    assert "已经挂在" in second.text


def test_a_lead_is_written_by_hand_too(world, app, signed_in):
    answer = signed_in(world["lead"]).send(
        f"/reserve/new/{world['chain']}", form_of(world, title="自己写的")
    )
    assert answer.status_code == 302
    with app.app_context():
        item = db.session.query(ReserveProject).filter_by(title="自己写的").one()
        assert (item.state, item.chain_id) == (S.LEAD, world["chain"])


def test_the_provider_is_entered_from_the_page_once_it_really_supplies(world, app, signed_in):
    person = signed_in(world["lead"])
    path = f"/reserve/{world['draft']}/provider"
    fields = {"name": "引进厂（示例）", "scope": "local", "share": "10", "evidence": "投产验收单"}
    refused = person.send(path, fields)
    assert refused.status_code == 400
    assert "还不能供货的先不登记" in refused.text
    assert person.send(path, fields | {"is_producing": "y"}).status_code == 302
    with app.app_context():
        item = db.session.get(ReserveProject, world["draft"])
        assert item.provider_name == "引进厂（示例）"
        assert item.node.strength == Strength.BLOCKED


def test_the_sheet_holds_the_rows_of_the_list_with_money_in_wan(world, signed_in):
    answer = signed_in(world["ours"]).get("/reserve/?export=xlsx")
    rows = list(load_workbook(BytesIO(answer.data)).active.values)
    assert len(rows) == 2
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["项目"], row["计划投入（万元）"], row["状态"]) == ("高速轴承攻关", 800, "推进中")


def test_the_list_is_narrowed_by_chain_kind_and_state(world, signed_in):
    person = signed_in(world["officer"])
    assert "别的链" not in person.get(f"/reserve/?chain={world['chain']}").text
    page = person.get("/reserve/?kind=investment").text
    assert "硅钢招商" in page
    assert "高速轴承攻关" not in page
    assert "高速轴承攻关" not in person.get("/reserve/?state=lead").text
    assert "没有符合条件的补短板项目" in person.get("/reserve/?state=done").text


def test_the_command_moves_what_was_accepted_and_says_how_many(world, app):
    with app.app_context():
        item = db.session.get(ReserveProject, world["item"])
        item.need = factories.make_need(NeedState.SOLVED, chain=item.chain)
        factories.make_project(ProjectState.ACCEPTED, need=item.need)
        db.session.commit()
    run = app.test_cli_runner().invoke
    assert "1 项随需求和项目往前走了一步" in run(args=["reserve", "follow"]).output
    assert "0 项随需求和项目往前走了一步" in run(args=["reserve", "follow"]).output
    with app.app_context():
        assert db.session.get(ReserveProject, world["item"]).state is S.DONE


def test_the_chain_and_its_nodes_lead_to_the_suggestions(world, signed_in):
    person = signed_in(world["lead"])
    link = f"/reserve/suggestions?chain={world['chain']}"
    assert link in person.get(f"/chains/{world['chain']}").text
    assert link in person.get(f"/chains/nodes/{world['node']}").text


def test_the_page_of_a_node_says_what_comes_next_to_whoever_leads_the_chain(world, app, signed_in):
    with app.app_context():
        for name in ("item", "draft"):
            db.session.get(ReserveProject, world[name]).state = S.DROPPED
        db.session.commit()
    path = f"/chains/nodes/{world['node']}"
    lead = signed_in(world["lead"])
    assert "接下来" in lead.get(path).text
    assert "接下来" not in signed_in(world["ours"]).get(path).text
    lead.send(f"/reserve/suggestions/{world['node']}/take", page=path)
    shown = lead.get(path).text
    assert "正在办" in shown
    assert "接下来" not in shown
