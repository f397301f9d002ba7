"""The strength of a node follows from facts, says why, and moves when they change."""

import pytest

from app.chains.facts import NodeFacts
from app.chains.models import ChainNode, NodeProvider, Scope, Strength
from app.chains.operations import add_provider, provide_by_project
from app.chains.strength import assess, history, refresh_strengths
from app.extensions import db
from app.projects.models import ProjectState
from tests import factories

CASES = [
    ({}, None, Strength.BLANK, "没有登记"),
    ({Scope.FOREIGN: 3}, None, Strength.GAP, "国内没有"),
    ({}, 95, Strength.GAP, "国内没有"),
    ({Scope.LOCAL: 3}, 60, Strength.BLOCKED, "进口占 60%"),
    ({Scope.NATIONAL: 2, Scope.CHUANYU: 1}, None, Strength.WEAK, "市外 3 家"),
    ({Scope.LOCAL: 1}, None, Strength.WEAK, "市内只有 1 家"),
    ({Scope.LOCAL: 2}, 10, Strength.FIRM, "市内有 2 家"),
]


@pytest.mark.parametrize(("providers", "imports", "strength", "said"), CASES)
def test_the_facts_decide_and_the_first_reason_says_so(providers, imports, strength, said):
    finding = assess(NodeFacts(providers=providers, import_share=imports))
    assert finding.strength == strength
    assert said in finding.reasons[0]


def test_what_was_reported_stands_only_until_a_fact_is_known():
    assert assess(NodeFacts(), Strength.FIRM).strength == Strength.FIRM
    assert assess(NodeFacts(providers={Scope.FOREIGN: 1}), Strength.FIRM).strength == Strength.GAP


def test_a_single_source_short_stock_and_a_long_wait_are_told_beside():
    facts = NodeFacts({Scope.LOCAL: 1}, stock_days=12, oldest_need_days=120, running_projects=2)
    told = "；".join(assess(facts).reasons)
    for expected in ("单一来源", "12 天", "120 天", "2 个项目"):
        assert expected in told


@pytest.fixture
def node(context):
    node = factories.make_chain().nodes[0]
    node.providers.append(NodeProvider(name="海外某厂", scope=Scope.FOREIGN))
    db.session.flush()
    refresh_strengths([node], "首次摸底")
    return node


def test_a_change_is_kept_with_its_cause_and_no_change_is_not(node):
    assert node.strength == Strength.GAP
    refresh_strengths([node], "再看一次")
    assert [row.cause for row in history(node)] == ["首次摸底"]


def test_a_provider_counts_once_however_often_it_is_named(node):
    maker = factories.make_organisation(region="渝北区")
    add_provider(node, maker, "区县填报", "登记供给")
    add_provider(node, maker, "区县填报", "登记供给")
    assert (node.strength, len(node.providers)) == (Strength.WEAK, 2)


def test_an_accepted_project_changes_the_colour_of_its_node(node, applied_project):
    project = applied_project(node)
    provide_by_project(project)
    assert node.strength == Strength.WEAK
    assert project.number in history(node)[0].cause
    assert node.providers[-1].organisation is project.organisation  # the solver is a university


@pytest.fixture
def applied_project(context):
    def make(node):
        owner = factories.make_organisation(region="渝北区")
        need = factories.make_need(organisation=owner, chain=node.chain)
        need.node = node
        solver = factories.make_organisation(kind="university")
        return factories.make_project(ProjectState.ACCEPTED, need=need, contractor=solver)

    return make


def test_the_page_of_a_node_says_why_and_who(app, client):
    with app.app_context():
        node = factories.make_chain().nodes[0]
        node.providers.append(NodeProvider(name="渝锻精密（示例）", scope=Scope.LOCAL, share=30))
        node.stock_days = 9
        refresh_strengths([node], "首次摸底")
        db.session.commit()
        id = node.id
    shown = client.get(f"/chains/nodes/{id}").text
    for expected in ("市内只有 1 家", "渝锻精密", "30%", "库存只够 9 天", "首次摸底"):
        assert expected in shown
    assert client.get("/chains/nodes/999999").status_code == 404


def test_a_new_node_is_blank(context):
    node = ChainNode(chain=factories.make_chain(), code="new", name="新环节")
    db.session.add(node)
    db.session.flush()
    refresh_strengths([node], "新增")
    assert node.strength == Strength.BLANK
