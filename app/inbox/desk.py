"""The desk as lists: queues by deadline, the items a filter leaves, their order and their columns."""

from collections import Counter
from dataclasses import dataclass

from flask_sqlalchemy.pagination import Pagination

from app.acting import url_of
from app.clock import now
from app.formats import format_date, remaining
from app.inbox.places import chain_of, origin_of, region_of
from app.inbox.todo import LATE, LATER, TODAY, WEEK, verb_of
from app.needs.models import Need
from app.workflow.registry import workflow_named

ANY = ("", "全部")
DUES = {LATE: "已超期", TODAY: "今天到期", WEEK: "本周到期", LATER: "更晚"}
COLUMNS = ("事项", "类别", "编号", "名称", "从哪里来", "区县", "产业链", "等待开始", "期限", "还剩")


@dataclass(frozen=True)
class Line:
    """One line of the to-do macro."""

    id: str
    title: str
    href: str
    number: str
    note: str
    origin: str
    since: object
    due: object
    verb: str = "办理"
    is_picked: bool = False
    warning: str = ""


class ListPage(Pagination):
    """One page of a list that is already here."""

    def _query_items(self):
        rows = self._query_args["rows"]
        return rows[self._query_offset : self._query_offset + self.per_page]

    def _query_count(self):
        return len(self._query_args["rows"])


def page_of(rows, args):
    return ListPage(
        rows=rows,
        page=args.get("page", 1, int),
        per_page=args.get("per_page", 10, int),
        max_per_page=100,
        error_out=False,
    )


def queues_of(waiting):
    """(rows, total) for the queues macro: one row for each kind of work that is waiting."""
    rows = {}
    for item in waiting.items:
        row = rows.setdefault(item.key, _empty_queue(item.key, item.verb))
        _add(row, item)
    for key, more in waiting.unlisted.items():
        row = rows.setdefault(key, _empty_queue(key, verb_of(key)))
        row[LATER] += more
        row["total"] += more
    total = _empty_queue("", "全部")
    for name in (LATE, TODAY, WEEK, LATER, "total"):
        total[name] = sum(row[name] for row in rows.values())
    total["since"] = min((row["since"] for row in rows.values()), default=None)
    for row in (*rows.values(), total):
        row["oldest"] = _days(row["since"])
    _tell_apart(rows.values())
    return list(rows.values()), total


def _tell_apart(rows):
    """Two queues with the same verb are told apart by their noun: 评审定榜（揭榜方案）."""
    verbs = Counter(row["label"] for row in rows)
    for row in rows:
        if verbs[row["label"]] > 1:
            row["label"] += f"（{workflow_named(row['key'].partition('.')[0]).label}）"


def narrowed(items, args):
    """The items the address asks for; a filter that makes no sense leaves nothing out."""
    wanted = {name: args.get(name, "").strip() for name in ("queue", "due", "q", "chain", "region")}
    for name, keeps in FILTERS.items():
        if wanted[name]:
            items = [item for item in items if keeps(item, wanted[name])]
    return _sorted(items, args.get("sort", "due"))


def filter_fields(items, args):
    queues = {item.key: item.verb for item in items}
    chains = {str(chain.id): chain.name for item in items if (chain := chain_of(item.thing))}
    regions = {region: region for item in items if (region := region_of(item.thing))}
    return [
        {"name": "q", "label": "编号、名称、单位", "kind": "search", "value": args.get("q")},
        _select("queue", "事项", queues, args),
        _select("chain", "产业链", chains, args),
        _select("region", "区县", regions, args),
        {"name": "due", "kind": "hidden", "value": args.get("due", "")},
    ]


def line_of(item, repeated=None):
    """`repeated` is {need id: the need it nearly repeats}."""
    chain = chain_of(item.thing)
    double = (repeated or {}).get(item.thing.id) if isinstance(item.thing, Need) else None
    return Line(
        id=f"{item.key}-{item.thing.id}",
        title=f"{item.verb}：{item.thing.title or '（还没有名称）'}",
        href=url_of(item.thing),
        number=item.thing.number,
        note=chain.name if chain else item.kind,
        origin=origin_of(item.thing),
        since=item.since,
        due=item.due,
        warning=f"疑似重复：{double.public_number}" if double else "",
    )


def exported(item):
    """The cells of one item, in the order of COLUMNS."""
    chain = chain_of(item.thing)
    return (
        item.verb, item.kind, item.thing.number, item.thing.title, origin_of(item.thing),
        region_of(item.thing), chain.name if chain else "", item.since, item.due,
        remaining(item.due, now()) if item.due else "没有期限",
    )  # fmt: skip


def _mentions(item, words):
    said = f"{item.verb} {item.thing.number} {item.thing.title} {origin_of(item.thing)}".lower()
    return all(word in said for word in words.lower().split())


FILTERS = {
    "queue": lambda item, key: item.key == key,
    "due": lambda item, bucket: item.bucket == bucket or bucket not in DUES,
    "q": _mentions,
    "chain": lambda item, id: (chain := chain_of(item.thing)) is not None and str(chain.id) == id,
    "region": lambda item, region: region_of(item.thing) == region,
}


def _sorted(items, sort):
    if sort.removeprefix("-") == "since":
        return sorted(items, key=lambda item: item.since, reverse=sort.startswith("-"))
    if sort == "-due":
        dated = [item for item in items if item.due]
        return [*reversed(dated), *(item for item in items if not item.due)]
    return items


def _empty_queue(key, label):
    return {
        "key": key, "label": label, LATE: 0, TODAY: 0, WEEK: 0, LATER: 0, "total": 0, "since": None,
    }  # fmt: skip


def _add(row, item):
    row[item.bucket] += 1
    row["total"] += 1
    row["since"] = min(row["since"] or item.since, item.since)


def _days(since):
    if since is None:
        return ""
    waited = now() - since
    return f"{waited.days} 天" if waited.days else "不到 1 天"


def _select(name, label, choices, args):
    return {
        "name": name,
        "label": label,
        "kind": "select",
        "choices": [ANY, *choices.items()],
        "value": args.get(name),
    }


def worst(items):
    """最久超 3 天: how late the latest is, or nothing."""
    late = [item.due for item in items if item.is_late]
    return f"最久{remaining(min(late), now())}，{format_date(min(late))} 到期" if late else ""
