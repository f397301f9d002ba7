"""Tells a figure's own name from the circumstances around it: 在300℃下, (150℃×70h), 时的应力."""

import re

from matching.documents import Indicator
from matching.indicators import names
from matching.indicators.actions import ACTION
from matching.indicators.default_names import default_name
from matching.indicators.naming import HELD, name_of

_KINDS = frozenset({"温度", "频率", "压力", "时间", "电压", "转速", "倍率", "电流密度", "波长"})
_HOLDS_IN = re.compile(
    r"\s?的?(?:频率|温度|转速|压力|电压|波长)?(?:范围|区间|频段|波段)?(?:内|下|时|处|条件|环境|以内|之间)"
)
# 冷面温度5min内不超过150℃: the time is not the temperature.
_WITHIN_THEN = re.compile(
    r"\s?(?:以|之)?内?(?:不|可|能|达|降|升|≤|≥|小于|大于|低于|高于)[^，,；;。]{0,6}\d"
)
_COMPARED = re.compile(r"(?:相比|相较)[^，,；;]*$")
# 钯的分散度显著提高，高达78%: said of it before its figure.
_RISEN = re.compile(
    r"(?:得到|有了?|显著|明显|大幅|大大|有效|进一步|很|较|更|非常|十分)*"
    r"(?:提高|提升|改善|增强|增加|降低|下降|减小|缩短|优异|优良|良好|[高低大小长短好])$"
)
_CLAUSE_END = re.compile(r"\s*(?:[，,；;。.]|$)")  # 熔点在200-240℃之间。
_IN = re.compile(r"(?:在|(?<![介处位低高大小优])于)\s*$")
_BRACKET_END = re.compile(r"[^()（）]{0,12}[)）]\s?(?:[≥≤<>=为达\d]|不|大于|小于|低于|高于|超过)")
_LAST_CONDITION = re.compile(r"([\u4e00-\u9fff]{2,6})[\d.%~\-]+[^\d，,、；;]{0,4}$")


def circumstance(text: str, sentence: str, quantity, left: str) -> Indicator | None:
    """强度在300℃下为...: a figure that says where the property before it was measured."""
    kind = default_name(quantity.unit)
    if kind == "时间" and _WITHIN_THEN.match(text, quantity.end):
        name = names.name_before(left)
        if names.is_property(name) and "时" not in name:
            return Indicator(
                kind, quantity.op, quantity.value, quantity.unit, "condition", sentence
            )
    if kind not in _KINDS or not _IN.search(left):
        return None
    held = _HOLDS_IN.match(text, quantity.end)
    if kind in left[-8:] or not held or _CLAUSE_END.match(text, held.end()):
        return None
    if name_of(text, quantity, "", "")[0] not in ("", kind):
        return None
    if done := ACTION.search(re.sub(r"\s*[在于]\s*$", "", left)):
        kind = done.group() + kind  # 反应在120℃下进行
    return Indicator(kind, quantity.op, quantity.value, quantity.unit, "condition", sentence)


def bracket(text: str, quantity, left: str) -> str:
    """压缩永久变形(150℃×70h)≤25%: 150℃ stands inside the bracket, 25% outside after it."""
    opened = text.rfind("(", 0, quantity.start)
    if opened < 0:
        return ""
    inner = text[opened + 1 : quantity.start]
    if ")" not in inner:
        is_bare = not re.search(r"[\u4e00-\u9fff]{2}", inner)
        return "inside" if is_bare and _BRACKET_END.match(text, quantity.end) else ""
    return "outside" if re.fullmatch(r"[^()]{0,8}\)\s*为?\s*", left) else ""


def clause_before(text: str, start: int) -> str:
    """The property the clause before spoke of, for a clause that begins with its verb."""
    clauses = re.split(r"[，,；;]", text[:start])
    before = _RISEN.sub("", _COMPARED.sub("", clauses[-2])) if len(clauses) > 1 else ""
    name = names.name_before(before)
    return name if names.is_property(name) else ""


def held_under(text: str, start: int, left: str) -> str:
    """纵向拉伸 in 纵向拉伸5%时的应力为: what the figure before was a condition of."""
    if not HELD.match(left):
        return ""
    match = _LAST_CONDITION.search(text[: start - len(left)])
    return match[1] if match else ""
