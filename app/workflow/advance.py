"""The one place where anything changes state."""

from app.audit.operations import record
from app.clock import now
from app.extensions import db
from app.inbox.operations import tell
from app.workflow.declaration import NotNow, NotYours, OpinionMissing
from app.workflow.registry import workflow_of


def offered(thing, user):
    """The actions `user` may take on `thing` now, in the order they were declared."""
    return [action for action in _in_reach(thing, user) if refusal(thing, action) is None]


def held_back(thing, user):
    """(action, reason) for what would be the user's to do now, were it not for a rule."""
    reach = [(action, refusal(thing, action)) for action in _in_reach(thing, user)]
    return [(action, reason) for action, reason in reach if reason is not None]


def refusal(thing, action):
    """The first guard's reason against `action`, or None."""
    return next((why for guard in action.guards if (why := guard(thing))), None)


def advance(thing, name, actor, note="", reason="", version=None, cause=None):
    """Take the action `name` on `thing` for `actor`, or raise a WorkflowError with the reason.

    Role, state, version, opinion, guards, in this order; then the state, the audit event, the
    effects and the inbox, all in the caller's transaction: the caller commits. `version` is the one
    the person was looking at; another one means that somebody was quicker. `cause` is the audit
    event of the move that led to this one.
    """
    workflow = workflow_of(thing)
    action = workflow.action(name)
    note = note.strip()
    if thing.roles_of(actor).isdisjoint(action.by):
        raise NotYours(f"您不能对这件{workflow.label}“{action.label}”")
    if thing.state not in action.sources:
        label = workflow.state(thing.state).label
        raise NotNow(f"现在的状态是“{label}”，不能“{action.label}”")
    if version is not None and str(version) != str(thing.version):
        raise NotNow("您打开页面之后，别人已经改动过这一件；请看过现在的内容再操作")
    if action.needs_opinion and not note:
        raise OpinionMissing(f"“{action.label}”要写明意见")
    if action.reasons and reason not in dict(action.reasons):
        raise OpinionMissing(f"“{action.label}”要选一个理由")
    if why := refusal(thing, action):
        raise NotNow(why)
    before = thing.state
    thing.state = action.target
    thing.state_since = now()
    event = record(
        thing,
        action.name,
        actor,
        label=action.done or f"已{action.label}",
        before=before,
        after=action.target,
        note=note,
        reason=dict(action.reasons).get(reason, ""),
        is_public=action.is_public,
        cause=cause,
    )
    for effect in action.effects:
        effect(thing, actor, event)
    tell(thing, action, actor, event)
    db.session.flush()
    return event


def _in_reach(thing, user):
    roles = thing.roles_of(user)
    return [
        action
        for action in workflow_of(thing).actions
        if thing.state in action.sources and not roles.isdisjoint(action.by)
    ]
