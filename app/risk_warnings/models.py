"""供应风险预警: what was observed at a node, the rules that judge it, and the warning that stays until closed."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now, today
from app.extensions import db
from app.relations import lead_of
from app.workflow.declaration import Role
from app.workflow.stateful import Stateful, state_column


class SignalKind(StrEnum):
    """What is watched; the first four are counted from the records, the rest is reported."""

    SINGLE_SOURCE = "single_source"
    IMPORT_SHARE = "import_share"
    STOCK_DAYS = "stock_days"
    OVERDUE_MILESTONE = "overdue_milestone"
    SUPPLIER_TROUBLE = "supplier_trouble"
    PRICE_RISE = "price_rise"


# kind -> (what it is called, its unit, whether more is worse)
SIGNAL_KINDS = {
    SignalKind.SINGLE_SOURCE: ("国内供给单位", "家", False),
    SignalKind.IMPORT_SHARE: ("进口占比", "%", True),
    SignalKind.STOCK_DAYS: ("库存", "天", False),
    SignalKind.OVERDUE_MILESTONE: ("逾期里程碑", "个", True),
    SignalKind.SUPPLIER_TROUBLE: ("供给单位异常", "级", True),
    SignalKind.PRICE_RISE: ("价格上涨", "%", True),
}
REPORTED = (SignalKind.SUPPLIER_TROUBLE, SignalKind.PRICE_RISE)


class Level(StrEnum):
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"


LEVELS = {Level.RED: "红色", Level.ORANGE: "橙色", Level.YELLOW: "黄色"}
GRAVITY = {Level.YELLOW: 1, Level.ORANGE: 2, Level.RED: 3}


class RiskWarningState(StrEnum):
    OPEN = "open"
    HANDLING = "handling"
    CLOSED = "closed"


class Signal(db.Model):
    """One observation that somebody reported or imported; it counts for a while, then it is history."""

    __tablename__ = "risk_signal"
    __table_args__ = (Index("ix_risk_signal_node_kind", "node_id", "kind", "observed_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("chain_node.id"))
    kind: Mapped[str] = mapped_column(String(24))
    value: Mapped[float]
    note: Mapped[str] = mapped_column(String(300), default="")
    source: Mapped[str] = mapped_column(String(120), default="")
    observed_on: Mapped[date] = mapped_column(default=today)
    entered_at: Mapped[datetime] = mapped_column(default=now)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    node = relationship("ChainNode")


class WarningRule(db.Model):
    """When a signal becomes a warning; the commission edits the thresholds."""

    __tablename__ = "warning_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    threshold: Mapped[float]
    level: Mapped[str] = mapped_column(String(8))
    is_active: Mapped[bool] = mapped_column(default=True)

    def is_crossed_by(self, value):
        _, _, more_is_worse = SIGNAL_KINDS[self.kind]
        return value >= self.threshold if more_is_worse else value <= self.threshold

    @property
    def words(self):
        name, unit, more_is_worse = SIGNAL_KINDS[self.kind]
        if not more_is_worse and self.threshold == 0:
            return f"没有{name}"
        return f"{name}{'达到' if more_is_worse else '不多于'} {self.threshold:g}{unit}"


class RiskWarning(Stateful, db.Model):
    """One rule crossed at one node; `value` and `facts` say how it stood when it was raised."""

    __tablename__ = "risk_warning"

    state: Mapped[RiskWarningState] = state_column(RiskWarningState)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    node_id: Mapped[int] = mapped_column(ForeignKey("chain_node.id"), index=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id"), index=True)
    rule_id: Mapped[int] = mapped_column(ForeignKey("warning_rule.id"))
    kind: Mapped[str] = mapped_column(String(24))
    level: Mapped[str] = mapped_column(String(8))
    value: Mapped[float]
    facts: Mapped[str] = mapped_column(Text, default="")

    node = relationship("ChainNode", lazy="joined")
    chain = relationship("Chain", lazy="joined")
    rule = relationship("WarningRule")

    relations = {}

    @property
    def level_label(self):
        return LEVELS[self.level]


RiskWarning.relations = {Role.CHAIN_LEAD: lead_of(RiskWarning)}
