"""The workflow's visible_to and editable_by, asked of one row in Python and of a table in SQL."""

from sqlalchemy import and_, false, or_, select

from app.extensions import db
from app.workflow.registry import workflow_of


def where_visible(model, user):
    """SQL condition: the rows of `model` that `user` may see."""
    terms = [
        and_(model.state.in_([s.code for s in states]), model.where_role(role, user))
        for role, states in _states_by_role(workflow_of(model)).items()
    ]
    return or_(false(), *terms)


def visible(model, user):
    """A select of what `user` may see; add filters and order to it."""
    return select(model).where(where_visible(model, user))


def may_see(thing, user):
    state = workflow_of(thing).state(thing.state)
    return not thing.roles_of(user).isdisjoint(state.visible_to)


def may_edit(thing, user):
    state = workflow_of(thing).state(thing.state)
    return not thing.roles_of(user).isdisjoint(state.editable_by)


def find_visible(model, id, user):
    """The row, or None where it is absent or hidden: a stranger cannot tell which."""
    thing = db.session.get(model, id)
    return thing if thing is not None and may_see(thing, user) else None


def _states_by_role(workflow):
    grouped = {}
    for state in workflow.states:
        for role in state.visible_to:
            grouped.setdefault(role, []).append(state)
    return grouped
