"""The dictionary of kinds: renamed, added to, and never emptied under a node."""

import pytest

from app.chains.models import ChainNode, NodeKind
from app.extensions import db
from app.workflow.declaration import Role
from tests import factories


@pytest.fixture
def officer(app, signed_in):
    with app.app_context():
        node = factories.make_chain().nodes[0]
        node.kind = db.session.query(NodeKind).filter_by(code="material").one()
        id = factories.make_officer().id
        db.session.commit()
    return signed_in(id)


def test_a_kind_is_renamed_and_its_nodes_follow(officer, app):
    with app.app_context():
        id = db.session.query(NodeKind).filter_by(code="material").one().id
    officer.send(f"/chains/kinds/{id}", {"name": "基础材料", "is_base": "y"})
    with app.app_context():
        assert db.session.query(ChainNode).first().kind.name == "基础材料"


def test_a_new_kind_may_be_used_and_the_same_name_not_twice(officer, app):
    assert officer.send("/chains/kinds", {"name": "检测服务"}).status_code == 302
    again = officer.send("/chains/kinds", {"name": "检测服务"})
    assert again.status_code == 400
    assert "已经有“检测服务”了" in again.text
    with app.app_context():
        assert db.session.query(NodeKind).filter_by(name="检测服务").count() == 1


def test_a_kind_that_a_node_has_stays(officer, app):
    with app.app_context():
        used = db.session.query(NodeKind).filter_by(code="material").one().id
        free = db.session.query(NodeKind).filter_by(code="software").one().id
    for id in (used, free):
        officer.send(f"/chains/kinds/{id}/remove")
    with app.app_context():
        assert db.session.get(NodeKind, used)
        assert db.session.get(NodeKind, free) is None


def test_a_chain_lead_reads_the_map_but_does_not_edit_the_dictionary(officer, app, signed_in):
    with app.app_context():
        id = factories.make_user(Role.CHAIN_LEAD).id
        db.session.commit()
    assert signed_in(id).get("/chains/kinds").status_code == 403
