"""Industry chains, their nodes, and who leads them."""

from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text
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
    Column("customer_id", Integer, ForeignKey("chain_node.id"), primary_key=True),
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
    strength: Mapped[str] = mapped_column(String(10), default=Strength.BLANK)
    strength_note: Mapped[str] = mapped_column(Text, default="")

    chain = relationship("Chain", back_populates="nodes")
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
