"""在等别人: what a person has a hand in and somebody else has to move."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import and_, case, false, func, not_, or_, select

from app.clock import end_of_day, today
from app.extensions import db
from app.inbox.mine import where_mine
from app.workflow.deadlines import add_working_days
from app.workflow.declaration import ROLE_LABELS, Role
from app.workflow.registry import workflows

NAMES = ROLE_LABELS | {Role.PANELIST: "专家", Role.OFFICER: "市级受理岗", Role.SOLVER: "揭榜单位"}


@dataclass(frozen=True)
class Waited:
    """One line: who, for what, how many, how many of them late."""

    who: str
    what: str
    count: int
    late: int


def waiting_for_others(user):
    """Lines of what others have to do, the most first; counted by the database, no row loaded."""
    lines = []
    for workflow in workflows():
        states = [s for s in workflow.states if s.waits_for and (s.due_days or _is_open(s))]
        lines += _counted(workflow, states, user)
    return sorted(together(lines), key=lambda line: (-line.late, -line.count))


def together(lines):
    """One line for one person and one deed, though a need and its bids both wait for it."""
    merged = {}
    for line in lines:
        told = merged.get((line.who, line.what), Waited(line.who, line.what, 0, 0))
        merged[line.who, line.what] = Waited(
            line.who, line.what, told.count + line.count, told.late + line.late
        )
    return merged.values()


def late_before(days):
    """Whatever came into a state of so many working days before this instant is late now."""
    day = today()
    while days > 0:
        day -= timedelta(days=1)
        if add_working_days(day - timedelta(days=1), 1) == day:
            days -= 1
    return end_of_day(day - timedelta(days=1))


def _counted(workflow, states, user):
    """One query a noun: how many in each state, how many of them late, less the user's own."""
    if not states:
        return
    model = workflow.model
    by_code = {state.code: state for state in states}
    elsewhere = [
        and_(model.state == state.code, not_(model.where_role(state.waits_for, user)))
        for state in states
    ]
    chosen = (
        select(model.state, func.count(), func.sum(_lateness(model, states)))
        .where(where_mine(model, user, states), or_(*elsewhere))
        .group_by(model.state)
    )
    for code, count, late in db.session.execute(chosen):
        state = by_code[code]
        yield Waited(NAMES[state.waits_for], state.todo or state.label, count, late)


def _lateness(model, states):
    late = [
        and_(model.state == state.code, model.state_since <= late_before(state.due_days))
        for state in states
        if state.due_days
    ]
    return case((or_(false(), *late), 1), else_=0)


def _is_open(state):
    """Open to everybody until its own closing time: nobody in particular is late with it."""
    return Role.PUBLIC in state.visible_to and state.waits_for is Role.SOLVER
