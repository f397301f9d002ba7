"""What matters now: every part counted from the records and linked to the thing itself."""

from datetime import timedelta

from app.accounts.models import User
from app.bids.models import BidState
from app.chain_offices.matters import late_projects, matters_of
from app.chains.models import Chain, NodeProvider, Scope
from app.clock import now, today
from app.dispatches.models import DispatchState
from app.extensions import db
from app.needs.models import NeedState
from app.projects.models import ProjectState
from tests import factories


def fill(desk):
    """A weak node, a warning, an order with a late item, a need without a bid, a late project."""
    chain = db.session.get(Chain, desk.chain)
    node = chain.nodes[0]
    node.strength = "weak"
    node.providers = [NodeProvider(name="外地厂", scope=Scope.NATIONAL)]
    warning = factories.make_risk_warning(node=node, title="滚动体预警")
    order = factories.make_dispatch(DispatchState.SENT, chain=chain, title="十一月调度单")
    order.items[0].due_on = today() - timedelta(days=3)
    lonely = factories.make_need(NeedState.OPEN, chain=chain, title="没人接的需求")
    lonely.published_at = now() - timedelta(days=40)
    answered = factories.make_need(NeedState.OPEN, chain=chain, title="有人接的需求")
    factories.make_bid(BidState.SUBMITTED, need=answered)
    project = factories.make_project(
        ProjectState.RUNNING, need=factories.make_need(NeedState.IN_PROJECT, chain=chain)
    )
    project.milestones[0].due_on = today() - timedelta(days=8)
    project.title = "拖期的项目"
    db.session.commit()
    return warning, order, lonely, project


def test_each_part_is_found_and_nothing_else(desk, context):
    warning, order, lonely, project = fill(desk)
    found = matters_of(db.session.get(Chain, desk.chain), db.session.get(User, desk.lead))
    ((line, reasons),) = found.worst
    assert "市内没有供给单位" in reasons[0]
    assert found.warnings == [warning]
    assert found.late_items == 1
    assert [(need.id, days) for need, days in found.waiting] == [(lonely.id, 40)]
    assert [one for one, _ in found.late] == [project]
    assert "晚了 8 天" in found.late[0][1]


def test_the_page_links_to_each_of_them(desk, app, signed_in):
    with app.app_context():
        warning, order, lonely, project = fill(desk)
        paths = [
            f"/risk-warnings/{warning.id}", f"/dispatches/{order.id}", f"/needs/{lonely.id}",
            f"/projects/{project.id}",
        ]  # fmt: skip
    shown = signed_in(desk.lead).get(f"/chain-offices/{desk.chain}").text
    for path in paths:
        assert f'href="{path}"' in shown, path
    assert "有人接的需求" not in shown


def test_a_project_past_its_end_without_acceptance_is_late_too(desk, context):
    chain = db.session.get(Chain, desk.chain)
    need = factories.make_need(NeedState.IN_PROJECT, chain=chain)
    project = factories.make_project(ProjectState.RUNNING, need=need)
    project.ends_on = today() - timedelta(days=2)
    db.session.flush()
    assert late_projects(chain) == [(project, "到期 2 天还没有申请验收")]
