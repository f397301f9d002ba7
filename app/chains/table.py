"""A chain as a table to fill in: the columns, how a cell is read, and every fault by its row."""

import re
from dataclasses import dataclass, field

from app.chains.changes import shown
from app.chains.content import BLANK, FIELDS, provider_key
from app.chains.industries import industries
from app.chains.listing import SEGMENTS
from app.chains.models import SCOPES, STRENGTHS, Scope
from app.chains.rings import rings
from app.imports.cells import NotRight, as_list, as_number

CODE = "环节编码"
PROVIDERS = {scope: f"{label}供给单位" for scope, label in SCOPES.items()}
PLAIN = {key: heading for key, heading in FIELDS.items() if key != "providers"}
COLUMNS = (CODE, *PLAIN.values(), *PROVIDERS.values())
CODE_SHAPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,47}")
# "某厂 30% 第2": a name, perhaps its share of the city's demand, perhaps its rank in the country
PROVIDER = re.compile(
    r"(?P<name>.+?)(?:\s+(?P<share>\d{1,3})\s*[%％])?(?:\s+第\s*(?P<rank>\d{1,4}))?$"
)


@dataclass(frozen=True)
class Fault:
    """What is wrong with one row; a `is_grave` one must be mended before anything is written."""

    row: int
    code: str
    why: str
    is_grave: bool = True


@dataclass
class Read:
    """What a table says, with every fault found in it; `content` holds the rows that could be read."""

    content: dict = field(default_factory=lambda: {"nodes": {}})
    faults: list[Fault] = field(default_factory=list)
    row_of: dict[str, int] = field(default_factory=dict)

    @property
    def is_sound(self):
        return not any(fault.is_grave for fault in self.faults)


def rows_to_write(content):
    """The rows of the table that `read` takes back unchanged."""
    for code, node in content["nodes"].items():
        by_scope = {scope: [p for p in node["providers"] if p["scope"] == scope] for scope in Scope}
        providers = ["；".join(_written(p) for p in some) for some in by_scope.values()]
        yield (code, *(shown(key, node[key]) for key in PLAIN), *providers)


def read(rows, kinds, elsewhere, present):
    """Reads (number, {heading: value} or None, fault) rows into a content and its faults.

    `kinds` are names, `elsewhere` codes of other chains' nodes. A column the table does not have keeps
    what the `present` content says; an empty cell empties it.
    """
    found = Read()
    for number, row, fault in rows:
        if row is None:
            found.faults.append(Fault(number, "", fault))
        else:
            _take(found, number, row, kinds, present["nodes"])
    if not found.row_of and not found.faults:
        found.faults.append(
            Fault(1, "", f"表里没有一行；第一行要写表头：{'、'.join(COLUMNS[:3])}……")
        )
    _check_names(found)
    _check_links(found, elsewhere)
    found.faults.sort(key=lambda fault: (fault.row, fault.why))
    return found


def _take(found, number, row, kinds, present):
    code = _text(row.get(CODE))
    fault = lambda why: found.faults.append(Fault(number, code, why))  # noqa: E731
    if not CODE_SHAPE.fullmatch(code):
        return fault(f"{CODE}“{code}”要写字母、数字、横线，不超过 48 个")
    if code in found.row_of:
        return fault(f"{CODE}“{code}”和第 {found.row_of[code]} 行重复")
    found.row_of[code] = number
    old = present.get(code, BLANK)
    node = dict(old)
    for key, heading in PLAIN.items():
        if heading not in row:
            continue
        try:
            node[key] = READERS[key](row.get(heading), kinds)
        except NotRight as error:
            fault(f"{heading}{error}")
    kept = [one for one in old["providers"] if PROVIDERS[one["scope"]] not in row]
    node["providers"] = sorted([*kept, *_providers(row, fault)], key=provider_key)
    found.content["nodes"][code] = node
    return None


def _name(value, _kinds):
    name = _text(value)
    if not 1 <= len(name) <= 60:
        raise NotRight("要写 1 到 60 个字")
    return name


def _one_of(choices, default):
    def reader(value, _kinds):
        said = _text(value) or default
        if said not in choices:
            raise NotRight(f"“{said}”不认识，要写{'、'.join(choices)}")
        return choices[said]

    return reader


def _kind(value, kinds):
    said = _text(value)
    if said and said not in kinds:
        raise NotRight(f"“{said}”不认识，要写{'、'.join(kinds)}")
    return said


def _industry(value, _kinds):
    code = re.sub(r"^[A-T](?=\d)", "", _text(value).removesuffix(".0"))
    if code and code not in industries():
        raise NotRight(f"“{code}”不在 GB/T 4754-2017 里")
    return code


def _whole(most):
    def reader(value, _kinds):
        said = _text(value).removesuffix("%").removesuffix("％")
        if not said:
            return None
        number = as_number(said)
        if number != int(number) or not 0 <= number <= most:
            raise NotRight(f"要写 0 到 {most} 的整数，现在是“{said}”")
        return int(number)

    return reader


def _money(value, _kinds):
    said = _text(value)
    if not said:
        return None
    number = as_number(said)
    if not 0 <= number < 1e9:
        raise NotRight(f"要写不小于 0 的万元数，现在是“{said}”")
    return number


READERS = {
    "name": _name,
    "segment": _one_of({one: one for one in SEGMENTS}, "中游"),
    "kind": _kind,
    "industry_code": _industry,
    "demand_wan": _money,
    "import_share": _whole(100),
    "stock_days": _whole(3650),
    "reported_strength": _one_of({word: key for key, word in STRENGTHS.items()}, "未评估"),
    "strength_note": lambda value, _kinds: _text(value)[:500],
    "supplies": lambda value, _kinds: sorted(set(as_list(_text(value)))),
}


def _providers(row, fault):
    found = {}
    for scope, heading in PROVIDERS.items():
        for said in re.split(r"[；;\n]+", _text(row.get(heading))):
            if not said.strip():
                continue
            parts = PROVIDER.fullmatch(said.strip())
            share, rank = (parts[name] and int(parts[name]) for name in ("share", "rank"))
            if share is not None and share > 100:
                fault(f"{heading}里“{said.strip()}”的份额大于 100%")
                continue
            name = parts["name"].strip()[:120]
            found[scope, name] = {"scope": scope, "name": name, "share": share, "rank": rank}
    return found.values()


def _check_names(found):
    first = {}
    for code, node in found.content["nodes"].items():
        name = node["name"]
        if name and name in first:
            why = f"环节名称“{name}”和第 {found.row_of[first[name]]} 行重复"
            found.faults.append(Fault(found.row_of[code], code, why))
        first.setdefault(name, code)


def _check_links(found, elsewhere):
    nodes = found.content["nodes"]
    for code, node in nodes.items():
        for other in node["supplies"]:
            if other == code:
                found.faults.append(Fault(found.row_of[code], code, "供给到自己"))
            elif other not in nodes and other not in elsewhere:
                why = f"供给到的编码“{other}”不在表里，也不在别的链上"
                found.faults.append(Fault(found.row_of[code], code, why))
    for ring in rings({code: node["supplies"] for code, node in nodes.items()}):
        told = " → ".join((*ring[:6], "……") if len(ring) > 6 else (*ring, ring[0]))
        why = f"供给成环：{told}，请核对（回收利用可以成环）"
        found.faults.append(Fault(found.row_of[ring[0]], ring[0], why, is_grave=False))


def _written(row):
    share = f" {row['share']}%" if row["share"] is not None else ""
    rank = f" 第{row['rank']}" if row["rank"] is not None else ""
    return f"{row['name']}{share}{rank}"


def _text(value):
    return "" if value is None else str(value).strip()
