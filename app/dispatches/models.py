"""调度单: what a chain lead asks of whom by when, item by item, until it is done."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.roles import members, works_for
from app.clock import end_of_day
from app.extensions import db
from app.relations import lead_of
from app.workflow.declaration import Role
from app.workflow.stateful import Relation, Stateful, state_column


class DispatchState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    ANSWERED = "answered"
    CLOSED = "closed"
    CALLED_OFF = "called_off"


class ItemKind(StrEnum):
    POST_NEED = "post_need"
    RELAX = "relax"
    SPEED_UP = "speed_up"
    SECOND_SOURCE = "second_source"
    INVEST = "invest"
    STOCK = "stock"
    OTHER = "other"


ITEM_KINDS = {
    ItemKind.POST_NEED: "提出技术需求",
    ItemKind.RELAX: "需求久无方案，研究调整",
    ItemKind.SPEED_UP: "加快在研项目",
    ItemKind.SECOND_SOURCE: "培育第二来源",
    ItemKind.INVEST: "招商补链",
    ItemKind.STOCK: "备足库存",
    ItemKind.OTHER: "其他",
}
GOING_ON = (DispatchState.SENT, DispatchState.ANSWERED)


class DispatchOrder(Stateful, db.Model):
    """One sheet of one chain; what is asked stands in its items."""

    __tablename__ = "dispatch_order"

    state: Mapped[DispatchState] = state_column(DispatchState)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(80))
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    chain = relationship("Chain", lazy="joined")
    items = relationship(
        "DispatchItem", back_populates="order", cascade="all, delete-orphan",
        order_by="DispatchItem.id",
    )  # fmt: skip

    @property
    def open_items(self):
        return [item for item in self.items if not item.is_done]

    @property
    def due_at(self):
        """The end of the day of the earliest item that is not done, once it is sent."""
        days = [item.due_on for item in self.open_items]
        return end_of_day(min(days)) if days and self.state is DispatchState.SENT else None


class DispatchItem(db.Model):
    """One line: who, what, by when; `need` is what the organisation wrote because of it."""

    __tablename__ = "dispatch_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("dispatch_order.id"), index=True)
    node_id: Mapped[int | None] = mapped_column(ForeignKey("chain_node.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    what: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    is_done: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"), index=True)

    order = relationship("DispatchOrder", back_populates="items")
    node = relationship("ChainNode")
    organisation = relationship("Organisation")
    need = relationship("Need")

    @property
    def kind_label(self):
        return ITEM_KINDS[self.kind]


def _addressed(is_meant, *conditions):
    """Whoever works for an organisation that an item which `is_meant` is addressed to."""

    def people(order):
        asked = {item.organisation_id for item in order.items if is_meant(item)} - {None}
        return sorted({person for one in asked for person in members(one)})

    def where(user):
        if not user.organisation_id:
            return false()
        ours = select(DispatchItem.order_id).where(
            DispatchItem.organisation_id == user.organisation_id, *conditions
        )
        return DispatchOrder.id.in_(ours)

    return Relation(
        holds=lambda order, user: any(
            is_meant(item) and works_for(user, item.organisation_id) for item in order.items
        ),
        where=where,
        people=people,
    )


DispatchOrder.relations = {
    Role.OWNER: _addressed(lambda item: True),
    # Those who still have something to do: the role goes with the last of their items.
    Role.SUBMITTER: _addressed(lambda item: not item.is_done, DispatchItem.is_done.is_(False)),
    Role.CHAIN_LEAD: lead_of(DispatchOrder),
}
