"""Writes to the reserve that are not transitions, and what moves on with its need."""

from app.accounts.models import SYSTEM
from app.audit.operations import record
from app.chains.models import NodeProvider
from app.chains.operations import add_provider
from app.chains.strength import refresh_strengths
from app.clock import local_day, now
from app.extensions import db
from app.inbox.operations import notify
from app.needs.models import NeedState
from app.needs.operations import draft_need
from app.numbering import next_number
from app.reserve.models import RESERVE_KINDS, ReserveKind, ReserveProject, ReserveState
from app.reserve.queries import NOT_YET_IN_HAND, of_need, waiting_on_a_need
from app.reserve.rules import is_accepted, need_lost
from app.workflow.advance import advance
from app.workflow.declaration import Role

WORDS = {
    "title": "名称", "kind": "怎么补", "node_id": "环节", "gap": "补什么", "organisation": "责任单位",
    "office": "责任处室", "planned_money": "计划投入", "landed_money": "已到位", "starts_on": "计划开始",
    "ends_on": "计划完成", "need": "需求", "investor": "招商对象", "investor_region": "对象所在地",
    "talks": "洽谈", "evidence": "结果和证明",
}  # fmt: skip


def add_lead(node, kind, actor, label="列为线索", **fields):
    """A lead for the gap at a node; `fields` are columns of it."""
    item = ReserveProject(
        number=next_number("BL"), kind=kind, node=node, chain_id=node.chain_id,
        created_by_id=actor.id,
        **{"title": f"{node.name}{RESERVE_KINDS[kind]}"[:80]} | fields,
    )  # fmt: skip
    db.session.add(item)
    db.session.flush()
    record(item, "lead", actor, label=label, after=item.state, note=item.gap)
    return item


def take_suggestion(suggestion, actor):
    """The suggestion becomes a lead that says what the facts said."""
    return add_lead(
        suggestion.node, suggestion.kind, actor, label=f"按“{suggestion.label}”列为线索",
        gap=suggestion.reason, organisation=suggestion.organisation,
    )  # fmt: skip


def revise(item, fields, actor):
    """Writes the form and says on the record what it changed; the node may, the chain never."""
    changed = [name for name, value in fields.items() if getattr(item, name) != value]
    for name in changed:
        setattr(item, name, fields[name])
    db.session.flush()
    if changed:
        said = "、".join(WORDS.get(name, "别的内容") for name in changed)
        record(item, "revise", actor, label=f"已修改：{said}"[:80])


def report_progress(item, note, landed_money, talks, actor):
    """How far the responsible organisation is; whoever leads the chain is told."""
    if landed_money is not None:
        item.landed_money = landed_money
    if item.kind == ReserveKind.INVESTMENT and talks:
        item.talks = talks
    event = record(item, "report", actor, label="报进展", note=note)
    told = [person for person in item.people_as(Role.CHAIN_LEAD) if person != actor.id]
    notify(told, item, event, f"报进展：{item.title}")


def need_from(item, actor):
    """A draft of the responsible organisation with what is known here; the item points to it.

    A need that came to nothing before keeps its page; the item lets go of it.
    """
    item.need = draft_need(
        item.organisation, actor, title=item.title[:40], problem=item.gap,
        list_kind="transfer" if item.kind == ReserveKind.SCENE else "tackling",
        chain=item.chain, node=item.node,
    )  # fmt: skip
    db.session.flush()
    record(item, "need", actor, label=f"据此起草需求 {item.need.number}")
    return item.need


def enter_provider(item, name, scope, share, evidence, organisation, actor):
    """Who fills the gap stands on the node from today, and the node's strength follows."""
    source, cause = f"补短板项目 {item.number}", f"补短板项目 {item.number} 引进或扩产"
    if organisation is not None:
        provider = add_provider(item.node, organisation, source, cause)
    else:
        provider = _provider_by_name(item.node, name, scope, source)
    if share is not None:
        provider.share = share
    db.session.flush()
    changed = refresh_strengths([item.node], cause)
    item.provider_name, item.evidence = provider.name, evidence
    label = f"登记供给单位 {provider.name}"[:80]
    record(item, "provide", actor, label=label, note=evidence)
    return provider, changed


def _provider_by_name(node, name, scope, source):
    found = next((one for one in node.providers if one.name == name and one.scope == scope), None)
    if found is None:
        found = NodeProvider(name=name, scope=scope, source=source, since=local_day(now()))
        node.providers.append(found)
    return found


def follow():
    """Moves whatever its need or its project has moved; returns the events. Twice is once."""
    return [event for item in waiting_on_a_need() for event in _follow(item)]


def _follow(item):
    _go_with_the_joint_need(item)
    if (lost := need_lost(item)) and item.state is ReserveState.UNDER_WAY:
        yield advance(item, "fall_back", SYSTEM, note=lost)
    if item.state is ReserveState.ADMITTED and (
        item.need.state not in NOT_YET_IN_HAND or is_accepted(item)
    ):
        yield advance(item, "start", SYSTEM, note=f"需求 {item.need.number} 已在办")
    if item.state is ReserveState.UNDER_WAY and is_accepted(item):
        yield advance(item, "finish", SYSTEM, note=f"项目 {item.project.number} 通过验收")


def _go_with_the_joint_need(item):
    """A need that went into a joint one is solved there; of two gaps behind it the first goes along."""
    if item.need.state is not NeedState.MERGED:
        return
    joint = next(
        (one.joint_need.need for one in item.need.memberships if one.joint_need.need), None
    )
    if joint is not None and of_need(joint) is None:
        label = f"需求 {item.need.number} 并入共性需求 {joint.number}"
        item.need = joint
        db.session.flush()
        record(item, "need", SYSTEM, label=label)
