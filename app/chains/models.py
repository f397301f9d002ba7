"""Industry chains: their nodes, what supplies what, who fills a node, and who leads."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db

chain_lead = Table(
    "chain_lead",
    db.metadata,
    Column("chain_id", Integer, ForeignKey("chain.id"), primary_key=True),
    Column("user_id", Integer, ForeignKey("user.id"), primary_key=True),
)

node_supply = Table(
    "node_supply",
    db.metadata,
    Column("supplier_id", Integer, ForeignKey("chain_node.id"), primary_key=True),
    Column("customer_id", Integer, ForeignKey("chain_node.id"), primary_key=True, index=True),
)


class Strength(StrEnum):
    GAP = "gap"
    BLOCKED = "blocked"
    WEAK = "weak"
    FIRM = "firm"
    BLANK = "blank"


STRENGTHS = {
    Strength.GAP: "断点",
    Strength.BLOCKED: "堵点",
    Strength.WEAK: "短板",
    Strength.FIRM: "稳固",
    Strength.BLANK: "未评估",
}


class Scope(StrEnum):
    """How near a provider is, seen from the city."""

    LOCAL = "local"
    CHUANYU = "chuanyu"
    NATIONAL = "national"
    FOREIGN = "foreign"


SCOPES = {
    Scope.LOCAL: "市内",
    Scope.CHUANYU: "川渝",
    Scope.NATIONAL: "国内其他",
    Scope.FOREIGN: "国外",
}


class NodeKind(db.Model):
    """What a node is; the commission edits this list (五基 and what stands beside them)."""

    __tablename__ = "node_kind"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    is_base: Mapped[bool] = mapped_column(default=False)  # counts among the 五基
    position: Mapped[int] = mapped_column(default=0)


class Chain(db.Model):
    __tablename__ = "chain"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    summary: Mapped[str] = mapped_column(Text, default="")
    lead_title: Mapped[str] = mapped_column(String(60), default="")

    nodes = relationship("ChainNode", back_populates="chain", order_by="ChainNode.position")
    leads = relationship("User", secondary=chain_lead)


class ChainNode(db.Model):
    __tablename__ = "chain_node"

    id: Mapped[int] = mapped_column(primary_key=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id"), index=True)
    code: Mapped[str] = mapped_column(String(48), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    segment: Mapped[str] = mapped_column(String(10), default="中游")
    position: Mapped[int] = mapped_column(default=0)
    kind_id: Mapped[int | None] = mapped_column(ForeignKey("node_kind.id"))
    industry_code: Mapped[str] = mapped_column(String(4), default="")  # GB/T 4754-2017
    demand_wan: Mapped[float | None]  # what the city's chain buys here in a year, 万元
    import_share: Mapped[int | None]  # per cent of that bought from abroad
    stock_days: Mapped[int | None]  # days the chain runs on without new supply
    reported_strength: Mapped[str] = mapped_column(String(10), default=Strength.BLANK)
    strength: Mapped[str] = mapped_column(String(10), default=Strength.BLANK)
    strength_note: Mapped[str] = mapped_column(Text, default="")

    kind = relationship("NodeKind", lazy="joined")
    chain = relationship("Chain", back_populates="nodes")
    providers = relationship(
        "NodeProvider",
        back_populates="node",
        cascade="all, delete-orphan",
        order_by="NodeProvider.id",
    )
    customers = relationship(
        "ChainNode",
        secondary=node_supply,
        primaryjoin="ChainNode.id == node_supply.c.supplier_id",
        secondaryjoin="ChainNode.id == node_supply.c.customer_id",
        backref="suppliers",
    )

    @property
    def strength_label(self):
        return STRENGTHS[self.strength]


class NodeProvider(db.Model):
    """One organisation that makes or offers what a node stands for (企业图谱 的一行)."""

    __tablename__ = "node_provider"
    __table_args__ = (
        CheckConstraint(
            "share IS NULL OR (share >= 0 AND share <= 100)", name="share_is_a_percent"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("chain_node.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))  # as written, also where nobody is registered
    scope: Mapped[str] = mapped_column(String(10))
    share: Mapped[int | None]  # per cent of the city's demand
    rank: Mapped[int | None]  # among the providers of the country, where known
    source: Mapped[str] = mapped_column(String(120), default="")
    since: Mapped[date | None]

    node = relationship("ChainNode", back_populates="providers")
    organisation = relationship("Organisation")

    @property
    def scope_label(self):
        return SCOPES[self.scope]


class NodeStrength(db.Model):
    """What the strength of a node was found to be, when, and on which facts."""

    __tablename__ = "node_strength"

    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("chain_node.id"), index=True)
    strength: Mapped[str] = mapped_column(String(10))
    reasons: Mapped[list] = mapped_column(JSON, default=list)
    cause: Mapped[str] = mapped_column(String(120), default="")
    found_at: Mapped[datetime]


class ChainVersion(db.Model):
    """The whole chain as it stood after one change, so that any two can be held side by side."""

    __tablename__ = "chain_version"
    __table_args__ = (UniqueConstraint("chain_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id"), index=True)
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(String(200), default="")
    content: Mapped[dict] = mapped_column(JSON)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    chain = relationship("Chain")
    made_by = relationship("User")


class ChainDraft(db.Model):
    """A table read but not applied: its content, its faults, and the version it was held against."""

    __tablename__ = "chain_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id"), index=True)
    source: Mapped[str] = mapped_column(String(200))
    content: Mapped[dict] = mapped_column(JSON)
    faults: Mapped[list] = mapped_column(JSON, default=list)
    based_on: Mapped[int]  # number of the version it was read against
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    chain = relationship("Chain")
    made_by = relationship("User")

    @property
    def is_sound(self):
        return not any(fault["is_grave"] for fault in self.faults)
