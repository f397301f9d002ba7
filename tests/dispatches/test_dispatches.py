"""Dispatch orders: drafted from the weakest links, sent to those who can act, followed to their end."""

from datetime import timedelta

import pytest

from app.chains.models import ChainNode, NodeProvider, Scope, Strength
from app.clock import now, today
from app.dispatches.models import DispatchItem, DispatchOrder, DispatchState, ItemKind
from app.dispatches.operations import answer_item, draft_order
from app.extensions import db
from app.needs.models import Need, NeedState
from app.projects.models import ProjectState
from app.workflow.advance import advance
from app.workflow.declaration import NotNow, Role
from tests import factories


@pytest.fixture
def lead(context):
    return factories.make_user(Role.CHAIN_LEAD)


@pytest.fixture
def chain(lead):
    """A gap that feeds a gear works of the city, and two weak nodes."""
    chain = factories.make_chain(name="传动链")
    chain.leads = [lead]
    gap = chain.nodes[0]
    gap.name, gap.strength = "滚动体", Strength.GAP
    for n, name in enumerate(("保持架", "密封"), 1):
        db.session.add(
            ChainNode(chain_id=chain.id, code=f"g{n}", name=name, position=n, strength="weak")
        )
    maker = factories.make_organisation(name="渝承轴承（示例）")
    user = ChainNode(chain_id=chain.id, code="g9", name="轴承", position=9, strength="firm")
    user.providers = [NodeProvider(name=maker.name, organisation=maker, scope=Scope.LOCAL)]
    db.session.add(user)
    gap.customers = [user]
    db.session.commit()
    db.session.refresh(chain)
    return chain


def test_a_draft_asks_for_a_need_where_a_gap_has_none_and_knows_whom(chain, lead):
    order = draft_order(chain, lead)
    first = order.items[0]
    assert len(order.items) == 3
    assert (first.node.name, first.kind) == ("滚动体", ItemKind.POST_NEED)
    assert first.organisation.name == "渝承轴承（示例）"
    assert "还没有需求在榜" in first.what


def test_a_need_that_waits_and_a_running_project_are_asked_about_instead(chain, lead):
    waiting = factories.make_need(NeedState.OPEN, chain=chain, title="保持架寿命")
    waiting.node, waiting.published_at = chain.nodes[1], now() - timedelta(days=46)
    running = factories.make_need(NeedState.IN_PROJECT, chain=chain)
    running.node = chain.nodes[2]
    factories.make_project(ProjectState.RUNNING, need=running)
    db.session.commit()
    kinds = {item.node.name: item for item in draft_order(chain, lead).items}
    assert kinds["保持架"].kind == ItemKind.RELAX
    assert "46 天没有方案" in kinds["保持架"].what
    assert kinds["密封"].kind == ItemKind.SPEED_UP


def test_it_is_not_sent_while_an_item_names_nobody_or_is_past(chain, lead):
    order = draft_order(chain, lead)
    with pytest.raises(NotNow, match="还没有写由谁来办"):
        advance(order, "send", lead)
    for item in order.items:
        item.organisation = factories.make_organisation()
    order.items[0].due_on = today() - timedelta(days=1)
    db.session.flush()
    with pytest.raises(NotNow, match="期限已经过了"):
        advance(order, "send", lead)


def test_the_last_item_done_settles_it_and_the_lead_may_ask_again(lead, context):
    order = factories.make_dispatch(DispatchState.SENT)
    order.chain.leads = [lead]
    person = factories.make_submitter(order.items[0].organisation)
    answer_item(order.items[0], "正在办", False, person)
    assert order.state is DispatchState.SENT
    answer_item(order.items[0], "需求已提交", True, person)
    assert order.state is DispatchState.ANSWERED
    advance(order, "ask_again", lead, note="指标没有写清")
    assert order.open_items


@pytest.fixture
def sent(app):
    """(order id, ids of: the asked, the other asked, the lead)"""
    with app.app_context():
        lead = factories.make_user(Role.CHAIN_LEAD)
        order = factories.make_dispatch(DispatchState.SENT)
        order.chain.leads = [lead]
        other = factories.make_submitter()
        order.items.append(
            DispatchItem(organisation=other.organisation, kind="stock", what="备足三个月的钢。",
                         due_on=today() + timedelta(days=5))
        )  # fmt: skip
        asked = factories.make_submitter(order.items[0].organisation)
        db.session.commit()
        return order.id, asked.id, other.id, lead.id


def test_an_organisation_sees_its_own_items_and_not_what_others_are_asked(sent, signed_in):
    order, asked, other, lead = sent
    assert "备足三个月" not in signed_in(asked).get(f"/dispatches/{order}").text
    assert "备足三个月" in signed_in(other).get(f"/dispatches/{order}").text
    whole = signed_in(lead).get(f"/dispatches/{order}").text
    assert "备足三个月" in whole
    assert "提出技术需求" in whole


def test_it_stands_on_the_to_do_list_of_those_asked_until_they_are_done(sent, signed_in, app):
    order, asked, _, _ = sent
    person = signed_in(asked)
    assert "电驱链调度单" in person.get("/inbox/desk").text
    with app.app_context():
        item = db.session.get(DispatchOrder, order).items[0].id
    person.send(f"/dispatches/items/{item}/answer", {"answer": "办好了", "is_done": "y"})
    assert "办理调度事项" not in person.get("/inbox/desk").text


def test_the_need_is_written_from_the_item_once_and_its_way_is_shown(sent, signed_in, app):
    order, asked, other, lead = sent
    person = signed_in(asked)
    with app.app_context():
        item = db.session.get(DispatchOrder, order).items[0]
        id, node = item.id, item.node_id
    for _ in range(2):
        assert person.send(f"/dispatches/items/{id}/need").status_code == 302
    assert signed_in(other).send(f"/dispatches/items/{id}/need").status_code == 403
    with app.app_context():
        (need,) = db.session.query(Need)
        assert need.node_id == node
        number = need.number
    assert number in signed_in(lead).get(f"/dispatches/{order}").text


def test_a_draft_is_written_item_by_item_and_a_name_nobody_has_is_refused(app, signed_in):
    with app.app_context():
        lead = factories.make_user(Role.CHAIN_LEAD)
        order = factories.make_dispatch(chain=factories.make_chain())
        order.chain.leads = [lead]
        maker = factories.make_organisation(name="渝锻（示例）").name
        db.session.commit()
        order_id, item, lead_id = order.id, order.items[0].id, lead.id
    person = signed_in(lead_id)
    fields = {"kind": "invest", "organisation": "没有这家", "what": "招引一家滚动体厂。",
              "due_on": str(today() + timedelta(days=9)), "node": ""}  # fmt: skip
    wrong = person.send(f"/dispatches/{order_id}/items/new", fields)
    assert wrong.status_code == 400
    assert "没有登记过这个单位" in wrong.text
    assert "招引一家滚动体厂" in wrong.text
    person.send(f"/dispatches/{order_id}/items/new", fields | {"organisation": maker})
    person.send(f"/dispatches/items/{item}/remove")
    shown = person.get(f"/dispatches/{order_id}").text
    assert "招引一家滚动体厂" in shown
    assert "核实卡点" not in shown
    assert person.send(f"/dispatches/{order_id}/actions/send").status_code == 302
    assert person.send(f"/dispatches/{order_id}/items/new", fields).status_code == 403
