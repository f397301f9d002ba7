"""One line through all of it: gap, lead, need, list, answer, project, milestones, acceptance."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from app.audit.models import AuditEvent
from app.audit.queries import timeline
from app.chains.models import STRENGTHS, NodeStrength
from app.dispatches.models import DispatchItem
from app.extensions import db
from app.formats import format_date
from app.needs.models import NeedState
from app.projects.models import ProjectState
from app.projects.queries import passed_count
from app.reserve.models import BY_PROVIDER, ReserveProject, ReserveState
from app.workflow.registry import workflow_of

REACHED = (ReserveState.ADMITTED, ReserveState.UNDER_WAY, ReserveState.DONE)


@dataclass(frozen=True)
class Step:
    """`at` is empty until it happened; `thing` is what the step is written in, where it is a row."""

    label: str
    text: str = ""
    at: datetime | date | None = None
    money: int | None = None  # yuan
    thing: object = None
    money_of: str = ""  # what the money is: planned, offered, agreed, paid

    @property
    def is_done(self):
        return self.at is not None


def trail_of(item: ReserveProject) -> list[Step]:
    """Every step of this way of filling a gap, those to come without a date."""
    moves = _moves(item)
    middle = _by_provider(item, moves) if _goes_by_provider(item) else _by_need(item)
    return [
        _gap(item),
        Step("线索", item.number, item.created_at, item.planned_money, item, "计划"),
        Step("入库", item.responsible, moves.get("admit")),
        *middle,
        _end(item, moves),
    ]


def seen_by(steps, may_see):
    """Without the links and the money of what the reader may not open."""
    return [
        step if step.thing is None or may_see(step.thing) else replace(step, thing=None, money=None)
        for step in steps
    ]


def bars(steps):
    """For the bar: the first step that has not happened is where it stands now."""
    current = next((n for n, step in enumerate(steps) if not step.is_done), None)
    return [
        {
            "label": step.label,
            "status": "done" if step.is_done else "current" if n == current else "later",
            "note": format_date(step.at),
        }
        for n, step in enumerate(steps)
    ]


def _goes_by_provider(item):
    return item.kind in BY_PROVIDER and item.need is None


def _gap(item):
    """The strength of the node as it was last found before the lead; the first, where none was."""
    chosen = select(NodeStrength).where(NodeStrength.node_id == item.node_id)
    found = db.session.scalar(
        chosen.where(NodeStrength.found_at <= item.created_at)
        .order_by(NodeStrength.found_at.desc(), NodeStrength.id.desc()).limit(1)
    )  # fmt: skip
    label = STRENGTHS[found.strength if found else item.node.strength]
    return Step("缺口", f"{item.node.name}：{label}", found.found_at if found else item.created_at)


def _by_provider(item, moves):
    talks = f"{item.investor}（{item.talks_label}）" if item.investor else item.responsible
    began = moves.get("start") or moves.get("finish")
    return [
        Step("洽谈与推进", talks, began),
        Step("登记供给单位", item.provider_name, moves.get("provide")),
    ]


def _by_need(item):
    need, project = item.need, item.project
    if need is None:
        return [Step(label) for label in ("需求", "榜单", "揭榜或对接", "项目", "里程碑", "验收")]
    return [
        *_orders(need),
        Step("需求", f"{need.public_number} {_label(need)}", _handed_in(need), need.reward or None, need,
             "榜额"),
        Step("榜单", f"{need.call.number} {need.call.title}" if need.call else "", need.published_at,
             None, need.call),
        _answer(project),
        *_project(project),
    ]  # fmt: skip


def _handed_in(need):
    """When it was first handed in; a draft is not there yet."""
    if need.state is NeedState.DRAFT:
        return None
    return _moves(need).get("submit", need.created_at)


def _orders(need):
    """The dispatch order that asked for the need, where one did."""
    item = db.session.scalar(select(DispatchItem).where(DispatchItem.need_id == need.id))
    return (
        [Step("调度单", item.order.number, item.order.created_at, None, item.order)] if item else []
    )


def _answer(project):
    if project is not None and project.bid is not None:
        bid = project.bid
        return Step(
            "揭榜",
            f"{bid.number} {project.contractor.name}",
            bid.submitted_at,
            bid.price,
            bid,
            "报价",
        )
    if project is not None and project.match is not None:
        match = project.match
        text = f"{match.number} {project.contractor.name}"
        return Step("对接", text, match.created_at, None, match)
    return Step("揭榜或对接")


def _project(project):
    if project is None:
        return [Step("项目"), Step("里程碑"), Step("验收")]
    whole, passed = len(project.milestones), passed_count(project)
    is_through = bool(whole) and passed == whole
    paid = sum(row.amount for row in project.milestones if row.paid_on)
    last = max((row.state_since for row in project.milestones), default=None)
    ended = project.state_since if project.state is ProjectState.ACCEPTED else None
    return [
        Step("项目", f"{project.number} {_label(project)}", project.created_at, project.amount, project, "合同"),
        Step("里程碑", f"{passed} / {whole} 通过", last if is_through else None, paid, project, "已付"),
        Step("验收", _label(project) if ended else "", ended, None, project),
    ]  # fmt: skip


def _end(item, moves):
    """With what the last move said, where nobody wrote the evidence down."""
    text = item.evidence
    if not text and "finish" in moves:
        text = next(event.note for event in timeline(item) if event.action == "finish")
    return Step("销号", text, moves.get("finish"), item.landed, None, "到位")


def _moves(thing):
    """{action: when it was last taken}"""
    events: list[AuditEvent] = timeline(thing)
    return {event.action: event.at for event in reversed(events)}


def _label(thing):
    return workflow_of(thing).state(thing.state).label
