"""Places on the map: suggested with a reason, by words and by neighbours; confirmed by a person."""

import pytest

from app.capabilities.models import Capability
from app.chains.models import Chain, ChainNode
from app.extensions import db
from app.matches.placing import places_for, places_for_organisation
from app.needs.models import Need, NeedState
from app.workflow.declaration import Role
from tests import factories

NODES = {"铸件": "电驱壳体压铸件", "轴承": "高速精密轴承", "芯片": "车规控制芯片"}


def _need(chain_id, **fields):
    """A need of an enterprise that chose no node."""
    need = factories.make_need(NeedState.OPEN, chain=db.session.get(Chain, chain_id), **fields)
    need.node = None
    db.session.commit()
    return need


@pytest.fixture
def chain(app):
    """Three nodes; a capability that a person has placed on the casting."""
    with app.app_context():
        chain = factories.make_chain(name="电驱链")
        chain.nodes[0].name = NODES["铸件"]
        for n, key in enumerate(("轴承", "芯片"), 1):
            db.session.add(
                ChainNode(
                    chain_id=chain.id, code=f"p{n}", name=NODES[key], segment="上游", position=n
                )
            )
        factories.make_capability(
            title="薄壁件真空低压铸造气孔控制", chain=chain, node=chain.nodes[0]
        )
        db.session.commit()
        return chain.id


def test_a_node_is_found_by_its_own_words(chain, context):
    need = _need(chain, title="主轴轴承高速运转温升过高", problem="轴承发热，寿命短。")
    best = places_for("need", need)[0]
    assert best.node.name == NODES["轴承"]
    assert "说的是这个环节" in best.why


def test_what_already_hangs_there_speaks_for_a_node_whose_name_does_not(chain, context):
    need = _need(chain, title="低压铸造气孔多", problem="薄壁件气孔，真空抽不上去。")
    best = places_for("need", need)[0]
    assert best.node.name == NODES["铸件"]
    assert "薄壁件真空低压铸造气孔控制" in best.why


def test_an_organisation_is_placed_by_what_it_makes(chain, context):
    maker = factories.make_organisation(products="高速轴承、精密轴承", intro="专做主轴轴承。")
    assert places_for_organisation(maker)[0].node.name == NODES["轴承"]


def test_a_suggestion_changes_nothing_until_a_person_confirms(chain, app, signed_in):
    with app.app_context():
        need = _need(chain, title="低压铸造气孔多", problem="薄壁件气孔。")
        officer = factories.make_officer()
        db.session.commit()
        id, officer_id = need.id, officer.id
    person = signed_in(officer_id)
    shown = person.get("/matches/placing").text
    assert NODES["铸件"] in shown
    with app.app_context():
        assert db.session.get(Need, id).node_id is None
        node = db.session.query(ChainNode).filter_by(name=NODES["铸件"]).one().id
    person.send("/matches/placing/need", {f"place-{id}": str(node)})
    with app.app_context():
        need = db.session.get(Need, id)
        assert (need.node_id, need.chain_id) == (node, chain)
    assert "都挂好了" in person.get("/matches/placing").text


def test_an_organisation_confirmed_becomes_a_provider_and_the_strength_follows(
    chain, app, signed_in
):
    with app.app_context():
        maker = factories.make_organisation(region="渝北区", products="高速轴承")
        officer = factories.make_officer()
        node = db.session.query(ChainNode).filter_by(name=NODES["轴承"]).one().id
        db.session.commit()
        maker_id, officer_id = maker.id, officer.id
    signed_in(officer_id).send("/matches/placing/organisation", {f"place-{maker_id}": str(node)})
    with app.app_context():
        assert db.session.get(ChainNode, node).strength == "weak"


def test_a_chain_lead_places_only_on_the_chains_they_lead(chain, app, signed_in):
    with app.app_context():
        lead = factories.make_user(Role.CHAIN_LEAD)
        capability = factories.make_capability(title="轴承润滑")
        node = db.session.query(ChainNode).filter_by(name=NODES["轴承"]).one().id
        db.session.commit()
        lead_id, id = lead.id, capability.id
    person = signed_in(lead_id)
    assert person.send("/matches/placing/capability", {f"place-{id}": str(node)}).status_code == 403
    with app.app_context():
        assert db.session.get(Capability, id).node_id is None
