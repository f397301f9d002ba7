"""What a person has a hand in: visible to them through a role of their own, not as the public."""

from sqlalchemy import and_, false, or_

from app.workflow.declaration import Role
from app.workflow.registry import workflow_of

HANDS = (
    Role.OWNER, Role.CONTRACTOR, Role.PANELIST, Role.DISTRICT_OFFICER, Role.CHAIN_LEAD,
    Role.OFFICER, Role.AUDITOR,
)  # fmt: skip


def where_mine(model, user, states=None):
    """SQL condition: rows the user sees through one of HANDS, of these states or of all."""
    terms = []
    for state in states or workflow_of(model).states:
        roles = HANDS if Role.PUBLIC in state.visible_to else _both(HANDS, state.visible_to)
        held = [model.where_role(role, user) for role in roles]
        terms.append(and_(model.state == state.code, or_(false(), *held)))
    return or_(false(), *terms)


def _both(some, others):
    return [role for role in some if role in others]
