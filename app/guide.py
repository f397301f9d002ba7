"""办事说明 read from the declarations: what is written there is what the platform does."""

from dataclasses import dataclass

from app.workflow.declaration import ROLE_LABELS, Role
from app.workflow.registry import workflows

WHO = ROLE_LABELS | {
    Role.OWNER: "本单位",
    Role.PANELIST: "受邀专家",
    Role.SOLVER: "揭榜单位",
    Role.SYSTEM: "系统自动",
}
# In a noun with two sides the words say which.
SIDES = {
    "matches": {Role.OWNER: "需求方", Role.CONTRACTOR: "能力方"},
    "bids": {Role.OWNER: "需求方", Role.CONTRACTOR: "揭榜单位"},
    "projects": {Role.OWNER: "需求方", Role.CONTRACTOR: "揭榜单位"},
    "milestones": {Role.OWNER: "需求方", Role.CONTRACTOR: "揭榜单位"},
    "needs": {Role.OWNER: "需求单位"},
    "capabilities": {Role.OWNER: "能力单位"},
}


@dataclass(frozen=True)
class Step:
    """One state as the guide tells it."""

    label: str
    tone: str
    meaning: str
    waits_for: str
    days: int | None
    moves: list  # [(action's label, who, label of the state it leads to)]


@dataclass(frozen=True)
class Chapter:
    name: str
    label: str
    steps: list


def chapters():
    return [_chapter(workflow) for workflow in workflows()]


def _chapter(workflow):
    who = WHO | SIDES.get(workflow.name, {})
    steps = [_step(workflow, state, who) for state in workflow.states]
    return Chapter(workflow.name, workflow.label, steps)


def _step(workflow, state, who):
    moves = [
        (
            action.label,
            "、".join(who[role] for role in action.by),
            workflow.state(action.target).label_for(False),
        )
        for action in workflow.actions
        if state.code in action.sources
    ]
    waits_for = who[state.waits_for] if state.waits_for else ""
    return Step(state.label_for(False), state.tone, state.meaning, waits_for, state.due_days, moves)
