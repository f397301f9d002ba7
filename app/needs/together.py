"""One action on several needs: what it would do to each, then doing it, each by the same rules."""

from dataclasses import dataclass

from app.extensions import db
from app.needs.models import Need
from app.workflow.advance import advance, refusal
from app.workflow.declaration import WorkflowError
from app.workflow.registry import workflow_of

CHOICES = (("recommend", "推荐"), ("vet", "审查通过"), ("return", "退回修改"))


@dataclass(frozen=True)
class Outcome:
    need: Need
    can: bool
    text: str  # what it becomes, or why not


def outcomes(name, needs, actor):
    return [_foresee(name, need, actor) for need in needs]


def take_together(name, needs, actor, note, versions):
    """Advance each need in a savepoint of its own: one that may not leaves the others alone.

    `versions` maps version-<id> to what the person was looking at.
    """
    return [_take(name, need, actor, note, versions.get(f"version-{need.id}")) for need in needs]


def _foresee(name, need, actor):
    workflow = workflow_of(Need)
    action = workflow.action(name)
    if need.roles_of(actor).isdisjoint(action.by):
        return Outcome(need, False, "不归您办")
    if need.state not in action.sources:
        return Outcome(
            need, False, f"现在是“{workflow.state(need.state).label}”，不能{action.label}"
        )
    if why := refusal(need, action):
        return Outcome(need, False, why)
    return Outcome(need, True, workflow.state(action.target).label)


def _take(name, need, actor, note, version):
    try:
        with db.session.begin_nested():
            event = advance(need, name, actor, note=note, version=version)
    except WorkflowError as reason:
        return Outcome(need, False, str(reason))
    return Outcome(need, True, event.label)
