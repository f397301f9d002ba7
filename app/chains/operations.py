"""Writes to the facts of the chains; the strength of a node follows every one of them."""

from sqlalchemy import select

from app.accounts.models import Organisation, OrganisationKind
from app.accounts.regions import DISTRICTS
from app.chains.models import NodeProvider, Scope
from app.chains.strength import refresh_strengths
from app.clock import local_day, now
from app.extensions import db

NEIGHBOUR = "四川"
MAKERS = (OrganisationKind.ENTERPRISE, OrganisationKind.SUPPLIER)


def scope_of(organisation):
    """How near an organisation of ours is; one from abroad is entered by hand, not registered."""
    if organisation.region in DISTRICTS:
        return Scope.LOCAL
    return Scope.CHUANYU if organisation.region.startswith(NEIGHBOUR) else Scope.NATIONAL


def organisations_by_name(names):
    """{name: id} of the registered among them, so that a provider written by name is linked."""
    chosen = select(Organisation.name, Organisation.id).where(Organisation.name.in_(names))
    return dict(db.session.execute(chosen).all())


def add_provider(node, organisation, source, cause):
    """The organisation stands on the node from today; twice is once. Returns the provider."""
    found = next((p for p in node.providers if p.organisation_id == organisation.id), None)
    if found is None:
        found = NodeProvider(
            organisation=organisation, name=organisation.name, scope=scope_of(organisation),
            source=source, since=local_day(now()),
        )  # fmt: skip
        node.providers.append(found)
        db.session.flush()
    refresh_strengths([node], cause)
    return found


def provide_by_project(project):
    """An accepted project puts its maker on the node: who did it, or who takes it into production."""
    node = project.need.node
    if node is None:
        return
    maker = project.contractor if project.contractor.kind in MAKERS else project.organisation
    cause = f"项目 {project.number} 通过验收"
    add_provider(node, maker, f"验收项目 {project.number}", cause)
