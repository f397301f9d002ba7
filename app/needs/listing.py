"""The lists of needs: which filters and orders the address may ask for, and the exported columns."""

from datetime import timedelta

from sqlalchemy import and_, nulls_last

from app.accounts.models import ORGANISATION_KINDS, Organisation
from app.clock import local_day, now
from app.extensions import db
from app.formats import goal
from app.needs.models import LIST_KINDS, Need, NeedState
from app.needs.queries import PUBLIC_STATES
from app.needs.search import search
from app.workflow.registry import workflow_of

WAN = 10_000
# 万元: from, up to but not including; 0 is 面议.
MONEY_BANDS = {
    "open": ("面议", 0, 1),
    "100": ("100 万元以下", 1, 100 * WAN),
    "300": ("100 至 300 万元", 100 * WAN, 300 * WAN),
    "1000": ("300 至 1000 万元", 300 * WAN, 1000 * WAN),
    "more": ("1000 万元以上", 1000 * WAN, 10**13),
}
SORTS = {
    "deadline": Need.closes_at,
    "money": Need.reward,
    "newest": Need.published_at,
    "since": Need.state_since,
    "number": Need.number,
}
PUBLIC_SCOPES = {
    "": ("揭榜中", (NeedState.OPEN,)),
    "judged": ("评审中", (NeedState.BID_CLOSED, NeedState.REVIEWING)),
    "done": ("已定榜和攻关中", (NeedState.AWARDED, NeedState.IN_PROJECT)),
    "solved": ("已解决", (NeedState.SOLVED,)),
    "all": ("全部公开", PUBLIC_STATES),
}


def in_scope(scope):
    """The public list: open needs unless asked for more; an open one past its hour is not open."""
    _, states = PUBLIC_SCOPES.get(scope, PUBLIC_SCOPES[""])
    if states == (NeedState.OPEN,):
        return and_(Need.state == NeedState.OPEN, Need.closes_at >= now())
    return Need.state.in_(states)


def page_of(chosen, args):
    """One page of a list, as ?page= and ?per_page= ask; beyond the end is an empty page."""
    return db.paginate(
        chosen,
        page=args.get("page", 1, int),
        per_page=args.get("per_page", 20, int),
        max_per_page=100,
        error_out=False,
    )


def narrowed(chosen, args):
    """`chosen` with every filter of the address that makes sense; nonsense filters nothing."""
    for name, condition in FILTERS.items():
        value = args.get(name, "").strip()
        where = condition(value) if value else None
        if where is not None:
            chosen = chosen.where(where)
    found = search(args.get("q", "").strip())
    if found is None:
        return ordered(chosen, args.get("sort", ""))
    best = () if args.get("sort") else found.order
    return ordered(chosen.where(found.where), args.get("sort", ""), best)


def ordered(chosen, sort, first=()):
    """By one column, or by what was newest; the id settles ties so that pages never overlap."""
    column = SORTS.get(sort.removeprefix("-"))
    if column is None:
        return chosen.order_by(*first, Need.state_since.desc(), Need.id.desc())
    order = column.desc() if sort.startswith("-") else column.asc()
    return chosen.order_by(*first, nulls_last(order), Need.id.desc())


def _number(column):
    return lambda value: column == int(value) if value.isdigit() else None


def _money(value):
    band = MONEY_BANDS.get(value)
    return and_(Need.reward >= band[1], Need.reward < band[2]) if band else None


def _within(value):
    return Need.closes_at <= now() + timedelta(int(value)) if value.isdigit() else None


def _waiting(value):
    return Need.state_since <= now() - timedelta(int(value)) if value.isdigit() else None


def _state(value):
    return Need.state == value if value in set(NeedState) else None


def spreadsheet(columns, needs):
    """(headings, rows of cells) for an export; columns: [(heading, function of a need)]."""
    rows = [[read(need) for _, read in columns] for need in needs]
    return [heading for heading, _ in columns], rows


FILTERS = {
    "chain": _number(Need.chain_id),
    "node": _number(Need.node_id),
    "region": lambda value: Need.organisation.has(Organisation.region == value),
    "kind": lambda value: Need.list_kind == value,
    "money": _money,
    "within": _within,
    "owner": lambda value: Need.organisation.has(Organisation.kind == value),
    "state": _state,
    "waiting": _waiting,
}

PUBLIC_COLUMNS = [
    ("编号", lambda need: need.public_number),
    ("需求名称", lambda need: need.title),
    ("榜单类型", lambda need: LIST_KINDS[need.list_kind]),
    ("提出单位", lambda need: need.organisation.name),
    ("单位类型", lambda need: ORGANISATION_KINDS[need.organisation.kind]),
    ("区县", lambda need: need.organisation.region),
    ("产业链", lambda need: need.chain.name if need.chain else ""),
    ("环节", lambda need: need.node.name if need.node else ""),
    ("榜额（万元）", lambda need: need.reward / WAN if need.reward else "面议"),
    ("完成时限（月）", lambda need: need.duration_months),
    ("考核指标", lambda need: "；".join(f"{r.name} {goal(r)} {r.unit}" for r in need.indicators)),
    ("揭榜截止", lambda need: local_day(need.closes_at) if need.closes_at else None),
    ("状态", lambda need: workflow_of(need).state(need.state).label_for(False)),
]
STAFF_COLUMNS = [
    ("需求编号", lambda need: need.number),
    *PUBLIC_COLUMNS[1:-1],
    ("状态", lambda need: workflow_of(need).state(need.state).label),
    ("到这一步的日期", lambda need: local_day(need.state_since)),
]
