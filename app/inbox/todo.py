"""待我办理: every thing that waits for one of a person's roles, with since when and until when."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.sql.elements import False_

from app.clock import local_day, now, today
from app.extensions import db
from app.inbox.neighbours import plainly, with_neighbours
from app.workflow.deadlines import due_at
from app.workflow.registry import workflow_named, workflows

# Of one noun only so many rows are listed, the longest waiting; the rest is counted.
MOST_LISTED = 500
LATE, TODAY, WEEK, LATER = "late", "today", "week", "later"


@dataclass(frozen=True)
class Todo:
    key: str  # the queue it stands in: needs.recommended
    kind: str  # the noun's label
    verb: str  # what is to be done: 形式审查
    thing: object
    since: object
    due: object

    @property
    def is_late(self):
        return self.due is not None and self.due < now()

    @property
    def bucket(self):
        """late, today, week (to Sunday) or later; what has no deadline comes later."""
        if self.due is None:
            return LATER
        if self.is_late:
            return LATE
        day = local_day(self.due)
        if day <= today():
            return TODAY
        return WEEK if day <= end_of_week() else LATER


@dataclass(frozen=True)
class Waiting:
    """A person's whole to-do list: its items, and how many more there are of each queue."""

    items: list
    unlisted: dict  # queue key -> how many are not among the items
    neighbours: list  # held so that reading the items' relations costs nothing

    @property
    def total(self):
        return len(self.items) + sum(self.unlisted.values())


def waiting_for(user):
    """The user's to-do list, the most urgent first; a thing without a deadline comes after."""
    items, unlisted = [], {}
    for workflow in workflows():
        waits = _waits(workflow, user)
        if waits:
            things = _listed(workflow.model, waits)
            items += [_todo(workflow, thing) for thing in things]
            if len(things) == MOST_LISTED:
                unlisted |= _unlisted(workflow, waits, things)
    neighbours = with_neighbours([item.thing for item in items])
    items = [item for item in items if not item.thing.is_dormant]
    return Waiting(sorted(items, key=_urgency), unlisted, neighbours)


def end_of_week():
    return today() + timedelta(days=6 - today().weekday())


def _waits(workflow, user):
    """SQL conditions of the states in which this noun can wait for the user."""
    model = workflow.model
    states = [state for state in workflow.states if state.waits_for and state.todo]
    pairs = [(state, model.where_role(state.waits_for, user)) for state in states]
    return [
        and_(model.state == state.code, where)
        for state, where in pairs
        if not isinstance(where, False_)
    ]


def _listed(model, waits):
    return plainly(select(model).where(or_(*waits)).order_by(model.state_since).limit(MOST_LISTED))


def _todo(workflow, thing):
    state = workflow.state(thing.state)
    key = _key(workflow, state.code)
    return Todo(key, workflow.label, state.todo, thing, thing.state_since, due_at(thing))


def _unlisted(workflow, waits, things):
    """{queue key: how many more there are} of a noun with more rows than are listed."""
    model = workflow.model
    counted = select(model.state, func.count()).where(or_(*waits)).group_by(model.state)
    listed = Counter(thing.state for thing in things)
    rows = db.session.execute(counted).all()
    return {_key(workflow, code): count - listed[code] for code, count in rows}


def _key(workflow, code):
    return f"{workflow.name}.{code.value}"


def verb_of(key):
    """What is to be done in the queue of this key."""
    name, _, code = key.partition(".")
    return next(s.todo for s in workflow_named(name).states if s.code.value == code)


def _urgency(item):
    return item.due is None, item.due or item.since
