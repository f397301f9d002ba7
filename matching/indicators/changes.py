"""Reads changes against a reference: 提高12%, 降低三成, 由70%提升到80%."""

import re
from dataclasses import dataclass

from matching.indicators.names import is_property

_UP = "提高|提升|增加|增长|上升|增大|延长|加快|升高|增强|扩大|增多|上调|改善|拓宽|优化|增产|增"
_DOWN = (
    "降低|减少|减小|缩短|下降|节约|节省|压缩|削减|缩小|减轻|降|减|省|下调|缩减|节|少用|减缓|掉|"
    "跌|收窄"
)
_LONG = "|".join(word for word in f"{_UP}|{_DOWN}".split("|") if len(word) > 1 and word != "衰减")
_REACH = r"(?:到了?|至|为|成|达到?)"
_TAIL = (
    r"(?:了|幅度|幅|率|约|近|大约|达到?|可达|可|超过|至少|最多|最高|最大|又|再|将近|为|分别|平均|"
    r"显著|大幅|\s)*$"
)
_CHANGE = re.compile(
    rf"(?P<verb>{_LONG}|"
    rf"(?<![衰环细关调季压沉倍激升缩裁温回提爬抬])[增降减省节掉跌升]|"
    rf"(?<![温气液油水高低电血])(?:[压做拉调变改缩提]|变化)(?={_REACH}))(?P<reach>{_REACH})?(?P<tail>{_TAIL})"
)
_COMPARED = re.compile(
    r"(?:比|较|相比|相对|高于|低于).*?(?<!最)(?P<way>高|低|多|少|快|慢|大|小|长|短|重|轻|提前|"
    r"早)(?:出|了|约)*$"
)
_OF_BEFORE = re.compile(
    r"(?<=[到至为是达有])[^到至为是达有，,；;]{1,26}的$|(?:原来|原先|原有|现有|传统|之前)的?$|"
    r"(?<=[是为])[^是为，,；;]{1,8}(?:值|水平)$"
)
_FROM = re.compile(r"(?:由|从|自)[^，,；;。由从自]{0,24}$")
_REACHED = re.compile(
    rf"\s?(?:左右|以上|以下)?\s?(?:显著|大幅|进一步|逐步|明显|快速|迅速)?(?:{_UP}|{_DOWN}|变化|变|"
    rf"改|升|提|缩|压|跌|落|掉|收窄|调整|转变|恢复|扩)+(?:到|至|为|成)"
)
_FRONT = re.compile(
    rf"(?:^|[可能使将并而以来且验]|(?:较|比)[^，,；;]{{1,8}}?|每[^，,；;]{{1,8}}?)(?:有效|显著|大幅|进一步)?(?P<verb>{_LONG})(?!永久|强度|模量|"
    rf"比|率|机|空气|变形|时间)(?:了)?(?P<name>[^，,；;。为达到至≥≤<>]{{2,14}})(?:约|达|了|"
    rf"达到|近|至少|超过)?$"
)
_COMPACT = {
    "节能": ("能耗", "decrease"),
    "节电": ("电耗", "decrease"),
    "省电": ("电耗", "decrease"),
    "节水": ("水耗", "decrease"),
    "节肥": ("化肥用量", "decrease"),
    "节药": ("农药用量", "decrease"),
    "减重": ("重量", "decrease"),
    "降本": ("成本", "decrease"),
    "降噪": ("噪声", "decrease"),
    "减排": ("排放", "decrease"),
    "增产": ("产量", "increase"),
    "增效": ("效率", "increase"),
    "提效": ("效率", "increase"),
    "提速": ("速度", "increase"),
    "增收": ("收入", "increase"),
    "省时": ("时间", "decrease"),
    "减薄": ("厚度", "decrease"),
}
_COMPACT_END = re.compile(rf"(?P<word>{'|'.join(_COMPACT)})(?:率)?{_TAIL}")
_COMPACT_NAME = re.compile(rf"(?P<word>{'|'.join(_COMPACT)})(?:率|幅度?|比例|效果)?$")
_UP_WORDS = frozenset(_UP.split("|")) | {"升", "高", "多", "快", "大", "长", "重"}


# The rival in 损耗较S13型降低20% is no part of the name.
_COMPARISON = re.compile(
    r"(?:(?:与|和|同)[^，,]{1,10})?(?:相较于?|相比于?|相对于?|较之?|比)(?!例|率|值|表面|容量|热|重|"
    r"能)[^，,]{1,24}$"
)


def _without_rival(before):
    """较纯环氧 leaves nothing; 相比传统工艺能耗 leaves its property to the name."""
    before = re.sub(r"(?<=.)每[年月天]$|(?:相对|同比|环比)$", "", before)
    before = re.sub(r"(?:方面|上)(?=(?:较|比|相|$))", "", before) if "在" in before else before
    return _COMPARISON.sub("", before) or (before if is_property(before) else "")


def compact_change(name: str) -> tuple[str, str] | None:
    """What a 节水率 is the change of: the water used, which falls."""
    match = _COMPACT_NAME.search(name)
    return _COMPACT[match["word"]] if match else None


def is_start_value(text: str, start: int, end: int) -> bool:
    """Whether the figure is the A of a change from A to B, or by B (由75%提高了10个百分点)."""
    return bool(_REACHED.match(text, end)) or bool(
        _FROM_HERE.search(text[:start]) and _CHANGED_BY.match(text, end)
    )


_FROM_HERE = re.compile(r"[由从自]\s*$")
_CHANGED_BY = re.compile(rf"\s?(?:{_UP}|{_DOWN})了?约?\d")


@dataclass(frozen=True)
class Change:
    """A verb of change before a figure: increase or decrease, and what stood before the verb."""

    op: str
    before: str
    reaches: bool = False  # 提高到: the figure is the target and not the difference


def change_before(left: str) -> Change | None:
    """The change whose verb ends the text before a figure."""
    if match := _COMPACT_END.search(left):
        name, op = _COMPACT[match["word"]]
        owner = re.sub(r"^.*(?:后|时|可|能|使|平均)|每?[亩每]$", "", left[: match.start()])
        owner = _COMPARISON.sub("", owner)
        return Change(op, owner[-6:] + name)
    if (match := _CHANGE.search(left)) and not _is_noun(left, match):
        op = "increase" if match["verb"] in _UP_WORDS else "decrease"
        before = left[: match.start()]
        reaches = bool(match["reach"]) and match["reach"] not in ("达", "达到")
        return Change(op, _without_rival(before), reaches)
    if match := _COMPARED.search(left):
        op = "increase" if match["way"] in _UP_WORDS else "decrease"
        return Change(op, _compared_name(left, match))
    if match := _FRONT.search(left):
        op = "increase" if match["verb"] in _UP_WORDS else "decrease"
        return Change(op, match["name"])
    return None


def _compared_name(left, match):
    """温度 in 与同类面料相比温度高 and in 温度比同类面料高."""
    if (before := left[: match.start()]) and not re.match(r"(?:与|和|同)", before):
        return before
    behind = re.search(r"相比(?:于.*?的?)?(?P<name>[^，,]{2,12})$", left[: match.start("way")])
    return behind["name"] if behind else ""


def _is_noun(left, match):
    """A rate or extent is a property of its own: 降低率为20%, 提高幅度≥20%."""
    return (
        bool(re.search(r"^(?:率|幅度?)(?!约)", left[match.end("verb") :]))
        and "了" not in match["tail"]
    )


def without_reference(left: str) -> tuple[str, str]:
    """硬度提高到基体的[5倍]: the text before what is multiplied, and that thing."""
    left = left.rstrip()
    match = _OF_BEFORE.search(left)
    return (left[: match.start()], match.group().removesuffix("的")) if match else (left, "")
