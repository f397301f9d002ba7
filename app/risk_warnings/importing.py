"""Signals from a table: who imports it, sees every fault by its row; nothing is kept of a bad table."""

from datetime import date, datetime

from sqlalchemy import select

from app.chains.models import ChainNode
from app.clock import today
from app.extensions import db
from app.imports.cells import NotRight, as_number
from app.risk_warnings.models import SIGNAL_KINDS, SignalKind
from app.risk_warnings.operations import report_signal

CODE, KIND, VALUE, DAY, SOURCE, NOTE = "环节编码", "信号", "数值", "日期", "来源", "说明"
COLUMNS = (CODE, KIND, VALUE, DAY, SOURCE, NOTE)
KINDS = {name: kind for kind, (name, _, _) in SIGNAL_KINDS.items()}
# These are facts of the node itself: the newest figure is written there as well.
FACTS = {SignalKind.IMPORT_SHARE: "import_share", SignalKind.STOCK_DAYS: "stock_days"}
COUNTED = (SignalKind.SINGLE_SOURCE, SignalKind.OVERDUE_MILESTONE)


def read_signals(rows):
    """(signals, faults) of (number, {heading: value} or None, fault) rows; faults are (row, why)."""
    nodes = {node.code: node for node in db.session.scalars(select(ChainNode))}
    signals, faults = [], []
    for number, row, fault in rows:
        try:
            signals.append(_signal(row, fault, nodes))
        except NotRight as error:
            faults.append((number, str(error)))
    return signals, faults


def bring_in(signals, actor):
    """Keeps the signals in the order of their days and judges their nodes. Returns the new warnings."""
    raised = []
    for signal in sorted(signals, key=lambda one: one["observed_on"]):
        node, kind = signal["node"], signal["kind"]
        if kind in FACTS:
            setattr(node, FACTS[kind], round(signal["value"]))
        _, found = report_signal(**signal, actor=actor)
        raised += found
    return raised


def _signal(row, fault, nodes):
    if row is None:
        raise NotRight(fault)
    node = nodes.get(_text(row, CODE))
    if node is None:
        raise NotRight(f"{CODE}“{_text(row, CODE)}”不在任何一条链上")
    kind = KINDS.get(_text(row, KIND))
    if kind is None or kind in COUNTED:
        known = [name for name, one in KINDS.items() if one not in COUNTED]
        raise NotRight(f"{KIND}“{_text(row, KIND)}”不能导入，可以写{'、'.join(known)}")
    value = as_number(_text(row, VALUE))
    if not 0 <= value <= (100 if kind == SignalKind.IMPORT_SHARE else 3650):
        raise NotRight(f"{VALUE}“{_text(row, VALUE)}”超出范围")
    return {
        "node": node, "kind": kind, "value": value, "observed_on": _day(row.get(DAY)),
        "source": _text(row, SOURCE)[:120] or "导入", "note": _text(row, NOTE)[:300],
    }  # fmt: skip


def _day(value):
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    said = str(value or "").strip()
    if not said:
        return today()
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise NotRight(f"{DAY}“{said}”要写成 2026-11-22") from None


def _text(row, heading):
    value = row.get(heading)
    return "" if value is None else str(value).strip()
