"""The audit log as a list: what the address may ask for, and the exported columns."""

from datetime import date, timedelta

from sqlalchemy import and_, func, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.audit.models import AuditEvent
from app.clock import end_of_day
from app.extensions import db
from app.workflow.registry import workflows
from app.workflow.visible import where_visible

OTHER_KINDS = {"user": "账号", "platform": "平台", "learned_parameters": "匹配参数"}
COLUMNS = (
    "序号",
    "时间",
    "谁",
    "地址",
    "对象",
    "编号",
    "名称",
    "做了什么",
    "之前",
    "之后",
    "理由",
    "意见",
    "公开",
    "摘要",
)
MOST_EXPORTED = 5_000


def kinds():
    """{kind as stored: its label}"""
    return {w.model.__tablename__: w.label for w in workflows()} | OTHER_KINDS


def readable(user):
    """A select of the events of what `user` may see: a sealed bid's come once it is opened."""
    return select(AuditEvent).where(_readable(user)).order_by(AuditEvent.id.desc())


def sealed_count(user):
    """How many events stay closed for now."""
    closed = select(func.count()).select_from(AuditEvent).where(not_(_readable(user)))
    return db.session.scalar(closed)


def narrowed(chosen, args):
    for name, condition in FILTERS.items():
        value = args.get(name, "").strip()
        where = condition(value) if value else None
        if where is not None:
            chosen = chosen.where(where)
    return chosen


def exported(event, thing):
    return (
        event.id, event.at, event.actor_name, event.address,
        kinds().get(event.thing_kind, event.thing_kind), thing.number if thing else "",
        thing.title if thing else "", event.label, state_label(event.thing_kind, event.before),
        state_label(event.thing_kind, event.after), event.reason, event.note,
        "是" if event.is_public else "否", event.hash,
    )  # fmt: skip


def state_label(kind, code):
    """A stored state in the words of its declaration; a code it no longer has stays a code."""
    for workflow in workflows():
        if workflow.model.__tablename__ == kind:
            labels = {state.code.value: state.label for state in workflow.states}
            return labels.get(code, code)
    return code


def _readable(user):
    things = [
        and_(
            AuditEvent.thing_kind == w.model.__tablename__,
            AuditEvent.thing_id.in_(select(w.model.id).where(where_visible(w.model, user))),
        )
        for w in workflows()
    ]
    return or_(AuditEvent.thing_kind.in_(OTHER_KINDS), *things)


def _day(value):
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _from(value):
    day = _day(value)
    return AuditEvent.at > end_of_day(day - timedelta(days=1)) if day else None


def _until(value):
    day = _day(value)
    return AuditEvent.at <= end_of_day(day) if day else None


def _kind(value):
    """One kind; "things" leaves out accounts, whose sign-ins outnumber everything."""
    if value == "things":
        return AuditEvent.thing_kind != "user"
    return AuditEvent.thing_kind == value


def _text(value):
    columns = (AuditEvent.label, AuditEvent.note, AuditEvent.reason)
    return or_(*[column.icontains(value, autoescape=True) for column in columns])


def _number(value):
    """The things with this number, old (XQ) or public (JB), of any noun that stores one."""
    wanted = value.upper().replace("JB-", "XQ-", 1)
    found = [
        and_(
            AuditEvent.thing_kind == w.model.__tablename__,
            AuditEvent.thing_id.in_(select(w.model.id).where(w.model.number == wanted)),
        )
        for w in workflows()
        if isinstance(w.model.number, InstrumentedAttribute)
    ]
    return or_(*found)


FILTERS = {
    "q": _text,
    "person": lambda value: AuditEvent.actor_name.icontains(value, autoescape=True),
    "kind": _kind,
    "thing": lambda value: AuditEvent.thing_id == int(value) if value.isdigit() else None,
    "number": _number,
    "from": _from,
    "until": _until,
}
