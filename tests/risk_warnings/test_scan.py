"""Warnings: rules crossed raise one each, it stays until closed with a reason, and it says what a break does."""

import pytest

from app.chains.models import Chain, ChainNode, NodeProvider, Scope
from app.clock import now
from app.extensions import db
from app.inbox.models import Message
from app.needs.models import NeedState
from app.projects.models import ProjectState
from app.risk_warnings.models import RiskWarning, RiskWarningState, SignalKind, WarningRule
from app.risk_warnings.operations import report_signal, scan
from app.workflow.advance import advance
from app.workflow.declaration import OpinionMissing, Role
from tests import factories


@pytest.fixture
def lead(context):
    return factories.make_user(Role.CHAIN_LEAD)


@pytest.fixture
def node(lead):
    """Two providers in the country, nothing wrong yet."""
    chain = factories.make_chain()
    chain.leads = [lead]
    node = chain.nodes[0]
    node.providers = [NodeProvider(name=name, scope=Scope.LOCAL) for name in ("甲厂", "乙厂")]
    node.import_share, node.stock_days = 20, 60
    db.session.commit()
    return node


def _kinds(warnings):
    return {(warning.kind, warning.level) for warning in warnings}


def test_a_sound_node_raises_nothing(node):
    assert scan() == []


def _thin(node, days):
    """One source left and so many days of stock: the supply itself is no longer sound."""
    node.providers, node.stock_days = node.providers[:1], days
    db.session.flush()


def test_a_node_raises_one_warning_of_its_gravest_rule_that_tells_all(node):
    node.import_share = 80
    _thin(node, 5)
    (warning,) = scan()
    assert (warning.kind, warning.level) == ("stock_days", "red")
    assert "库存 5天" in warning.facts
    assert "进口占比 80%" in warning.facts


def test_short_stock_of_a_sound_supply_is_no_risk(node):
    node.stock_days = 3
    assert scan() == []


def test_an_open_warning_grows_graver_instead_of_a_second_one(node, lead):
    _thin(node, 12)
    (warning,) = scan()
    assert warning.level == "orange"
    node.stock_days = 4
    assert scan() == []
    assert warning.level == "red"
    assert db.session.query(Message).filter_by(user_id=lead.id, action="escalate").count() == 1


def test_the_chain_lead_is_told_and_has_it_to_do(node, lead):
    _thin(node, 12)
    (warning,) = scan()
    assert db.session.query(Message).filter_by(user_id=lead.id, thing_id=warning.id).count() == 1
    assert "库存 12天" in warning.facts


def test_an_open_warning_is_not_raised_again_however_often_it_is_looked(node):
    _thin(node, 12)
    assert len(scan()) == 1
    assert scan() == scan() == []


def test_it_stays_when_the_condition_is_over_until_somebody_says_why(node, lead):
    _thin(node, 12)
    (warning,) = scan()
    node.stock_days = 90
    assert scan() == []
    assert warning.state is RiskWarningState.OPEN
    with pytest.raises(OpinionMissing):
        advance(warning, "close", lead)
    advance(warning, "close", lead, note="到货 40 吨，够用三个月", reason="stocked")
    assert warning.state is RiskWarningState.CLOSED


def test_closed_it_is_quiet_until_it_gets_worse(node, lead):
    _thin(node, 12)
    (warning,) = scan()
    advance(warning, "close", lead, note="在途", reason="accepted")
    assert scan() == []
    node.stock_days = 4
    assert _kinds(scan()) == {("stock_days", "red")}


def test_a_report_of_a_suppliers_trouble_is_judged_at_once(node):
    officer = factories.make_officer()
    _, raised = report_signal(
        node, SignalKind.SUPPLIER_TROUBLE, 3, "停产检修两个月", "长寿区", None, officer
    )
    assert _kinds(raised) == {("supplier_trouble", "red")}
    assert "停产检修" in raised[0].facts


def test_an_overdue_milestone_of_a_project_on_the_node_counts(node):
    need = factories.make_need(NeedState.IN_PROJECT, chain=node.chain)
    need.node = node
    project = factories.make_project(ProjectState.RUNNING, need=need)
    project.milestones[0].due_on = now().date().replace(year=now().year - 1)
    db.session.flush()
    assert ("overdue_milestone", "yellow") in _kinds(scan())


def test_a_rule_switched_off_raises_nothing(node):
    _thin(node, 12)
    for rule in db.session.query(WarningRule):
        rule.is_active = False
    assert scan() == []


def test_a_chain_without_a_lead_tells_the_officers(node):
    officer = factories.make_officer()
    node.chain.leads = []
    _thin(node, 12)
    (warning,) = scan()
    assert db.session.query(Message).filter_by(user_id=officer.id, thing_id=warning.id).count()


def test_the_pages_lead_from_the_list_to_what_a_break_would_do(app, signed_in):
    with app.app_context():
        lead = factories.make_user(Role.CHAIN_LEAD)
        chain = factories.make_chain(name="传动链")
        chain.leads = [lead]
        steel = chain.nodes[0]
        gear = ChainNode(chain=chain, code="w-gear", name="齿轮")
        db.session.add(gear)
        steel.customers = [gear]
        steel.stock_days = 5
        scan()
        db.session.commit()
        lead_id, id = lead.id, db.session.query(RiskWarning).one().id
    person = signed_in(lead_id)
    assert "库存 5天" in person.get("/risk-warnings/").text
    assert "供应预警" in person.get("/inbox/desk").text
    shown = person.get(f"/risk-warnings/{id}").text
    assert "1 个下游环节受影响" in shown
    assert "接办" in shown


def test_the_list_goes_by_pages_by_chain_and_counts_what_is_open(app, signed_in):
    with app.app_context():
        chains = [factories.make_chain(name=name) for name in ("甲链", "乙链")]
        for chain in chains:
            for n in range(15):
                node = ChainNode(chain=chain, code=f"{chain.id}-{n}", name=f"{chain.name}{n}")
                node.import_share = 95
                db.session.add(node)
        db.session.flush()
        scan()
        db.session.commit()
        officer, first = factories.make_officer().id, chains[0].id
        db.session.commit()
    client = signed_in(officer)
    shown = client.get("/risk-warnings/").text
    assert "共 30 条" in shown
    assert shown.count('data-l="级别"') == 20
    only = client.get(f"/risk-warnings/?chain={first}&per_page=50").text
    assert "共 15 条" in only
    assert "乙链0" not in only


def test_an_officer_moves_a_threshold_and_a_wrong_one_keeps_what_was_typed(app, signed_in):
    with app.app_context():
        officer = factories.make_officer()
        rule = db.session.query(WarningRule).filter_by(kind="stock_days", level="red").one().id
        db.session.commit()
        officer_id = officer.id
    person = signed_in(officer_id)
    wrong = person.send(f"/risk-warnings/rules/{rule}", {"threshold": "十天", "level": "red"})
    assert wrong.status_code == 400
    assert "十天" in wrong.text
    fields = {"threshold": "20", "level": "red", "is_active": "y"}
    assert person.send(f"/risk-warnings/rules/{rule}", fields).status_code == 302
    with app.app_context():
        assert db.session.get(WarningRule, rule).threshold == 20


def test_the_night_job_says_how_many(app):
    with app.app_context():
        factories.make_chain().nodes[0].stock_days = 3
        db.session.commit()
        assert db.session.query(Chain).count() == 1
    told = app.test_cli_runner().invoke(args=["warnings", "scan"])
    assert "新发 1 条" in told.output
