"""Named reads of dispatch orders."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.accounts.models import Organisation, OrganisationState
from app.dispatches.models import DispatchItem, DispatchOrder
from app.extensions import db


def with_items(chosen):
    items = selectinload(DispatchOrder.items)
    return chosen.options(
        items.joinedload(DispatchItem.node), items.joinedload(DispatchItem.organisation),
        items.selectinload(DispatchItem.need),
    )  # fmt: skip


def items_shown_to(order, user, is_staff):
    """All of them to the commission, to an organisation its own: what others are asked is not told."""
    if is_staff:
        return list(order.items)
    return [item for item in order.items if item.organisation_id == user.organisation_id]


def registered(name):
    chosen = select(Organisation).where(
        Organisation.name == name.strip(), Organisation.state == OrganisationState.VERIFIED
    )
    return db.session.scalar(chosen)


def registered_names():
    """For the list a person chooses from while typing."""
    chosen = select(Organisation.name).where(Organisation.state == OrganisationState.VERIFIED)
    return db.session.scalars(chosen.order_by(Organisation.name)).all()
