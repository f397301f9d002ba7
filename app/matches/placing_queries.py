"""What stands nowhere on the map of chains yet, for the person who hangs it there."""

from sqlalchemy import select

from app.accounts.models import Organisation, OrganisationKind, OrganisationState
from app.capabilities.models import Capability, CapabilityState
from app.chains.models import NodeProvider
from app.needs.models import Need, NeedState

ENDED = (NeedState.DRAFT, NeedState.REFUSED, NeedState.WITHDRAWN, NeedState.CANCELLED)
MAKERS = (OrganisationKind.ENTERPRISE, OrganisationKind.SUPPLIER)


def unplaced(kind):
    """A select of the needs, capabilities or organisations without a node, the newest first."""
    if kind == "need":
        chosen = select(Need).where(Need.node_id.is_(None), Need.state.not_in(ENDED))
        return chosen.order_by(Need.id.desc())
    if kind == "capability":
        chosen = select(Capability).where(
            Capability.node_id.is_(None), Capability.state == CapabilityState.PUBLISHED
        )
        return chosen.order_by(Capability.id.desc())
    standing = select(NodeProvider.organisation_id).where(NodeProvider.organisation_id.is_not(None))
    chosen = select(Organisation).where(
        Organisation.state == OrganisationState.VERIFIED,
        Organisation.kind.in_(MAKERS),
        Organisation.id.not_in(standing),
    )
    return chosen.order_by(Organisation.id.desc())
