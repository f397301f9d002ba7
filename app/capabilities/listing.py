"""The lists of capabilities: which filters and orders the address may ask for, what is exported."""

from sqlalchemy import case, nulls_last, select

from app.accounts.models import ORGANISATION_KINDS, Organisation
from app.capabilities.models import STAGES, Capability
from app.chains.models import Chain, ChainNode
from app.extensions import db
from app.formats import goal
from app.matches.search import capability_ids
from app.workflow.registry import workflow_of

WAN = 10_000
ANY = ("", "不限")
OFFICES = ("district", "commission")
SORTS = {
    "newest": Capability.published_at,
    "trl": Capability.trl,
    "price": Capability.price_low,
    "number": Capability.id,
    "since": Capability.state_since,
}
COLUMNS = (
    "编号", "成果名称", "单位", "单位类型", "地区", "产业链", "环节", "所处阶段", "成熟度",
    "主要技术指标", "合作方式", "预期价格（万元，低）", "预期价格（万元，高）", "可用时间", "发布日期", "状态",
)  # fmt: skip


def chosen_of(chosen, args):
    """`chosen` with every filter of the address that makes sense; nonsense filters nothing."""
    for name, condition in FILTERS.items():
        value = args.get(name, "").strip()
        where = condition(value) if value else None
        if where is not None:
            chosen = chosen.where(where)
    best = ()
    if asked := args.get("q", "").strip():
        ids = capability_ids(asked)
        best = (_in_order(ids),) if ids else ()
        chosen = chosen.where(Capability.id.in_(ids) | _named(asked))
    sort = args.get("sort", "")
    column = SORTS.get(sort.removeprefix("-"))
    if column is None:
        return chosen.order_by(*best, Capability.id.desc())
    order = column.desc() if sort.startswith("-") else column.asc()
    return chosen.order_by(nulls_last(order), Capability.id.desc())


def fields_of(args, names=None):
    """What the macro `filters` draws; `names` leaves out what makes no sense on one's own list."""
    offered = [
        _search(args),
        _select(args, "chain", "产业链", _chains()),
        *_node(args),
        _select(args, "kind", "单位类型", _kinds()),
        _select(args, "region", "地区", _regions()),
        _select(args, "trl", "成熟度", [(str(n), f"{n} 以上") for n in range(1, 10)]),
        _select(args, "stage", "所处阶段", [(stage, stage) for stage in STAGES]),
        _select(args, "state", "状态", _states()),
    ]
    wanted = names or ("q", "chain", "node", "kind", "region", "trl", "stage")
    return [field for field in offered if field["name"] in wanted]


MINE_FIELDS = ("q", "state", "stage")


def row_of(capability):
    """One line of the spreadsheet, in the order of COLUMNS."""
    organisation = capability.organisation
    told = "；".join(f"{row.name} {goal(row)} {row.unit}" for row in capability.indicators)
    return (
        capability.number,
        capability.title,
        organisation.name,
        ORGANISATION_KINDS[organisation.kind],
        organisation.region,
        capability.chain.name if capability.chain else "",
        capability.node.name if capability.node else "",
        capability.stage,
        capability.trl,
        told,
        "、".join(capability.cooperation or ()),
        _wan(capability.price_low),
        _wan(capability.price_high),
        capability.available,
        capability.published_at,
        workflow_of(capability).state(capability.state).label,
    )


def _in_order(ids):
    """The order of the answers; what was found by its number alone stands first."""
    return case({id: place for place, id in enumerate(ids)}, value=Capability.id, else_=-1)


def _named(asked):
    return Capability.number == asked.upper()


def _wan(yuan):
    return yuan / WAN if yuan is not None else None


def _organisation(column):
    return lambda value: Capability.organisation_id.in_(
        select(Organisation.id).where(column == value)
    )


def _at_least(value):
    return Capability.trl >= int(value) if value.isdigit() else None


def _state(value):
    known = {state.code.value: state.code for state in workflow_of(Capability).states}
    return Capability.state == known[value] if value in known else None


def _number(column):
    return lambda value: column == int(value) if value.isdigit() else None


FILTERS = {
    "chain": _number(Capability.chain_id),
    "node": _number(Capability.node_id),
    "kind": _organisation(Organisation.kind),
    "region": _organisation(Organisation.region),
    "trl": _at_least,
    "stage": lambda value: Capability.stage == value,
    "state": _state,
    "organisation": _number(Capability.organisation_id),
}


def _search(args):
    text = "能解决什么、用什么工艺、什么指标，或编号"
    return {
        "name": "q",
        "label": "找什么",
        "kind": "search",
        "value": args.get("q"),
        "placeholder": text,
    }


def _select(args, name, label, choices):
    return {
        "name": name,
        "label": label,
        "kind": "select",
        "choices": [ANY, *choices],
        "value": args.get(name),
    }


def _chains():
    return [
        tuple(row) for row in db.session.execute(select(Chain.id, Chain.name).order_by(Chain.name))
    ]


def _node(args):
    """The link of the chain somebody came from, with a way out."""
    node = db.session.get(ChainNode, args.get("node", 0, int))
    return [_select(args, "node", "环节", [(str(node.id), node.name)])] if node else []


def _kinds():
    return [
        (kind.value, label) for kind, label in ORGANISATION_KINDS.items() if kind not in OFFICES
    ]


def _regions():
    used = select(Organisation.region).where(Organisation.region != "").distinct()
    return [(name, name) for name in db.session.scalars(used.order_by(Organisation.region))]


def _states():
    return [(state.code.value, state.label) for state in workflow_of(Capability).states]
