"""Fetching what a list of mixed things points to, a table at a time instead of a row at a time."""

from sqlalchemy import inspect, select
from sqlalchemy.orm import MANYTOONE, lazyload

from app.extensions import db


def plainly(chosen):
    """The rows of a select without the joins their models bring along."""
    return list(db.session.scalars(chosen.options(lazyload("*"))))


def with_neighbours(things, depth=2):
    """Load what `things` point to, `depth` steps far; keep the answer while you read the things:
    a relation that is already in the session costs no query."""
    kept, front = [], list(things)
    for _ in range(depth):
        wanted = {}
        for thing in front:
            for model, id in _pointed_at(thing):
                wanted.setdefault(model, set()).add(id)
        front = [
            row
            for model, ids in wanted.items()
            for row in plainly(select(model).where(inspect(model).primary_key[0].in_(ids)))
        ]
        kept += front
    return kept


def _pointed_at(thing):
    """(model, id) of every parent this row's model shows with it."""
    for relation in inspect(type(thing)).relationships:
        if relation.direction is MANYTOONE and relation.lazy == "joined":
            column = next(iter(relation.local_columns))
            id = getattr(thing, inspect(type(thing)).get_property_by_column(column).key)
            if id is not None:
                yield relation.mapper.class_, id
