"""写得好的相近需求: public needs near by meaning that read well, and what they do better than this one."""

from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.matches import alike
from app.needs.coach import GOAL, examine
from app.needs.models import Need
from app.needs.queries import PUBLIC_STATES
from app.workflow.registry import workflow_of

SAME_FIELD = 0.005  # likeness: an example need not be of the same problem, only of the same trade
READ = 12


@dataclass(frozen=True)
class Example:
    need: Need
    score: int
    label: str
    better: list  # what it has and ours lacks, in the coach's words


def well_written(need, checkup, limit=3):
    """Up to `limit` public needs that score GOAL or more, the nearest first."""
    public = and_(Need.state.in_(PUBLIC_STATES), Need.id != need.id)
    found = alike.near_to(need.title, need.problem, public, least=SAME_FIELD, limit=READ)
    rows = _rows([one.need_id for one in found])
    examples = [_example(rows[one.need_id], checkup) for one in found if one.need_id in rows]
    return [one for one in examples if one.score >= GOAL][:limit]


def _rows(ids):
    chosen = select(Need).where(Need.id.in_(ids)).options(selectinload(Need.indicators))
    return {need.id: need for need in db.session.scalars(chosen).unique()}


def _example(need, checkup):
    theirs = examine(need)
    label = workflow_of(Need).state(need.state).label_for(False)
    return Example(need, theirs.score, label, theirs.better_than(checkup)[:2])
