"""Raising warnings by the rules, and what people report by hand."""

from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import SYSTEM
from app.audit.operations import record
from app.chains.models import ChainNode
from app.clock import now, today
from app.extensions import db
from app.inbox.operations import notify
from app.numbering import next_number
from app.risk_warnings.models import (
    GRAVITY,
    SIGNAL_KINDS,
    RiskWarning,
    RiskWarningState,
    Signal,
    WarningRule,
)
from app.risk_warnings.readings import Reading, readings_of
from app.workflow.declaration import Role

BATCH = 500  # nodes looked at together
QUIET_DAYS = 30  # after a closing the node is quiet unless it got worse


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
    """One warning for every node that crosses a rule and has none open; an open one may grow graver.

    Returns the new ones.
    """
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
        crossed = _crossed(readings[node.id], rules)
        last = known.get(node.id)
        if not crossed:
            continue
        if last is not None and last.state is not RiskWarningState.CLOSED:
            if GRAVITY[crossed[0].rule.level] > GRAVITY[last.level]:
                _escalate(last, crossed)
        elif last is None or not _is_quiet(last, crossed[0]):
            raised.append(_raise(node, crossed))
    return raised


@dataclass(frozen=True)
class Crossed:
    rule: WarningRule
    reading: Reading


def _crossed(readings, rules):
    """The rules that are crossed, the gravest first; of several of one kind the furthest on."""
    found = []
    for kind, reading in readings.items():
        hit = [rule for rule in rules if rule.kind == kind and rule.is_crossed_by(reading.value)]
        if hit:
            found.append(Crossed(max(hit, key=lambda rule: GRAVITY[rule.level]), reading))
    return sorted(found, key=lambda one: -GRAVITY[one.rule.level])


def _known(node_ids):
    """{node id: its newest warning}"""
    chosen = select(RiskWarning).where(RiskWarning.node_id.in_(node_ids))
    return {w.node_id: w for w in db.session.scalars(chosen.order_by(RiskWarning.id))}


def _is_quiet(last, worst):
    """Closed not long ago, and no graver than it was then."""
    if (now() - last.state_since).days >= QUIET_DAYS:
        return False
    if GRAVITY[worst.rule.level] != GRAVITY[last.level]:
        return GRAVITY[worst.rule.level] < GRAVITY[last.level]
    _, _, more_is_worse = SIGNAL_KINDS[worst.rule.kind]
    value = worst.reading.value
    is_worse = value > last.value if more_is_worse else value < last.value
    return last.kind == worst.rule.kind and not is_worse


def _raise(node, crossed):
    warning = RiskWarning(
        number=next_number("YJ"), title=f"{node.name}供应预警", node=node, chain_id=node.chain_id
    )
    _write(warning, crossed)
    db.session.add(warning)
    event = record(warning, "raise", SYSTEM, label="发出预警", after=warning.state,
                   note=warning.facts)  # fmt: skip
    notify(_told(warning), warning, event, f"供应预警：{warning.title}")
    return warning


def _escalate(warning, crossed):
    before = warning.level_label
    _write(warning, crossed)
    event = record(warning, "escalate", SYSTEM, label=f"由{before}升为{warning.level_label}",
                   note=warning.facts)  # fmt: skip
    notify(_told(warning), warning, event, f"预警升级：{warning.title}")


def _write(warning, crossed):
    """The gravest rule is the warning's; every crossed one stands in its facts."""
    worst = crossed[0]
    warning.rule, warning.kind, warning.level = worst.rule, worst.rule.kind, worst.rule.level
    warning.value = worst.reading.value
    warning.facts = "；".join(f"{one.reading.facts}（{one.rule.words}）" for one in crossed)


def _told(warning):
    """The leads of the chain; where a chain has none, the officers, so that nobody is not enough."""
    return warning.people_as(Role.CHAIN_LEAD) or warning.people_as(Role.OFFICER)


def _said(signal):
    name, unit, _ = SIGNAL_KINDS[signal.kind]
    return f"{name} {signal.value:g}{unit} {signal.note}".strip()
