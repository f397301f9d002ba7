"""What an event or a message is about, by name: kind and id become a title and an address."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select

from app.inbox.neighbours import plainly, with_neighbours
from app.workflow.registry import workflows


@dataclass(frozen=True)
class NamedThing:
    label: str  # 需求
    number: str
    title: str
    href: str


def named_things(pairs):
    """{(kind, id): NamedThing} of those that still exist; the caller asks who may see them."""
    ids = {}
    for kind, id in pairs:
        ids.setdefault(kind, set()).add(id)
    named = {}
    for workflow in workflows():
        model, kind = workflow.model, workflow.model.__tablename__
        if kind not in ids:
            continue
        rows = plainly(select(model).where(model.id.in_(ids[kind])))
        held = with_neighbours(rows)
        for row in rows:
            href = url_for(f"{workflow.name}.show", id=row.id)
            named[kind, row.id] = NamedThing(workflow.label, row.number, row.title, href)
        del held
    return named
