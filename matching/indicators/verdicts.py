"""Judges an offered figure against a required one: met, near or unmet, and by how much."""

import re
from dataclasses import dataclass

NEAR = 0.10  # a miss of a tenth of the bound is still worth a talk
_WIDE = 3  # from here on the two ends are a scope: nobody asks for a film of 5 to 160 mm
_EDGE = 1e-9
_SCOPE_NAME = re.compile(
    r"工作|使用|适用|运行|存储|储存|贮存|环境|范围|量程|频段|波段|带宽|可加工|可检测|测量|调节"
)
# What a machine can be set to or can take; a viscosity of 1000 to 3000 is a window however wide.
_SETTING_NAME = re.compile(
    r"直径|口径|管径|线径|长度|宽度|厚度|高度|深度|尺寸|规格|温|频率|压力|流量|转速|(?<!阈值)(?<!开启)电压|电流|功率|距离|"
    r"波长|速度|湿度|载荷|负载|角度|行程"
)
_SCOPE_SENTENCE = re.compile(
    r"可(?:稳定|连续|批量|直接)?(?:生产|加工|制备|制造|适用|检测|测量|调|覆盖|满足|切割|焊接|识别|"
    r"轧制|拉拔|挤出|涂布|打印|磨削|织造)|适用|工作|范围|"
    r"覆盖|量程|能(?:生产|加工|测)|可在[^，,；;]{1,16}调"
)


@dataclass(frozen=True)
class Verdict:
    """`gap` is the miss (above 0) or the margin (below 0) as a share of the bound."""

    status: str
    gap: float = 0.0
    reason: str = ""


def judge(op: str, bound, offered_op: str, figure, name: str = "", sentence: str = "") -> Verdict:
    """Holds a figure, already in the required unit, against the requirement."""
    if op == "range" and isinstance(bound, tuple):
        return _against_range(bound, offered_op, figure, name, sentence)
    if op in (">=", ">", "increase", "decrease"):
        return _at_least(bound, offered_op, figure, op == ">")
    if op in ("<=", "<"):
        return _at_most(bound, offered_op, figure, op == "<")
    return _around(bound, offered_op, figure, 0.25 if op == "approx" else 0.01)


def _at_least(bound, offered_op, figure, is_strict):
    if offered_op in ("<=", "<"):
        return Verdict("unknown", reason="只给出上限")
    low, high = figure if isinstance(figure, tuple) else (figure, figure)
    if _above(low, bound, is_strict and offered_op not in (">", ">=")):
        return Verdict("met", -_share(low - bound, bound))
    if _above(high, bound, is_strict):
        return Verdict("near", _share(bound - low, bound), _crossed("低", low, bound))
    return _missed(bound - high, bound)


def _at_most(bound, offered_op, figure, is_strict):
    if offered_op in (">=", ">"):
        return Verdict("unknown", reason="只给出下限")
    low, high = figure if isinstance(figure, tuple) else (figure, figure)
    if _above(bound, high, is_strict and offered_op not in ("<", "<=")):
        return Verdict("met", -_share(bound - high, bound))
    if _above(bound, low, is_strict):
        return Verdict("near", _share(high - bound, bound), _crossed("高", high, bound))
    return _missed(low - bound, bound)


def _crossed(end, figure, bound):
    """A range that only in part does: how far its worse end is off."""
    share = abs(_share(figure - bound, bound)) * 100
    off = f"，差 {share:.2g}%" if 0 < share < 99.5 else ""
    return f"给出的范围跨过要求，最{end}一端为 {figure:.4g}{off}"


def _around(bound, offered_op, figure, width):
    if isinstance(bound, tuple):
        return _against_range(bound, offered_op, figure, "", "")
    low, high = figure if isinstance(figure, tuple) else (figure, figure)
    if low <= bound <= high:
        return Verdict("met")
    miss = min(abs(low - bound), abs(high - bound))
    if _share(miss, bound) <= width + _EDGE:
        return Verdict("met")
    if offered_op in (">=", ">", "<=", "<") and (offered_op in (">=", ">")) == (bound > high):
        return Verdict("unknown", reason="只给出一侧的界限")
    return _missed(miss, bound)


def _against_range(bound, offered_op, figure, name, sentence):
    is_scope = _is_scope(bound, name, sentence)
    if isinstance(figure, tuple):
        return _covers(bound, figure) if is_scope else _stays_inside(bound, figure)
    if is_scope or offered_op in (">=", ">", "<=", "<"):
        return Verdict("unknown", reason="只给出一端，另一端不明")
    return _stays_inside(bound, (figure, figure))


def _is_scope(bound, name, sentence):
    """Whether the range must be covered (5-160 mm can be made) and not merely kept (18-22 μm)."""
    low, high = bound
    if low == -high or "±" in sentence:
        return False  # ±5%, 2450±30MHz: a tolerance, no scope
    is_wide = low <= 0 or (high >= _WIDE * low and bool(_SETTING_NAME.search(name)))
    return is_wide or bool(_SCOPE_NAME.search(name) or _SCOPE_SENTENCE.search(sentence))


def _covers(bound, figure):
    width = bound[1] - bound[0]
    lacking = max(0.0, figure[0] - bound[0]) + max(0.0, bound[1] - figure[1])
    share = lacking / width if width else 0.0
    if share <= _EDGE:
        return Verdict("met")
    status = "near" if share <= NEAR + _EDGE else "unmet"
    return Verdict(status, share, f"范围有 {share * 100:.3g}% 未覆盖")


def _stays_inside(bound, figure):
    low, high = bound
    miss = max(_share(low - figure[0], low), _share(figure[1] - high, high))
    if miss <= _EDGE:
        return Verdict("met")
    status = "near" if miss <= NEAR + _EDGE else "unmet"
    return Verdict(status, miss, f"超出允许范围 {miss * 100:.3g}%")


def _missed(miss, bound):
    share = _share(miss, bound)
    return Verdict("near" if share <= NEAR + _EDGE else "unmet", share)


def _share(difference, bound):
    if bound == 0:
        return 0.0 if abs(difference) < _EDGE else float("inf") * (1 if difference > 0 else -1)
    return difference / abs(bound)


def _above(one, other, is_strict):
    slack = _EDGE * max(1.0, abs(other))
    return one > other + slack if is_strict else one >= other - slack
