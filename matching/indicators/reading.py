"""Reads the technical indicators of a Chinese text, sentence by sentence."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from matching.documents import Indicator
from matching.indicators import changes, names
from matching.indicators.alloys import is_by_share, symbol_before
from matching.indicators.characters import plain
from matching.indicators.convert import ratio
from matching.indicators.lists import subjects
from matching.indicators.naming import name_of
from matching.indicators.quantities import Quantity, quantities, shared_units
from matching.indicators.rejects import is_idle_count, is_rejected
from matching.indicators.roles import role_of
from matching.indicators.synonyms import direction
from matching.indicators.units import is_count

# Papers end sentences with a bare "." between Chinese characters.
_SENTENCE = re.compile(
    r"(?:[^。！？!?；;\n.]|(?<![\u4e00-\u9fff%℃)])\.|\.(?![\u4e00-\u9fff\s]|"
    r"$))+(?:[。！？!?；;\n]|\.)?"
)
_LOWER_IS_BETTER = re.compile(
    r"精度|误差|公差|偏差|跳动|波动|粗糙度|噪声|噪音|能耗|损耗|泄漏|残留|延迟|时延|不确定度|"
    r"平面度|圆度|同轴度|直线度|漂移|回差|孔隙率|不良率|废品率|破片率|重量|成本|耗时|时间"
)
_DIMENSIONLESS = re.compile(
    r"比$|系数|指数|折射率|阿贝数|因子|pH|PH|比值|准确率|精确率|召回率|屈强比|常数|F1|AUC|mAP|"
    r"IoU|Cpk|CPK|值$|率$|密度$|数$|度$|倍率$|模数|\)$"
)
_MARKED = re.compile(
    r"(?P<mark>HV|HRC|HRB|HRA|HBW?|IP|IPX|pH值?|PH值?|Ra|Rz|Rq|D50|D90|D10|φ|Φ|DN|HV[\d.]+|"
    r"(?:邵氏|邵尔|Shore|肖氏)\s?(?:A|D|C|00))\s?(?:为|值|达到|在|≤|≥|<|>|[:=])*\s?$"
)
_MARK_UNITS = {
    "HV": "HV",
    "HRC": "HRC",
    "HRB": "HRB",
    "HRA": "HRA",
    "HB": "HB",
    "HBW": "HB",
    "IP": "IP",
}
_HARDNESS_LOAD = re.compile(r"H[VK]\s?$")
_HARDNESS_FIGURE = re.compile(r"\s?(?:为|达到?|可达|≥|≤|>|<|:|=|在|约|不低于|大于|超过)\s?\d")
_ONLY_LINK = re.compile(r"^[、和与或及到至,，\s]*(?:/)?$")
_DIRECT_LIST = re.compile(r"^\s?(?:[、和与或及]|以及|,)+\s?$")


_SURVIVES = re.compile(
    r"[^，,；;。]{0,4}(?:不|无|未|没有)[^，,；;。]{0,3}(?:断|裂|失效|脱落|起泡|生锈|锈|腐蚀|"
    r"破|变形|故障|衰减|损|剥落|变色|脱层|泄漏|异常)"
)
_PERIOD = re.compile(
    r"(?:每(?P<period>年|小时|天|日|分钟|月|秒|班|批)|(?P<of>年|日|月)(?:产|处理|产量|产能|"
    r"处理量|生产能力|均产量)).{0,8}$"
)
_PERIODS = {
    "年": "年",
    "小时": "h",
    "天": "d",
    "日": "d",
    "分钟": "min",
    "月": "月",
    "秒": "s",
    "班": "班",
    "批": "批",
}


@dataclass(frozen=True)
class Reading:
    """An indicator and where its figure stands in its sentence."""

    indicator: Indicator
    start: int
    end: int
    origin: tuple[float, str] | None = None  # the A of a change from A to B


def read_indicators(text: str) -> tuple[Indicator, ...]:
    """The technical indicators of a Chinese text, in the order they are written."""
    return tuple(reading.indicator for reading in readings(text))


@lru_cache(maxsize=8192)
def readings(text: str) -> tuple[Reading, ...]:
    """The indicators with the places of their figures, each in its own sentence."""
    found = []
    for sentence in sentences(text):
        if any(char.isdigit() or char in "一二两三四五六七八九十百千万翻" for char in sentence):
            found += _read_sentence(sentence)
    return tuple(found)


def sentences(text: str) -> list[str]:
    """The sentences and half-sentences a text is read and quoted in."""
    found = (match.group().strip() for match in _SENTENCE.finditer(text))
    return [sentence for sentence in found if sentence]


def _read_sentence(sentence):
    text = plain(sentence)
    found, floor, carried, last, origin = [], 0, "", None, None
    pending = []  # the names of A、B和C分别为, waiting for their figures
    for quantity in shared_units(quantities(text), text):
        left = names.left_of(text, quantity.start, floor)
        between = text[floor : quantity.start]
        mark = _MARKED.search(between)
        quantity, left = _marked(quantity, left, mark)
        if _HARDNESS_LOAD.search(between) and _HARDNESS_FIGURE.match(text, quantity.end):
            continue  # HV0.2为850: the load of the test is part of the name
        if element := _element(text, quantity):
            reading = Reading(replace(element, text=sentence), quantity.start, quantity.end)
            found, floor, last = [*found, reading], quantity.end, None
            continue
        if not mark and is_rejected(text, quantity, left):
            # The digits of D50 or (12) belong to the name of the figure after them.
            floor, last = (quantity.end if quantity.unit else floor), None
            continue
        floor = quantity.end
        if circumstance := _circumstance(text, sentence, quantity, left):
            found.append(circumstance)
            whose = names.name_before(re.sub(r"[在于]\s*$", "", left))
            carried, last = (whose if names.is_property(whose) else carried), None
            continue
        if changes.is_start_value(text, quantity.figure, quantity.end):
            carried = names.name_before(re.sub(r"(?:由|从|自)[^由从自]*$", "", left)) or carried
            origin = (quantity.value, quantity.unit)
            continue
        if (
            is_count(quantity.unit)
            and quantity.unit not in ("倍", "元", "万元")
            and is_idle_count(text, quantity, left)
        ):
            last = None
            continue
        repeats = (
            last if last and _DIRECT_LIST.match(between) and _is_alike(last, quantity) else None
        )
        reading = _reading(
            text,
            sentence,
            quantity,
            left,
            carried,
            repeats,
            found[-1].indicator.name if found else "",
        )
        if reading is None:
            last = None
            continue
        reading = replace(reading, origin=origin)
        carried, last, origin = "", reading, None
        pending, readings_here = _per_subject(reading, pending if repeats else [], left)
        for one in readings_here:
            if not any(old.indicator == one.indicator for old in found):
                found.append(one)
    return found


def _element(text, quantity):
    """Si0.50%~0.90%, or C0.40~0.55 in a list by mass: a share in an alloy."""
    symbol = symbol_before(text, quantity.start)
    is_share = quantity.unit == "%" or (not quantity.unit and is_by_share(text))
    if (
        not symbol
        or not is_share
        or text[quantity.end : quantity.end + 1].isascii()
        and text[quantity.end : quantity.end + 1].isalpha()
    ):
        return None
    if not quantity.unit and quantity.op == "=" and float(quantity.value).is_integer():
        return None  # Mn2 in a formula
    return Indicator(symbol, quantity.op, quantity.value, "%", "composition")


def _is_alike(last, quantity):
    """A list goes on only in its own kind of unit: 180℃、2MPa are two quantities."""
    return (
        last.indicator.unit == quantity.unit
        or ratio(quantity.unit, last.indicator.unit) is not None
    )


def _per_subject(reading, pending, left):
    """What is still waiting for a figure, and one reading for each subject of this one."""
    if pending:
        return pending[1:], [_renamed(reading, pending[0])]
    each = subjects(reading.indicator.name)
    if len(each) > 1 and "分别" in left:
        return each[1:], [_renamed(reading, each[0])]
    return [], [_renamed(reading, name) for name in each]


def _renamed(reading, name):
    return replace(reading, indicator=replace(reading.indicator, name=name))


def _marked(quantity, left, mark):
    if not mark:
        return quantity, left
    scale = re.fullmatch(r"(?:邵氏|邵尔|Shore|肖氏)\s?(A|D|C|00)", mark["mark"])
    unit = (
        f"Shore {scale[1]}"
        if scale
        else _MARK_UNITS.get(
            re.sub(r"[\d.]+$", "", mark["mark"]) if mark["mark"].startswith("HV") else mark["mark"],
            quantity.unit,
        )
    )
    if mark["mark"] in ("φ", "Φ", "DN"):
        head = re.sub(
            r"(?:规格|尺寸|直径)?\s*(?:为|[:：])?\s*$", "", left[: left.rfind(mark["mark"])]
        )
        return quantity, head + "直径"
    return replace(quantity, unit=unit), left if unit == quantity.unit else left[
        : left.rfind(mark["mark"])
    ]


def _reading(text, sentence, quantity, left, carried, repeats, last_name=""):
    op, value, unit = quantity.op, quantity.value, quantity.unit
    right = text[quantity.end : quantity.end + 16]
    if unit in ("倍", "%"):
        left, multiple_of = changes.without_reference(left)
    change = None if repeats else changes.change_before(left)
    if change:
        left = change[1]
        op = op if change[2] else change[0]
    held_in = _bracket(text, quantity, left)
    if held_in == "outside":
        left = text[: quantity.start].rstrip(" )为:")
        left = names.left_of(left, left.rfind("("), 0)
    if held_in == "inside" and names.default_name(unit):
        name, is_elsewhere = names.default_name(unit), True
        change = None
        op = quantity.op
    elif repeats and not names.name_before(left):
        name, is_elsewhere = repeats.indicator.name, False
        if op == "=" and repeats.indicator.op in ("increase", "decrease"):
            op = repeats.indicator.op
    else:
        previous = carried or (_clause_before(text, quantity.start) if change else "")
        previous = previous or (last_name if change else "")
        previous = previous or _held_under(text, quantity.start, left)
        name, is_elsewhere = name_of(text, quantity, left, previous)
    if not name:
        return None
    if unit == "倍" and multiple_of and not change and not names.is_property(name):
        op = "approx" if op == "=" and re.search(r"约[是为]?$", left) else op
        name = f"{names.subject(left)}与{multiple_of}之比"
    is_told = quantity.op != "=" or change or unit in ("%", "倍") or names.LINK.search(left)
    if not (is_told or is_elsewhere or repeats or names.is_property(name)) and len(name) > 5:
        return None
    if not unit and not (
        _DIMENSIONLESS.search(name) and (op != "=" or repeats or names.LINK.search(left))
    ):
        return None
    if unit == "°" and ("温" in name or "热" in name):
        unit = "℃"
    paced = _per_period(unit, left)
    if paced != unit and re.search(r"^每|^.?产$|^(?:生产|处理|加工|制造)$|^$|产量$", name):
        name = "处理量" if "处理" in left else "年产量" if paced.endswith("/年") else "产量"
    unit = paced
    if op == "=" and _SURVIVES.match(right):
        op = ">="
    op = _settled(op, quantity, name)
    if op == "spread":
        op, value = "range", (-abs(value), abs(value))
    role = role_of(name, unit, names.drop_links(left) or left, right, is_elsewhere)
    return Reading(Indicator(name, op, value, unit, role, sentence), quantity.start, quantity.end)


_HOLDS_IN = re.compile(
    r"\s?的?(?:频率|温度|转速|压力|电压)?(?:范围|区间|频段|波段)?(?:内|下|时|条件|环境|以内|之间)"
)
_CIRCUMSTANCES = frozenset(
    {"温度", "频率", "压力", "时间", "电压", "转速", "倍率", "电流密度", "波长"}
)


def _circumstance(text, sentence, quantity, left):
    """强度在300℃下为...: a figure that says where the property before it was measured."""
    kind = names.default_name(quantity.unit)
    if kind not in _CIRCUMSTANCES or not re.search(r"(?:在|(?<![介处位低高大小优])于)\s*$", left):
        return None
    if kind in left[-8:] or not _HOLDS_IN.match(text, quantity.end):
        return None
    if name_of(text, quantity, "", "")[0] not in ("", kind):
        return None
    indicator = Indicator(kind, quantity.op, quantity.value, quantity.unit, "condition", sentence)
    return Reading(indicator, quantity.start, quantity.end)


def _held_under(text, start, left):
    """纵向拉伸 in 纵向拉伸5%时的应力为: what the figure before was a condition of."""
    if not left.startswith(("时", "下", "处")):
        return ""
    before = re.search(
        r"([\u4e00-\u9fff]{2,6})[\d.%~\-]+[^\d，,、；;]{0,4}$", text[: start - len(left)]
    )
    return before[1] if before else ""


_BRACKET_END = re.compile(r"[^()（）]{0,12}[)）]\s?(?:[≥≤<>=为达]|不|大于|小于|低于|高于|超过)")


def _bracket(text, quantity, left):
    """压缩永久变形(150℃×70h)≤25%: 150℃ stands inside the bracket, 25% outside after it."""
    opened = text.rfind("(", 0, quantity.start)
    if opened < 0:
        return ""
    inner = text[opened + 1 : quantity.start]
    if ")" not in inner:
        is_bare = not re.search(r"[\u4e00-\u9fff]{2}", inner)
        return "inside" if is_bare and _BRACKET_END.match(text, quantity.end) else ""
    return "outside" if re.fullmatch(r"\s*\)\s*为?\s*", left) else ""


def _clause_before(text, start):
    """The property the clause before spoke of, for a clause that begins with its verb."""
    clauses = re.split(r"[，,；;]", text[:start])
    name = names.name_before(clauses[-2]) if len(clauses) > 1 else ""
    return name if names.is_property(name) else ""


def _per_period(unit, left):
    """每年产量8万件 is 件/年."""
    match = _PERIOD.search(left)
    if (
        not match
        or "/" in unit
        or not (is_count(unit) or unit in ("t", "kg", "g", "m³", "L", "m", "m²", "km", "kWh"))
    ):
        return unit
    return f"{unit}/{_PERIODS[match['period'] or match['of']]}"


def _settled(op, quantity: Quantity, name):
    lower = direction(name) == "low" or bool(_LOWER_IS_BETTER.search(name))
    lower = lower or ("分辨" in name and quantity.unit not in ("", "像素", "%"))
    if op == "better":
        return "<" if lower else ">"
    if quantity.is_spread and op in ("=", "<="):
        return "<=" if lower else "spread"
    return op
