"""Chains: the counts are true, the weak places come first, a form can ask for the nodes."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.bids.models import BidState
from app.capabilities.models import CapabilityState
from app.chains.models import ChainNode, Strength
from app.chains.queries import node_lines, worst_places
from app.clock import now
from app.extensions import db
from app.needs.models import NeedState
from app.projects.models import ProjectState
from app.workflow.declaration import Role
from tests import factories


@pytest.fixture
def chain(app):
    """Three nodes: a gap with two open needs (one answered), a weak one, a firm one with supply."""
    with app.app_context():
        chain = factories.make_chain(name="电驱链", lead_title="链长办公室（示例）")
        gap, weak, firm = chain.nodes[0], *[
            ChainNode(chain=chain, code=f"x{n}", name=name, position=n, segment=segment)
            for n, name, segment in ((1, "高速轴承", "中游"), (2, "定子铁芯", "上游"))
        ]  # fmt: skip
        gap.name, gap.strength, gap.strength_note = "绝缘纸", Strength.GAP, "全部进口"
        weak.strength, firm.strength = Strength.WEAK, Strength.FIRM
        db.session.add_all([weak, firm])
        db.session.flush()
        db.session.refresh(chain)
        old = {"chain": chain, "published_at": now() - timedelta(days=12)}
        make = {k: v for k, v in old.items() if k == "chain"}
        waiting = factories.make_need(NeedState.OPEN, title="没人揭的", **make)
        waiting.published_at = old["published_at"]
        answered = factories.make_need(NeedState.OPEN, title="有人揭的", **make)
        for need in (waiting, answered):
            need.node = gap
        factories.make_bid(BidState.SUBMITTED, need=answered)
        for n in range(5):
            factories.make_capability(title=f"能力{n}", chain=chain, node=firm)
        factories.make_capability(CapabilityState.DRAFT, title="草稿能力", chain=chain, node=firm)
        running = factories.make_need(NeedState.IN_PROJECT, title="在研的需求", **make)
        running.node = weak
        factories.make_project(ProjectState.RUNNING, need=running, title="机密的项目名")
        db.session.commit()
        return chain.id


def test_the_list_counts_what_hangs_on_each_chain(chain, client):
    rows = list(load_workbook(BytesIO(client.get("/chains/?export=xlsx").data)).active.values)
    told = dict(zip(rows[0], rows[1], strict=True))
    assert told["产业链"] == "电驱链"
    assert (told["断点"], told["短板"], told["稳固"]) == (1, 1, 1)
    assert (told["在榜需求"], told["已登记能力"], told["在研项目"]) == (2, 5, 1)
    assert "电驱链" in client.get("/chains/").text


def test_a_chain_lead_finds_the_own_chains_first(app, signed_in):
    with app.app_context():
        lead = factories.make_user(Role.CHAIN_LEAD)
        own, _ = factories.make_chain(name="我的链"), factories.make_chain(name="别人的链")
        own.leads = [lead]
        db.session.commit()
        lead_id, officer_id = lead.id, factories.make_officer().id
        db.session.commit()
    shown = signed_in(lead_id).get("/chains/").text
    assert shown.index("您分管的") < shown.index("我的链") < shown.index("全市一览")
    assert "别人的链" not in shown[: shown.index("全市一览")]
    assert "您分管的" not in signed_in(officer_id).get("/chains/").text


def test_a_chain_shows_each_node_with_what_hangs_there(chain, client):
    shown = client.get(f"/chains/{chain}").text
    for expected in (
        "全部进口",
        "没人揭的",
        "最久 12 天没有方案",
        "共 5 项",
        "在研的需求",
        "链长办公室",
    ):
        assert expected in shown
    assert "草稿能力" not in shown
    assert "机密的项目名" not in shown


def test_the_worst_place_comes_first(chain, app):
    with app.app_context():
        lines = node_lines(db.session.get(factories.Chain, chain))
        assert [line.node.name for line in worst_places(lines)] == ["绝缘纸", "高速轴承"]
        assert (lines[0].longest_wait, lines[0].unanswered_count) == (12, 1)


@pytest.mark.parametrize(
    "sort", ["strength", "-strength", "segment", "needs", "-capabilities", "x"]
)
def test_any_order_shows_every_node(chain, client, sort):
    shown = client.get(f"/chains/{chain}?sort={sort}").text
    assert all(name in shown for name in ("绝缘纸", "高速轴承", "定子铁芯"))


def test_the_nodes_of_a_chain_for_a_form(chain, client):
    nodes = client.get(f"/chains/{chain}/nodes.json").json["nodes"]
    assert {node["name"] for node in nodes} == {"绝缘纸", "高速轴承", "定子铁芯"}
    assert client.get("/chains/99/nodes.json").status_code == 404


def test_without_any_chain_it_says_how_they_come(client):
    assert "还没有产业链" in client.get("/chains/").text
    assert client.get("/chains/1").status_code == 404
