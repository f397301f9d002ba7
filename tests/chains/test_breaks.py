"""What if a node breaks: everything downstream, once each, quickly, and who could step in."""

import pytest
from sqlalchemy import event

from app.chains.measuring import make_net
from app.chains.models import ChainNode, NodeProvider, Scope
from app.chains.supply import reach_of
from app.extensions import db
from app.matches.stand_ins import stand_ins
from app.needs.models import NeedState
from tests import factories


@pytest.fixture
def line(context):
    """steel -> bearing -> motor -> car, a second road wheel -> car, and a ring car -> steel."""
    chain = factories.make_chain(name="传动链")
    names = ("steel", "bearing", "motor", "car", "wheel")
    nodes = {n: ChainNode(chain=chain, code=f"t-{n}", name=n) for n in names}
    db.session.add_all(nodes.values())
    for a, b in (("steel", "bearing"), ("bearing", "motor"), ("motor", "car"), ("wheel", "car"),
                 ("car", "steel")):  # fmt: skip
        nodes[a].customers.append(nodes[b])
    db.session.commit()
    return nodes


def test_a_break_reaches_every_node_downstream_once_and_says_how_far(line):
    reach = reach_of(line["steel"].id)
    assert [r.node_id for r in reach] == [line[n].id for n in ("bearing", "motor", "car")]
    assert [r.distance for r in reach] == [1, 2, 3]
    assert reach[2].through == line["motor"].id


def test_a_node_with_another_road_is_hit_but_not_stopped(line):
    found = {r.node_id: r for r in reach_of(line["steel"].id)}
    assert found[line["motor"].id].is_only_source
    assert not found[line["car"].id].is_only_source
    assert (found[line["car"].id].lost, found[line["car"].id].suppliers) == (1, 2)


def test_the_page_names_those_hit_and_those_who_could_step_in(line, app, client):
    line["motor"].providers.append(NodeProvider(name="某电机厂（示例）", scope=Scope.LOCAL))
    factories.make_capability(title="国产轴承能力", node=line["bearing"], chain=line["car"].chain)
    need = factories.make_need(NeedState.OPEN, title="轴承寿命攻关", chain=line["car"].chain)
    need.node = line["bearing"]
    db.session.commit()
    shown = client.get(f"/chains/nodes/{line['bearing'].id}/break").text
    for expected in ("国产轴承能力", "轴承寿命攻关", "某电机厂", "motor", "没有"):
        assert expected in shown


def test_a_node_that_feeds_nobody_says_so(line, client):
    lonely = ChainNode(chain=line["car"].chain, code="t-end", name="末端")
    db.session.add(lonely)
    db.session.commit()
    assert "没有登记下游" in client.get(f"/chains/nodes/{lonely.id}/break").text


def test_a_break_over_ten_thousand_nodes_is_one_question_to_the_database(context):
    # How long it takes is a benchmark, not a test: `flask chains measure` prints it.
    _, ids = make_net(10_000, 40_000)
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    reach = reach_of(ids[0])
    assert len(reach) > 5_000
    assert len({one.node_id for one in reach}) == len(reach)
    assert len([said for said in asked if "WITH RECURSIVE" in said]) == len(asked) == 1


def test_who_could_step_in_is_ranked_those_registered_there_first(line):
    chain = line["car"].chain
    node = line["bearing"]
    node.name = "高速轴承"
    elsewhere = factories.make_capability(title="高速轴承温升控制", chain=chain, node=line["car"])
    here = factories.make_capability(title="滚动体研磨", chain=chain, node=node)
    factories.make_capability(title="食品杀菌", chain=chain, node=line["wheel"])
    db.session.commit()
    found = stand_ins(node)
    assert [one.capability for one in found[:2]] == [here, elsewhere]
    assert "已登记在这个环节" in found[0].why
