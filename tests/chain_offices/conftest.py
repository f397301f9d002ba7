"""A chain with its lead, an enterprise that leads it, and people who have nothing to do with it."""

from types import SimpleNamespace

import pytest

from app.extensions import db
from app.workflow.declaration import Role
from tests import factories


@pytest.fixture
def desk(app):
    """Ids: chain, lead, officer, auditor, another chain's lead, the lead enterprise and its person."""
    with app.app_context():
        chain = factories.make_chain(name="传动链")
        lead = factories.make_user(Role.CHAIN_LEAD, name="本链链长")
        chain.leads = [lead]
        made = factories.make_lead_enterprise(
            chain, factories.make_organisation(name="渝传（示例）")
        )
        found = SimpleNamespace(
            chain=chain.id,
            lead=lead.id,
            officer=factories.make_officer().id,
            auditor=factories.make_user(Role.AUDITOR).id,
            other_lead=factories.make_user(Role.CHAIN_LEAD).id,
            enterprise=made.organisation_id,
            person=factories.make_submitter(made.organisation).id,
            stranger=factories.make_submitter().id,
        )
        db.session.commit()
        return found
