"""Several subjects with one figure each (A、B分别为1和2), or sharing one (A和B均大于5)."""

import re

from matching.indicators.names import is_property

_AND = re.compile(r"、|以及|和|与|及|(?<=[\u4e00-\u9fff]{2})/(?=[\u4e00-\u9fff]{2})")
_GROUPS = re.compile(
    r"(?P<one>[^、和与及]{1,8}组)[、和与及](?P<other>[^、和与及]{1,8}?组)(?P<what>.+)$"
)
_RATIO = re.compile(r"(?:之?比|之和|之差|总和|比值|比例|间距|距离|相关系数)$|之间|相比")
_ELEMENT = re.compile(r"[A-Z][a-z]?")
_HEAD = re.compile(
    r"(?:的)?(?:含量|浓度|接触角|去除率|脱除率|回收率|强度|硬度|温度|时间|效率|准确率|转化率|"
    r"收率|厚度|直径|质量分数|体积分数|残留量|排放浓度|选择性|纯度|误差|精度|RSD|CV|率|量|度)$"
)


_SHARED = re.compile(r"(?:去除|脱除|降解|净化|截留|回收|浸出)率$|排放浓度$")


def subjects(name: str) -> list[str]:
    """The single names of a joined one: 铅、镉的去除率 -> 铅去除率, 镉去除率."""
    if groups := _GROUPS.match(name):
        return [groups["one"].replace(" ", "") + groups["what"], groups["other"] + groups["what"]]
    if _RATIO.search(re.sub(r"\([^()]*\)$", "", name)):
        return [name]
    parts = [part for part in _AND.split(name) if part]
    if len(parts) < 2 or any(
        len(part) < 2 and not part.isascii() and part not in "铅镉汞砷铬铜锌氮磷碳硫铁锰镍"
        for part in parts
    ):
        return [name]
    if all(_ELEMENT.fullmatch(part) for part in parts):
        return parts
    head = _HEAD.search(parts[-1])
    if (shared := _SHARED.search(parts[-1])) and not any(_HEAD.search(p) for p in parts[:-1]):
        return [part + shared.group() for part in parts[:-1]] + [parts[-1]]  # COD和氨氮去除率
    if all(is_property(part) for part in parts):
        return parts
    if not head or len(head.group()) == len(parts[-1]):
        return [name] if not head else parts
    tail = head.group().lstrip("的")
    if any(part.endswith(tail) or _HEAD.search(part) for part in parts[:-1]):
        return parts
    # A head of one character is too little to hand to the others: 长和宽度.
    return [part + tail for part in parts[:-1]] + [parts[-1]] if len(tail) > 1 else [name]


def dealt_out(name: str) -> list[str]:
    """人口、耕地分别增加: names that 分别 deals figures to, whatever they are."""
    parts = [part for part in _AND.split(name) if part]
    return parts if len(parts) > 1 and all(len(part) > 1 for part in parts) else [name]
