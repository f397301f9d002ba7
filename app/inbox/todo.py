"""待我办理: every thing that waits for one of a person's roles, with since when and until when."""

from dataclasses import dataclass

from sqlalchemy import select

from app.clock import now
from app.extensions import db
from app.workflow.deadlines import due_at
from app.workflow.registry import workflows


@dataclass(frozen=True)
class Todo:
    kind: str  # the noun's label
    verb: str  # what is to be done: 形式审查
    thing: object
    since: object
    due: object

    @property
    def is_late(self):
        return self.due is not None and self.due < now()


def waiting_for(user):
    """The user's to-do list, the most urgent first; a thing without a deadline comes after."""
    items = [
        Todo(workflow.label, state.todo, thing, thing.state_since, due_at(thing))
        for workflow in workflows()
        for state in workflow.states
        if state.waits_for and state.todo
        for thing in _in_state(workflow.model, state, user)
        if not thing.is_dormant
    ]
    return sorted(items, key=lambda item: (item.due is None, item.due or item.since))


def _in_state(model, state, user):
    where = model.where_role(state.waits_for, user)
    return db.session.scalars(select(model).where(model.state == state.code, where)).unique().all()
