"""Writes to joint needs that are not transitions, and the effects of those that are."""

from app.accounts.models import SYSTEM
from app.accounts.roles import works_for
from app.audit.operations import record
from app.clock import now
from app.extensions import db
from app.joint_needs.models import JointMember, JointNeed
from app.joint_needs.targets import as_rows, targets_of
from app.needs import operations as needs
from app.needs.models import NeedState
from app.numbering import next_number
from app.workflow.advance import advance

MERGEABLE = (NeedState.SUBMITTED, NeedState.RETURNED, NeedState.RECOMMENDED, NeedState.VETTED)


def suggest_joint_need(group, actor, **fields):
    """A joint need of these needs, as it was suggested; proposing or dismissing it comes next."""
    joint = JointNeed(number=next_number("GX"), created_by_id=actor.id, **fields)
    joint.members = [JointMember(need=need, reward=need.reward) for need in group]
    db.session.add(joint)
    db.session.flush()
    record(joint, "suggest", actor, label="提出合并建议", after=joint.state)
    return joint


def choose_lead(joint, organisation, actor):
    """Another of the enterprises takes the lead."""
    joint.lead = organisation
    record(joint, "choose_lead", actor, label=f"牵头单位：{organisation.name}")


def keep_yes(joint, actor, event):
    _answer(joint, actor, event, True)


def keep_no(joint, actor, event):
    _answer(joint, actor, event, False)


def close_answers(joint, actor, event):
    """Silence is no consent."""
    for member in joint.unanswered:
        member.has_joined, member.note = False, "没有答复"


def draft_together(joint, actor, event):
    """One draft in the lead's name, with the common indicators and the money of all who joined."""
    joined = [member.need for member in joint.joined]
    lead = next(need for need in joined if need.organisation_id == joint.lead_id)
    # Whoever declined no longer sets a target; for those who joined it can only get easier.
    joint.indicators = as_rows(targets_of(joined))
    need = needs.draft_need(
        joint.lead,
        actor,
        title=joint.title,
        problem=joint.problem,
        list_kind=lead.list_kind,
        chain=lead.chain,
        node=lead.node,
        base_category=lead.base_category,
        field=lead.field,
        gap_kind=lead.gap_kind,
        keywords=list(dict.fromkeys(word for one in joined for word in one.keywords or ()))[:10],
        reward=joint.reward,
        budget_total=sum(one.budget_total or one.reward for one in joined) or None,
        duration_months=max((one.duration_months or 0 for one in joined), default=0) or None,
        consortium_allowed=True,
    )
    needs.revise_need(need, {}, joint.indicators, actor)
    joint.need = need


def merge_members(need, actor, event):
    """Once the joint need stands, the needs it was made of end in it; one already listed stays."""
    if need.joint_need is None:
        return
    for member in need.joint_need.joined:
        if member.need.state in MERGEABLE:
            advance(member.need, "merge", SYSTEM, cause=event)


def _answer(joint, actor, event, has_joined):
    for member in joint.unanswered:
        if works_for(actor, member.need.organisation_id):
            member.has_joined, member.answered_at, member.note = has_joined, now(), event.note
    if not joint.unanswered:
        advance(joint, "settle", SYSTEM, cause=event)
