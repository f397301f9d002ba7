"""Raising warnings by the rules, and what people report by hand."""

from sqlalchemy import select

from app.accounts.models import SYSTEM
from app.audit.operations import record
from app.chains.models import ChainNode
from app.clock import now, today
from app.extensions import db
from app.inbox.operations import notify
from app.numbering import next_number
from app.risk_warnings.models import (
    SIGNAL_KINDS,
    RiskWarning,
    RiskWarningState,
    Signal,
    WarningRule,
)
from app.risk_warnings.readings import readings_of
from app.workflow.declaration import Role

BATCH = 500  # nodes looked at together
QUIET_DAYS = 30  # after a closing, the same rule at the same node is quiet unless it got worse


def report_signal(node, kind, value, note, source, observed_on, actor):
    """Keeps what somebody saw at a node and judges the node at once. Returns (signal, warnings)."""
    signal = Signal(
        node=node, kind=kind, value=value, note=note, source=source,
        observed_on=observed_on or today(), entered_by_id=actor.id,
    )  # fmt: skip
    db.session.add(signal)
    db.session.flush()
    record(node.chain, "signal", actor, label=f"报信号：{node.name}", note=_said(signal))
    return signal, scan([node])


def scan(nodes=None):
    """Raises a warning for every rule crossed at a node that has none open. Returns the new ones."""
    if nodes is None:
        nodes = db.session.scalars(select(ChainNode).order_by(ChainNode.id)).all()
    rules = db.session.scalars(select(WarningRule).where(WarningRule.is_active)).all()
    raised = []
    for first in range(0, len(nodes), BATCH):
        raised += _scan(nodes[first : first + BATCH], rules)
    return raised


def _scan(nodes, rules):
    readings = readings_of(nodes)
    known = _known([node.id for node in nodes])
    raised = []
    for node in nodes:
        for kind, reading in readings[node.id].items():
            crossed = [r for r in rules if r.kind == kind and r.is_crossed_by(reading.value)]
            rule = min(crossed, key=lambda r: _sharpness(r), default=None)
            if rule is not None and not _is_quiet(known.get((node.id, kind)), reading, rule):
                raised.append(_raise(node, rule, reading))
    return raised


def _sharpness(rule):
    """Of several rules of one kind that are crossed the one furthest on speaks."""
    _, _, more_is_worse = SIGNAL_KINDS[rule.kind]
    return -rule.threshold if more_is_worse else rule.threshold


def _known(node_ids):
    """{(node id, kind): its newest warning}"""
    chosen = select(RiskWarning).where(RiskWarning.node_id.in_(node_ids))
    return {(w.node_id, w.kind): w for w in db.session.scalars(chosen.order_by(RiskWarning.id))}


def _is_quiet(last, reading, rule):
    if last is None:
        return False
    if last.state is not RiskWarningState.CLOSED:
        return True
    _, _, more_is_worse = SIGNAL_KINDS[rule.kind]
    is_worse = reading.value > last.value if more_is_worse else reading.value < last.value
    return not is_worse and (now() - last.state_since).days < QUIET_DAYS


def _raise(node, rule, reading):
    name, _, _ = SIGNAL_KINDS[rule.kind]
    warning = RiskWarning(
        number=next_number("YJ"), title=f"{node.name}：{name}预警", node=node, rule=rule,
        chain_id=node.chain_id, kind=rule.kind, level=rule.level, value=reading.value,
        facts=f"{reading.facts}；规则：{rule.words}",
    )  # fmt: skip
    db.session.add(warning)
    event = record(warning, "raise", SYSTEM, label="发出预警", after=warning.state,
                   note=warning.facts)  # fmt: skip
    notify(_told(warning), warning, event, f"供应预警：{warning.title}")
    return warning


def _told(warning):
    """The leads of the chain; where a chain has none, the officers, so that nobody is not enough."""
    return warning.people_as(Role.CHAIN_LEAD) or warning.people_as(Role.OFFICER)


def _said(signal):
    name, unit, _ = SIGNAL_KINDS[signal.kind]
    return f"{name} {signal.value:g}{unit} {signal.note}".strip()
