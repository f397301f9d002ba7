"""The operators of a figure, before it (不低于 5) and after it (5 以上)."""

import re

_BEFORE = {
    ">=": (
        r"≥|>=|>\s?=|不低于|不小于|不少于|不短于|不早于|不弱于|不差于|不亚于|等于或大于|"
        r"等于或高于|大于等于|大于或等于|高于等于|高于或等于|至少(?:为|达到|达|可达|能|大约|约)?|"
        r"最少|不得低于|不得小于|不得少于|不应低于|不应小于|最低(?:为)?不低于"
    ),
    "<=": (
        r"≤|<=|<\s?=|不大于|不高于|不超过|不多于|不晚于|不迟于|不超出|不长于|等于或小于|"
        r"等于或低于|不到或等于|少于或等于|小于等于|小于或等于|低于等于|低于或等于|不得超过|不得过|不得大于|不得高于|"
        r"不应大于|不应超过|不应高于|至多|最多(?:为|不超过)?|控制在不超过"
    ),
    ">": r">|大于|超过|高于|多于|长于|超出|突破|逾|超|高出",
    "<": r"<|小于|低于|少于|不到|不足|短于|未达到|未达|未超过",
    # Better may be more or less: the property decides.
    "better": r"优于|好于|优于或等于|优於",
    "approx": r"≈|约为|大约为|(?<![签节合契条预])约|大约|接近|近|将近|左右约|~(?=\d)",
}
_BEFORE_RULES = [
    (op, re.compile(rf"(?:{words})\s*(?:达到|达|为|至|是|大约|约)?\s?[:=]?\s*$"))
    for op, words in _BEFORE.items()
]
_AFTER_RULES = [
    (
        ">=",
        re.compile(
            r"\s?[(（]?(?:(?:或|及|及其|和|\(含\))?(?:以上|之上)|起(?![始泡皮动火伏重鼓])|"
            r"或更[高细长好多大厚宽重快强])[)）]?"
        ),
    ),
    ("<=", re.compile(r"\s?(?:(?:或|及|和)?(?:以下|以内|之内|之下)|或更[低小短少薄窄轻慢]|封顶)")),
    ("approx", re.compile(r"\s?(?:左右|上下|前后|级别|级(?=的|$|[，,。；;、\u4e00-\u9fff]))")),
    (">", re.compile(r"\s?(?:多(?![数少次个种级层元孔点模通项台类样])|余(?![量下热])|开外)")),
]
LOWER_END = _AFTER_RULES[0][1]  # a以上[b以下]
UPPER_END = re.compile(r"\s?(?:或|及)?(?:以下|以内|之内|未满)")


def operator_before(text: str, begin: int, floor: int) -> tuple[str, int]:
    """The operator that ends before `begin` and where it begins; ("", begin) if none."""
    head = text[max(floor, begin - 10) : begin]
    for op, rule in _BEFORE_RULES:
        if match := rule.search(head):
            return op, begin - (len(head) - match.start())
    return "", begin


def operator_after(text: str, end: int, before: str) -> tuple[str, int]:
    """The operator once the words after the figure are read; the one before it comes first."""
    for op, rule in _AFTER_RULES:
        if match := rule.match(text, end):
            return before or op, match.end()
    if text[end - 1 : end] in ("余", "多") or text[end - 2 : end - 1] == "余":
        return before or ">", end
    return before or "=", end
