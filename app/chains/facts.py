"""What is known of each node, counted: who provides, what was bought abroad, what is under way."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import func, select

from app.capabilities.models import Capability, CapabilityState
from app.chains.models import NodeProvider, Scope
from app.chains.queries import RUNNING
from app.clock import now
from app.extensions import db
from app.needs.models import Need
from app.needs.queries import open_now
from app.projects.models import Project

READY_TRL = 7  # a technology demonstrated in its real surroundings, GB/T 22900


@dataclass
class NodeFacts:
    """The facts that decide how strong a node is; counts are of organisations or of records."""

    providers: dict = field(default_factory=dict)  # {Scope: how many}
    ready_capabilities: int = 0
    running_projects: int = 0
    open_needs: int = 0
    oldest_need_days: int | None = None
    import_share: int | None = None
    stock_days: int | None = None

    @property
    def local(self):
        return self.providers.get(Scope.LOCAL, 0)

    @property
    def elsewhere(self):
        return self.providers.get(Scope.CHUANYU, 0) + self.providers.get(Scope.NATIONAL, 0)

    @property
    def domestic(self):
        return self.local + self.elsewhere

    @property
    def is_single_source(self):
        return self.domestic == 1

    @property
    def is_known(self):
        """Whether anybody has looked: without providers and imports there is nothing to judge."""
        return bool(self.providers) or self.import_share is not None


def facts_of(nodes):
    """{node id: NodeFacts} in four queries, however many the nodes."""
    found = {
        node.id: NodeFacts(import_share=node.import_share, stock_days=node.stock_days)
        for node in nodes
    }
    ids = list(found)
    _add_providers(found, ids)
    counted = {
        "ready_capabilities": select(Capability.node_id, func.count()).where(
            Capability.state == CapabilityState.PUBLISHED, Capability.trl >= READY_TRL
        ).where(Capability.node_id.in_(ids)).group_by(Capability.node_id),
        "running_projects": select(Need.node_id, func.count())
        .join(Project, Project.need_id == Need.id)
        .where(Project.state.in_(RUNNING), Need.node_id.in_(ids)).group_by(Need.node_id),
    }  # fmt: skip
    for name, chosen in counted.items():
        for node_id, count in db.session.execute(chosen):
            setattr(found[node_id], name, count)
    _add_needs(found, ids)
    return found


def _add_providers(found, ids):
    """Each organisation once a node and scope, however many lines it has there."""
    chosen = (
        select(NodeProvider.node_id, NodeProvider.scope, func.count(NodeProvider.name.distinct()))
        .where(NodeProvider.node_id.in_(ids))
        .group_by(NodeProvider.node_id, NodeProvider.scope)
    )
    for node_id, scope, count in db.session.execute(chosen):
        found[node_id].providers[Scope(scope)] = count


def _add_needs(found, ids):
    still_open = open_now().subquery()
    chosen = (
        select(still_open.c.node_id, func.count(), func.min(still_open.c.published_at))
        .where(still_open.c.node_id.in_(ids))
        .group_by(still_open.c.node_id)
    )
    for node_id, count, oldest in db.session.execute(chosen):
        found[node_id].open_needs = count
        found[node_id].oldest_need_days = (now() - oldest).days if oldest else None


def names_of_providers(nodes):
    """{node id: [(scope, name)]}, local first, for the page and the warnings."""
    chosen = select(NodeProvider).where(NodeProvider.node_id.in_([node.id for node in nodes]))
    names = defaultdict(list)
    for provider in db.session.scalars(chosen.order_by(NodeProvider.id)):
        names[provider.node_id].append((provider.scope, provider.name))
    return names
