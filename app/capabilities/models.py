"""能力/成果: what a university, an institute or a supplier can do, with its figures and its proof."""

from enum import StrEnum

from sqlalchemy import JSON, DateTime, Float, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.relations import people_of
from app.workflow.declaration import Role
from app.workflow.stateful import Stateful, state_column


class CapabilityState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    ARCHIVED = "archived"


STAGES = ("初期", "中期", "成熟应用")
LEVELS = ("未评价", "国内先进", "国内领先", "国际先进", "国际领先")
COOPERATIONS = ("联合开发", "委托研发", "技术转让", "专利许可", "作价入股", "技术服务", "产品供应")


class Capability(Stateful, db.Model):
    __tablename__ = "capability"

    state: Mapped[CapabilityState] = state_column(CapabilityState)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    chain_id: Mapped[int | None] = mapped_column(ForeignKey("chain.id"), index=True)
    node_id: Mapped[int | None] = mapped_column(ForeignKey("chain_node.id"), index=True)

    title: Mapped[str] = mapped_column(String(300), default="")
    field: Mapped[str] = mapped_column(String(80), default="")
    keywords: Mapped[list] = mapped_column(JSON, default=list)
    summary: Mapped[str] = mapped_column(Text, default="")
    innovations: Mapped[list] = mapped_column(JSON, default=list)  # up to three sentences
    comparison: Mapped[str] = mapped_column(Text, default="")
    advantages_limits: Mapped[str] = mapped_column(Text, default="")
    stage: Mapped[str] = mapped_column(String(10), default="")
    trl: Mapped[int | None]
    level: Mapped[str] = mapped_column(String(10), default="未评价")
    patents: Mapped[list] = mapped_column(JSON, default=list)
    cases: Mapped[list] = mapped_column(JSON, default=list)
    cooperation: Mapped[list] = mapped_column(JSON, default=list)
    price_low: Mapped[int | None]  # yuan
    price_high: Mapped[int | None]
    available: Mapped[str] = mapped_column(String(120), default="")
    is_declared_true: Mapped[bool] = mapped_column(default=False)

    published_at: Mapped[object | None] = mapped_column(DateTime)
    source: Mapped[str] = mapped_column(String(40), default="")  # where an import came from
    import_key: Mapped[str | None] = mapped_column(String(80), unique=True)

    organisation = relationship("Organisation", lazy="joined")
    chain = relationship("Chain", lazy="joined")
    node = relationship("ChainNode", lazy="joined")
    indicators = relationship(
        "CapabilityIndicator",
        back_populates="capability",
        order_by="CapabilityIndicator.position",
        cascade="all, delete-orphan",
    )


class CapabilityIndicator(db.Model):
    """One row of 主要技术指标, with what it rests on."""

    __tablename__ = "capability_indicator"

    id: Mapped[int] = mapped_column(primary_key=True)
    capability_id: Mapped[int] = mapped_column(ForeignKey("capability.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(80))
    operator: Mapped[str] = mapped_column(String(8), default="=")
    value: Mapped[float | None] = mapped_column(Float)
    value_high: Mapped[float | None] = mapped_column(Float)
    unit: Mapped[str] = mapped_column(String(24), default="")
    basis: Mapped[str] = mapped_column(String(200), default="")
    tested_by: Mapped[str] = mapped_column(String(120), default="")

    capability = relationship("Capability", back_populates="indicators")


Capability.relations = {Role.OWNER: people_of(Capability, "organisation_id")}
