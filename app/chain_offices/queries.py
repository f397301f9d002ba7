"""Named reads of chain offices, lead enterprises and what they asked."""

from sqlalchemy import select

from app.accounts.models import Organisation, OrganisationState
from app.accounts.roles import works_for
from app.chain_offices.models import ChainOffice, LeadEnterprise
from app.chain_offices.request_models import ServiceRequest
from app.chain_offices.rules import MAKERS
from app.extensions import db
from app.workflow.visible import visible


def office_of(chain):
    """The office of the chain, or None while nobody wrote it down."""
    return db.session.scalar(select(ChainOffice).where(ChainOffice.chain_id == chain.id))


def lead_enterprises(chain):
    """The chain's lead enterprises of today, the longest first."""
    chosen = select(LeadEnterprise).where(
        LeadEnterprise.chain_id == chain.id, LeadEnterprise.until.is_(None)
    )
    return db.session.scalars(chosen.order_by(LeadEnterprise.since, LeadEnterprise.id)).all()


def led_by_organisation(organisation_id):
    """The chains this organisation is a lead enterprise of."""
    chosen = select(LeadEnterprise).where(
        LeadEnterprise.organisation_id == organisation_id, LeadEnterprise.until.is_(None)
    )
    return [lead.chain for lead in db.session.scalars(chosen)]


def may_ask(user, leads):
    """Whether the person acts for one of these lead enterprises."""
    return any(works_for(user, lead.organisation_id) for lead in leads)


def requests_of(chain, user):
    """{organisation id: its requests, newest first} as far as the person may see them."""
    chosen = visible(ServiceRequest, user).where(ServiceRequest.chain_id == chain.id)
    found = {}
    for request in db.session.scalars(chosen.order_by(ServiceRequest.id.desc())).unique():
        found.setdefault(request.organisation_id, []).append(request)
    return found


def registered(name):
    chosen = select(Organisation).where(
        Organisation.name == name.strip(), Organisation.state == OrganisationState.VERIFIED
    )
    return db.session.scalar(chosen)


def names_of_makers():
    """For the list a person chooses a lead enterprise from while typing."""
    chosen = select(Organisation.name).where(
        Organisation.kind.in_(MAKERS), Organisation.state == OrganisationState.VERIFIED
    )
    return db.session.scalars(chosen.order_by(Organisation.name)).all()
