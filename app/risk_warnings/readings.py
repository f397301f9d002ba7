"""How each watched thing stands at each node now: counted from the records, or last reported."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from app.chains.facts import facts_of
from app.chains.models import Strength
from app.chains.queries import RUNNING
from app.chains.strength import assess
from app.clock import now, today
from app.extensions import db
from app.needs.models import Need
from app.projects.models import Milestone, MilestoneState, Project
from app.risk_warnings.models import SIGNAL_KINDS, Signal, SignalKind

COUNTS_FOR = 90  # days that a reported signal is believed


@dataclass(frozen=True)
class Reading:
    value: float
    facts: str  # in words, for the warning

    @classmethod
    def of(cls, kind, value, more=""):
        name, unit, _ = SIGNAL_KINDS[kind]
        return cls(value, f"{name} {value:g}{unit}{more}")


def readings_of(nodes):
    """{node id: {SignalKind: Reading}}; a kind nobody knows anything of is left out."""
    nodes = list(nodes)
    found = {id: dict(_counted(facts)) for id, facts in facts_of(nodes).items()}
    for node_id, count in _overdue(list(found)):
        kind = SignalKind.OVERDUE_MILESTONE
        found[node_id][kind] = Reading.of(kind, count)
    for signal in _reported(list(found)):  # oldest first, so that the newest stays
        more = f"（{signal.observed_on}，{signal.source or '填报'}）{signal.note}"
        found[signal.node_id][signal.kind] = Reading.of(signal.kind, signal.value, more)
    return found


def _counted(facts):
    if facts.providers:
        yield SignalKind.SINGLE_SOURCE, Reading.of(SignalKind.SINGLE_SOURCE, facts.domestic)
    if facts.import_share is not None:
        yield SignalKind.IMPORT_SHARE, Reading.of(SignalKind.IMPORT_SHARE, facts.import_share)
    # Short stock is how a sound supply works; it is a risk where the supply itself is not sound.
    if facts.stock_days is not None and assess(facts).strength != Strength.FIRM:
        yield SignalKind.STOCK_DAYS, Reading.of(SignalKind.STOCK_DAYS, facts.stock_days)


def _overdue(node_ids):
    return db.session.execute(
        select(Need.node_id, func.count())
        .join(Project, Project.need_id == Need.id)
        .join(Milestone, Milestone.project_id == Project.id)
        .where(
            Need.node_id.in_(node_ids),
            Project.state.in_(RUNNING),
            Milestone.state != MilestoneState.PASSED,
            Milestone.due_on < today(),
        )
        .group_by(Need.node_id)
    )


def _reported(node_ids):
    since = (now() - timedelta(days=COUNTS_FOR)).date()
    chosen = select(Signal).where(Signal.node_id.in_(node_ids), Signal.observed_on >= since)
    return db.session.scalars(chosen.order_by(Signal.observed_on, Signal.id))
