"""What matters on a chain now, computed: for a lead with ten minutes before a meeting."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.bids.models import Bid
from app.chain_offices.request_models import GOING_ON as ASKED
from app.chain_offices.request_models import ServiceRequest
from app.chains.facts import facts_of
from app.chains.queries import node_lines, worst_places
from app.chains.strength import assess
from app.clock import now, today
from app.dispatches.models import GOING_ON, DispatchItem, DispatchOrder
from app.extensions import db
from app.figures.funnel import SEALED_OR_LATER
from app.figures.watch import late_milestones
from app.needs.models import Need
from app.needs.queries import open_now
from app.projects.models import Project, ProjectState
from app.risk_warnings.models import Level, RiskWarning, RiskWarningState
from app.workflow.deadlines import due_at
from app.workflow.visible import visible

LEVELS = [Level.RED, Level.ORANGE, Level.YELLOW]


@dataclass(frozen=True)
class Matters:
    worst: list  # (NodeLine, reasons)
    warnings: list  # RiskWarning, the gravest first
    orders: list  # (DispatchOrder, its late items)
    waiting: list  # (Need, days it has been on the list): open, without a bid
    late: list  # (Project, what is late)
    requests: list  # ServiceRequest not yet confirmed, the longest waiting first

    @property
    def late_items(self):
        return sum(len(items) for _, items in self.orders)

    @property
    def late_requests(self):
        return [one for one in self.requests if (due := due_at(one)) and due < now()]


def matters_of(chain, user):
    """Warnings, orders and requests as far as the person may see them."""
    return Matters(
        _worst(chain), _warnings(chain, user), _orders(chain, user), _waiting(chain),
        late_projects(chain), _requests(chain, user),
    )  # fmt: skip


def late_projects(chain):
    """(project, in a word what is late): a milestone past its date, or the end past with no result."""
    found = {}
    for milestone in db.session.scalars(late_milestones((Project.chain_id == chain.id,))).unique():
        days = (today() - milestone.due_on).days
        said = f"“{milestone.name}”晚了 {days} 天"
        found.setdefault(milestone.project, []).append(said)
    overrun = select(Project).where(
        Project.chain_id == chain.id, Project.state == ProjectState.RUNNING,
        Project.ends_on < today(),
    )  # fmt: skip
    for project in db.session.scalars(overrun).unique():
        days = (today() - project.ends_on).days
        found.setdefault(project, []).append(f"到期 {days} 天还没有申请验收")
    return [(project, "；".join(said)) for project, said in found.items()]


def _worst(chain):
    lines = worst_places(node_lines(chain))
    facts = facts_of([line.node for line in lines])
    return [
        (line, assess(facts[line.node.id], line.node.reported_strength).reasons) for line in lines
    ]


def _warnings(chain, user):
    chosen = visible(RiskWarning, user).where(
        RiskWarning.chain_id == chain.id, RiskWarning.state != RiskWarningState.CLOSED
    )
    found = db.session.scalars(chosen.order_by(RiskWarning.created_at)).unique()
    return sorted(found, key=lambda warning: LEVELS.index(warning.level))


def _orders(chain, user):
    chosen = visible(DispatchOrder, user).where(
        DispatchOrder.chain_id == chain.id, DispatchOrder.state.in_(GOING_ON)
    )
    chosen = chosen.options(
        selectinload(DispatchOrder.items).joinedload(DispatchItem.organisation)
    ).order_by(DispatchOrder.id)
    return [
        (order, [item for item in order.open_items if item.due_on < today()])
        for order in db.session.scalars(chosen).unique()
    ]


def _waiting(chain):
    chosen = open_now().where(
        Need.chain_id == chain.id, ~Need.bids.any(Bid.state.in_(SEALED_OR_LATER))
    )
    needs = db.session.scalars(chosen.order_by(Need.published_at)).unique()
    return [(need, (now() - need.published_at).days if need.published_at else 0) for need in needs]


def _requests(chain, user):
    chosen = visible(ServiceRequest, user).where(
        ServiceRequest.chain_id == chain.id, ServiceRequest.state.in_(ASKED)
    )
    return db.session.scalars(chosen.order_by(ServiceRequest.state_since)).unique().all()
