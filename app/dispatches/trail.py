"""How far an item has come: from what was asked to the need, the project and its acceptance."""

from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.projects.models import Project
from app.workflow.registry import workflow_of


@dataclass(frozen=True)
class Step:
    label: str
    thing: object
    state: str


def trail_of(item):
    """The things that came of the item, in the order of life; empty while nothing has."""
    if item.need is None:
        return []
    project = db.session.scalar(select(Project).where(Project.need_id == item.need_id))
    things = [("需求", item.need), ("项目", project)]
    return [
        Step(label, thing, workflow_of(thing).state(thing.state).label)
        for label, thing in things
        if thing is not None
    ]
