"""Counting how every chain stands, and keeping the count once a month."""

from dataclasses import asdict, dataclass, fields

from sqlalchemy import func, select

from app.bids.models import Bid
from app.capabilities.models import Capability, CapabilityState
from app.chain_offices.snapshot_models import ChainSnapshot
from app.chains.facts import READY_TRL
from app.chains.models import Chain, Strength
from app.chains.queries import RUNNING, strengths
from app.clock import now, today
from app.extensions import db
from app.figures.funnel import SEALED_OR_LATER
from app.needs.models import Need
from app.needs.queries import open_now
from app.projects.models import Project, ProjectState
from app.risk_warnings.models import RiskWarning, RiskWarningState

COLUMN_OF = {
    Strength.GAP: "gaps", Strength.BLOCKED: "blocked", Strength.WEAK: "weak",
    Strength.FIRM: "firm", Strength.BLANK: "blank",
}  # fmt: skip


@dataclass
class Standing:
    """How one chain stands on one day."""

    gaps: int = 0
    blocked: int = 0
    weak: int = 0
    firm: int = 0
    blank: int = 0
    open_needs: int = 0
    without_bid: int = 0
    ready_capabilities: int = 0
    running_projects: int = 0
    accepted_projects: int = 0
    open_warnings: int = 0

    @property
    def weak_places(self):
        return self.gaps + self.blocked + self.weak


def standings():
    """{chain id: Standing} of every chain, by the records of this moment."""
    found = {id: Standing() for id in db.session.scalars(select(Chain.id))}
    for id, counts in strengths().items():
        for strength, count in counts.items():
            setattr(found[id], COLUMN_OF[strength], count)
    for name, chosen in _counted().items():
        for id, count in db.session.execute(chosen):
            if id in found:
                setattr(found[id], name, count)
    return found


def take_snapshots():
    """One row a chain for this month; taken again, it is written over. Returns how many."""
    month = today().replace(day=1)
    chosen = select(ChainSnapshot).where(ChainSnapshot.month == month)
    kept = {row.chain_id: row for row in db.session.scalars(chosen)}
    found = standings()
    for id, standing in found.items():
        row = kept.get(id) or ChainSnapshot(chain_id=id, month=month)
        row.taken_at = now()
        for name, count in asdict(standing).items():
            setattr(row, name, count)
        db.session.add(row)
    db.session.flush()
    return len(found)


def course():
    """{chain id: its snapshots, the oldest first}"""
    found = {}
    for row in db.session.scalars(select(ChainSnapshot).order_by(ChainSnapshot.month)):
        found.setdefault(row.chain_id, []).append(row)
    return found


def standing_of(snapshot):
    return Standing(**{field.name: getattr(snapshot, field.name) for field in fields(Standing)})


def _counted():
    def by_chain(chosen, column):
        return chosen.where(column.is_not(None)).group_by(column)

    opened = open_now().subquery()
    bidden = open_now().where(~Need.bids.any(Bid.state.in_(SEALED_OR_LATER))).subquery()
    warned, able, project = RiskWarning.chain_id, Capability.chain_id, Project.chain_id
    return {
        "open_needs": by_chain(select(opened.c.chain_id, func.count()), opened.c.chain_id),
        "without_bid": by_chain(select(bidden.c.chain_id, func.count()), bidden.c.chain_id),
        "ready_capabilities": by_chain(
            select(able, func.count()).where(
                Capability.state == CapabilityState.PUBLISHED, Capability.trl >= READY_TRL
            ), able,
        ),
        "running_projects": by_chain(
            select(project, func.count()).where(Project.state.in_(RUNNING)), project
        ),
        "accepted_projects": by_chain(
            select(project, func.count()).where(Project.state == ProjectState.ACCEPTED), project
        ),
        "open_warnings": by_chain(
            select(warned, func.count()).where(RiskWarning.state != RiskWarningState.CLOSED), warned
        ),
    }  # fmt: skip
