"""The reserve: from a suggestion to a lead, along its need and project or its investor, to the result."""

from datetime import timedelta

import pytest

from app.audit.queries import timeline
from app.chains.models import ChainNode, NodeProvider, Scope, Strength
from app.chains.strength import refresh_strengths
from app.clock import now, today
from app.extensions import db
from app.inbox.models import Message
from app.needs.models import Need, NeedState
from app.projects.models import ProjectState
from app.reserve.models import ReserveKind, ReserveProject, ReserveState
from app.reserve.operations import (
    enter_provider,
    follow,
    report_progress,
    revise,
    take_suggestion,
)
from app.reserve.suggesting import suggestion_for, suggestions
from app.reserve.trail import bars, seen_by, trail_of
from app.workflow.advance import advance
from app.workflow.declaration import NotNow, NotYours, Role
from tests import factories

S = ReserveState


@pytest.fixture
def lead(context):
    return factories.make_user(Role.CHAIN_LEAD)


def _node(chain, code, name, import_share=None, providers=()):
    node = ChainNode(chain_id=chain.id, code=code, name=name, import_share=import_share)
    node.providers = [
        NodeProvider(name=f"{name}厂{n}", scope=scope) for n, scope in enumerate(providers)
    ]
    db.session.add(node)
    db.session.flush()
    return node


@pytest.fixture
def chain(lead):
    """硅钢 nobody makes here; 齿轮 has one maker; 密封 comes from outside; 轴承 is firm."""
    chain = factories.make_chain(name="电驱链")
    chain.leads = [lead]
    first = chain.nodes[0]
    first.name, first.import_share = "硅钢", 90
    _node(chain, "k1", "齿轮", providers=[Scope.LOCAL])
    _node(chain, "k2", "密封", providers=[Scope.NATIONAL])
    _node(chain, "k3", "轴承", providers=[Scope.LOCAL, Scope.LOCAL])
    db.session.commit()
    db.session.refresh(chain)
    refresh_strengths(chain.nodes, "首次摸底")
    return chain


def node_called(chain, name):
    return next(node for node in chain.nodes if node.name == name)


def kinds(chain):
    return {one.node.name: one.kind for one in suggestions(chain)}


def ready(chain, name, trl=7, **fields):
    return factories.make_capability(
        chain_id=chain.id, node_id=node_called(chain, name).id, trl=trl, **fields
    )


def test_a_gap_nobody_can_fill_is_an_investment_lead_with_the_reason_of_its_strength(chain):
    found = {one.node.name: one for one in suggestions(chain)}
    assert found["硅钢"].kind is ReserveKind.INVESTMENT
    assert found["硅钢"].reason.startswith("国内没有供给单位；")
    assert found["密封"].kind is ReserveKind.INVESTMENT
    assert next(iter(found)) == "硅钢"


def test_a_gap_with_a_ready_or_a_close_capability_is_a_suggested_need(chain):
    ready(chain, "硅钢")
    ready(chain, "密封", trl=5)
    found = {one.node.name: one for one in suggestions(chain)}
    assert found["硅钢"].kind is found["密封"].kind is ReserveKind.TACKLING
    assert "1 项能力达到 TRL 7" in found["硅钢"].reason
    assert "最高 TRL 5" in found["密封"].reason


def test_makers_of_the_city_who_do_not_stop_the_imports_are_asked_to_expand(chain):
    maker = factories.make_organisation(name="渝齿（示例）")
    node = node_called(chain, "齿轮")
    node.providers[0].organisation, node.import_share = maker, 70
    one = suggestion_for(node)
    assert (one.kind, one.organisation) == (ReserveKind.EXPANSION, maker)
    assert "进口占 70%" in one.reason


def test_a_single_maker_asks_for_a_second_one(chain):
    one = suggestion_for(node_called(chain, "齿轮"))
    assert one.kind is ReserveKind.INVESTMENT
    assert "第二家" in one.reason


def test_a_ready_capability_on_a_firm_node_without_a_need_is_an_application_scene(chain):
    assert "轴承" not in kinds(chain)
    ready(chain, "轴承", trl=6)
    assert "轴承" not in kinds(chain)
    ready(chain, "轴承", trl=8)
    assert kinds(chain)["轴承"] is ReserveKind.SCENE


@pytest.mark.parametrize("state", [NeedState.SUBMITTED, NeedState.OPEN, NeedState.IN_PROJECT])
def test_where_a_need_is_in_hand_nothing_is_suggested(chain, state):
    need = factories.make_need(state, chain=chain)
    need.node = node_called(chain, "硅钢")
    db.session.flush()
    assert "硅钢" not in kinds(chain)


def test_a_need_that_was_withdrawn_does_not_keep_the_gap_from_being_suggested(chain):
    need = factories.make_need(NeedState.WITHDRAWN, chain=chain)
    need.node = node_called(chain, "硅钢")
    db.session.flush()
    assert "硅钢" in kinds(chain)


def test_a_suggestion_is_stored_only_when_taken_and_comes_back_when_dropped(chain, lead):
    suggestions(chain)
    assert db.session.query(ReserveProject).count() == 0
    item = take_suggestion(suggestion_for(node_called(chain, "硅钢")), lead)
    assert (item.state, item.kind) == (S.LEAD, "investment")
    assert "国内没有供给单位" in item.gap
    assert "硅钢" not in kinds(chain)
    advance(item, "drop", lead, note="对方不来", reason="fallen_through")
    assert suggestion_for(node_called(chain, "硅钢")).before is item


def test_a_lead_is_admitted_once_it_says_who_how_much_and_by_when(chain, lead):
    item = take_suggestion(suggestion_for(node_called(chain, "硅钢")), lead)
    with pytest.raises(NotNow, match="责任单位"):
        advance(item, "admit", lead)
    item.office = "汽车工业处（示例）"
    with pytest.raises(NotNow, match="计划投入"):
        advance(item, "admit", lead)
    item.planned_money = 0
    with pytest.raises(NotNow, match="计划完成"):
        advance(item, "admit", lead)
    item.ends_on = today()
    advance(item, "admit", lead)
    assert item.state is S.ADMITTED


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("tackling", "先有需求"),
        ("investment", "写明对象"),
        ("expansion", "哪一家"),
        ("scene", "首家使用"),
    ],
)
def test_it_does_not_start_before_there_is_a_way_to_the_result(chain, lead, kind, why):
    item = factories.make_reserve_project(S.ADMITTED, node=chain.nodes[0], kind=kind)
    item.organisation = None
    with pytest.raises(NotNow, match=why):
        advance(item, "start", lead)


def test_it_is_not_struck_off_without_an_accepted_project_or_a_provider(chain, lead):
    tackling = factories.make_reserve_project(S.UNDER_WAY, node=chain.nodes[0])
    investment = factories.make_reserve_project(S.UNDER_WAY, node=chain.nodes[0], kind="investment")
    scene = factories.make_reserve_project(S.UNDER_WAY, node=chain.nodes[0], kind="scene")
    for item, why in ((tackling, "没有通过验收"), (investment, "供给单位"), (scene, "首家使用")):
        with pytest.raises(NotNow, match=why):
            advance(item, "finish", lead, note="好了")
    scene.evidence = "首批 20 套已在某厂使用（示例）"
    advance(scene, "finish", lead, note="首家使用满三个月")
    assert scene.state is S.DONE


def test_it_moves_by_itself_with_its_need_and_the_accepted_project(chain):
    need = factories.make_need(NeedState.DRAFT, chain=chain)
    item = factories.make_reserve_project(S.ADMITTED, node=chain.nodes[0], need=need)
    assert follow() == []
    need.state = NeedState.SUBMITTED
    follow()
    assert item.state is S.UNDER_WAY
    need.state = NeedState.IN_PROJECT
    project = factories.make_project(ProjectState.ACCEPTANCE_APPLIED, need=need)
    project.user_verdict, project.user_report = "satisfied", "好用"
    assert follow() == []
    advance(project, "accept", factories.make_officer(), note="同意")
    follow()
    assert item.state is S.DONE
    last = timeline(item)[0]
    assert (last.action, last.actor_name, last.note) == (
        "finish", "系统", f"项目 {project.number} 通过验收",
    )  # fmt: skip
    assert follow() == []


def test_a_project_accepted_before_anybody_looked_moves_it_both_steps_at_once(chain):
    need = factories.make_need(NeedState.SOLVED, chain=chain)
    factories.make_project(ProjectState.ACCEPTED, need=need)
    item = factories.make_reserve_project(S.ADMITTED, node=chain.nodes[0], need=need)
    assert len(follow()) == 2
    assert item.state is S.DONE


@pytest.mark.parametrize("end", [NeedState.WITHDRAWN, NeedState.REFUSED, NeedState.FAILED])
def test_a_need_that_comes_to_nothing_leaves_the_gap_and_asks_what_next(chain, lead, end):
    need = factories.make_need(NeedState.OPEN, chain=chain)
    item = factories.make_reserve_project(S.UNDER_WAY, node=chain.nodes[0], need=need)
    person = factories.make_submitter(item.organisation)
    assert follow() == []
    need.state = end
    follow()
    assert item.state is S.ADMITTED
    assert need.public_number in timeline(item)[0].note
    told = {m.user_id for m in db.session.query(Message).filter_by(action="fall_back")}
    assert told == {lead.id, person.id}
    assert follow() == []
    with pytest.raises(NotNow, match="另起草需求"):
        advance(item, "start", lead)


def test_a_need_that_went_into_a_joint_one_is_followed_there(chain):
    needs = [factories.make_need(NeedState.MERGED, chain=chain) for _ in range(2)]
    joint = factories.make_joint_need(needs=needs, joined=needs)
    joint.need = factories.make_need(NeedState.OPEN, chain=chain)
    first, second = (
        factories.make_reserve_project(S.UNDER_WAY, node=chain.nodes[0], need=need)
        for need in needs
    )
    db.session.commit()
    assert follow() == []
    assert (first.need, second.need) == (joint.need, needs[1])
    assert "并入共性需求" in timeline(first)[0].label


def test_after_a_need_that_came_to_nothing_another_one_is_drafted(app, signed_in):
    with app.app_context():
        chain = factories.make_chain(name="电驱链")
        need = factories.make_need(NeedState.WITHDRAWN, chain=chain)
        item = factories.make_reserve_project(S.ADMITTED, node=chain.nodes[0], need=need)
        person, lead = factories.make_submitter(item.organisation), factories.make_officer()
        db.session.commit()
        item_id, old, person_id, lead_id = item.id, need.id, person.id, lead.id
    assert "短板还在" in signed_in(lead_id).get(f"/reserve/{item_id}").text
    client = signed_in(person_id)
    for _ in range(2):  # a double click
        client.send(f"/reserve/{item_id}/need", page=f"/reserve/{item_id}")
    with app.app_context():
        item = db.session.get(ReserveProject, item_id)
        assert item.need_id != old
        assert item.need.state is NeedState.DRAFT
        assert db.session.query(Need).count() == 2


def test_the_provider_an_investment_brought_changes_the_strength_of_the_node(chain, lead):
    node = node_called(chain, "硅钢")
    node.import_share = 20
    item = factories.make_reserve_project(S.UNDER_WAY, node=node, kind="investment")
    assert node.strength == Strength.GAP
    enter_provider(item, "引进硅钢厂（示例）", Scope.LOCAL, 30, "投产验收单", None, lead)
    assert node.strength == Strength.WEAK
    assert (node.providers[0].share, node.providers[0].source) == (30, f"补短板项目 {item.number}")
    advance(item, "finish", lead, note="已投产")
    assert item.state is S.DONE
    enter_provider(item, "引进硅钢厂（示例）", Scope.LOCAL, 40, "复核", None, lead)
    assert len(node.providers) == 1


def test_a_registered_provider_is_linked_and_placed_where_it_is_registered(chain, lead):
    maker = factories.make_organisation(name="川钢（示例）", region="四川 绵阳")
    item = factories.make_reserve_project(
        S.UNDER_WAY, node=node_called(chain, "硅钢"), kind="investment"
    )
    provider, _ = enter_provider(item, maker.name, Scope.LOCAL, None, "合同", maker, lead)
    assert (provider.organisation, provider.scope) == (maker, Scope.CHUANYU)


def test_progress_tells_the_chain_lead_and_keeps_the_money(chain, lead):
    item = factories.make_reserve_project(S.UNDER_WAY, node=chain.nodes[0])
    person = factories.make_submitter(item.organisation)
    report_progress(item, "中试线到货", 3_000_000, "", person)
    report_progress(item, "调试中", None, "", person)
    assert item.landed == 3_000_000
    told = db.session.query(Message).filter_by(user_id=lead.id, action="report").count()
    assert told == 2


def test_what_landed_is_what_the_project_paid_where_nothing_was_reported(chain):
    need = factories.make_need(NeedState.IN_PROJECT, chain=chain)
    project = factories.make_project(ProjectState.RUNNING, need=need)
    item = factories.make_reserve_project(S.UNDER_WAY, node=chain.nodes[0], need=need)
    assert item.landed == 0
    project.milestones[0].paid_on = today()
    assert item.landed == 1_000_000
    item.landed_money = 5_000_000
    assert item.landed == 5_000_000


def test_the_line_tells_every_step_with_its_date_number_and_money(chain, lead):
    need = factories.make_need(NeedState.IN_PROJECT, chain=chain)
    call = factories.make_call(needs=[need])
    bid = factories.make_bid(need=need)
    bid.submitted_at = now() - timedelta(days=3)
    project = factories.make_project(ProjectState.RUNNING, need=need, bid=bid, amount=3_400_000)
    item = factories.make_reserve_project(S.ADMITTED, node=chain.nodes[0], need=need)
    advance(item, "start", lead)
    line = {step.label: step for step in trail_of(item)}
    assert list(line) == [
        "缺口",
        "线索",
        "入库",
        "需求",
        "榜单",
        "揭榜",
        "项目",
        "里程碑",
        "验收",
        "销号",
    ]
    assert line["缺口"].text == "硅钢：断点"
    assert line["需求"].money == need.reward
    assert call.number in line["榜单"].text
    assert line["揭榜"].money == bid.price
    assert project.number in line["项目"].text
    assert line["里程碑"].text == "0 / 1 通过"
    assert not line["验收"].is_done


def test_an_investment_has_a_line_of_its_own(chain, lead):
    item = factories.make_reserve_project(
        S.UNDER_WAY,
        node=chain.nodes[0],
        kind="investment",
        investor="某外地厂（示例）",
        talks="agreed",
    )
    labels = [step.label for step in trail_of(item)]
    assert labels == ["缺口", "线索", "入库", "洽谈与推进", "登记供给单位", "销号"]
    assert "意向签约" in trail_of(item)[3].text


@pytest.mark.parametrize("action", ["admit", "drop"])
def test_only_the_lead_of_this_chain_and_an_officer_move_it(context, action):
    item = factories.make_reserve_project()
    strangers = [
        factories.make_user(Role.CHAIN_LEAD), factories.make_submitter(item.organisation),
        factories.make_user(Role.AUDITOR), factories.make_district_officer(),
    ]  # fmt: skip
    for stranger in strangers:
        with pytest.raises(NotYours):
            advance(item, action, stranger, note="x", reason="other")
    advance(item, action, factories.make_officer(), note="x", reason="other")


def test_the_need_is_drafted_for_the_responsible_organisation_with_what_is_known(app, signed_in):
    with app.app_context():
        item = factories.make_reserve_project(S.ADMITTED)
        ours = factories.make_submitter(item.organisation)
        other = factories.make_submitter()
        db.session.commit()
        id, node, ours, other = item.id, item.node_id, ours.id, other.id
    assert signed_in(other).send(f"/reserve/{id}/need").status_code == 404
    person = signed_in(ours)
    for _ in range(2):
        assert person.send(f"/reserve/{id}/need").status_code == 302
    with app.app_context():
        (need,) = db.session.query(Need)
        assert (need.node_id, need.problem) == (node, "国内没有供给单位")
        assert db.session.get(ReserveProject, id).need_id == need.id


def test_the_record_says_what_was_changed_and_nothing_where_nothing_was(chain, lead):
    item = factories.make_reserve_project(node=chain.nodes[0])
    before = len(timeline(item))
    revise(item, {"title": item.title, "planned_money": item.planned_money}, lead)
    assert len(timeline(item)) == before
    revise(item, {"title": item.title, "planned_money": 1, "office": "装备处"}, lead)
    assert timeline(item)[0].label == "已修改：计划投入、责任处室"


def test_a_need_that_is_still_a_draft_is_where_the_line_stands(chain):
    need = factories.make_need(NeedState.DRAFT, chain=chain)
    item = factories.make_reserve_project(S.ADMITTED, node=chain.nodes[0], need=need)
    now_at = [bar["label"] for bar in bars(trail_of(item)) if bar["status"] == "current"]
    assert now_at == ["入库"]  # made, not admitted by anybody: the factory leaves no trail
    step = next(step for step in trail_of(item) if step.label == "需求")
    assert (step.at, step.thing) == (None, need)
    hidden = next(step for step in seen_by([step], lambda thing: False))
    assert (hidden.thing, hidden.money) == (None, None)


def test_an_investment_that_has_a_need_ends_with_its_project_too(chain, lead):
    need = factories.make_need(NeedState.SOLVED, chain=chain)
    factories.make_project(ProjectState.ACCEPTED, need=need)
    item = factories.make_reserve_project(
        S.ADMITTED, node=chain.nodes[0], kind="investment", need=need
    )
    follow()
    assert item.state is S.DONE
    assert "验收" in [step.label for step in trail_of(item)]
