"""需求体检: what makes a need attract bids, told while it is written; a hint, never a verdict.

Pure: `examine` reads the attributes of a need, or of anything shaped like one, and asks nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass

GOAL = 80  # from here on a need reads well enough to be answered


@dataclass(frozen=True)
class Check:
    """One thing looked at; `gain` are the points still to be had, `section` where to mend it."""

    section: str
    status: str  # met, near or unmet, as the marks
    word: str
    text: str
    gain: int = 0
    advice: str = ""


@dataclass(frozen=True)
class Checkup:
    score: int
    checks: tuple[Check, ...]

    def of(self, section):
        return [check for check in self.checks if check.section == section]

    def elsewhere(self, section):
        return [c for c in self.checks if c.section != section and c.gain]

    def better_than(self, other):
        """What is written here and falls short there, the weightiest first."""
        pairs = zip(self.checks, other.checks, strict=True)
        won = [(theirs.gain, ours.text) for ours, theirs in pairs if theirs.gain and not ours.gain]
        return [text for _, text in sorted(won, key=lambda pair: -pair[0])]

    @property
    def to_mend(self):
        return [check for check in self.checks if check.gain]


@dataclass(frozen=True)
class Rule:
    """`share` answers from 0 to 1 how far it is met; `must`: without it nothing is submitted."""

    section: str
    points: int
    share: Callable
    met: str
    unmet: str
    advice: str = ""
    must: bool = False


def examine(need):
    checks = [_check(rule, need) for rule in RULES]
    return Checkup(100 - sum(check.gain for check in checks), tuple(checks))


def _check(rule, need):
    share = rule.share(need)
    if share >= 1:
        return Check(rule.section, "met", "很好", rule.met)
    gain = max(1, round(rule.points * (1 - share)))
    status, word = ("unmet", "要改") if rule.must and not share else ("near", "还差")
    return Check(rule.section, status, word, rule.unmet + _rows(rule, need), gain, rule.advice)


def _rows(rule, need):
    """（第 3、4 条）: which indicators fall short, where the rule is one about each of them."""
    lacks = getattr(rule.share, "lacks", None)
    rows = list(need.indicators)
    short = [str(at) for at, row in enumerate(rows, start=1) if lacks and lacks(row)]
    return f"（第 {'、'.join(short)} 条）" if short else ""


def each(lacks):
    """A share over the indicators: how many do not lack something."""

    def share(need):
        rows = list(need.indicators)
        return sum(not lacks(row) for row in rows) / len(rows) if rows else 0

    share.lacks = lacks
    return share


def written(name, enough=1):
    """A share by length: `enough` characters are all of it."""
    return lambda need: min(len((getattr(need, name) or "").strip()) / enough, 1)


def given(*names):
    return lambda need: sum(bool(getattr(need, name)) for name in names) / len(names)


def has_figures(need):
    """A problem told in numbers: two of them are enough."""
    text = need.problem or ""
    figures = "".join(c if c.isdigit() or c == "." else " " for c in text).split()
    return min(len(figures) / 2, 1)


def lacks_an_end(row):
    return row.operator == "range" and (row.value is None or row.value_high is None)


def is_reached_already(row):
    """The figure of today meets the target: nothing to be won, or the sign is the wrong way round."""
    today, goal = row.current_value, row.value
    if today is None or goal is None:
        return False
    if row.operator == "range":
        return row.value_high is not None and goal <= today <= row.value_high
    return {">=": today >= goal, "<=": today <= goal, "=": today == goal}.get(row.operator, False)


RULES = (
    Rule("overview", 4, written("title", 8), "名称说清了对象", "名称太短",
         "写成“什么产品上的什么问题”", must=True),
    Rule("overview", 6, given("chain_id", "node_id"), "产业链和环节都选了", "没有选全产业链和环节",
         "匹配按产业链找揭榜单位"),
    Rule("overview", 4, lambda need: min(len(need.keywords or ()) / 3, 1), "关键词够用", "关键词不到 3 个",
         "写行内人会搜的词"),
    Rule("problem", 11, written("problem", 80), "难点写得具体", "难点写得太短",
         "写清对象、工况、现在的结果", must=True),
    Rule("problem", 5, has_figures, "难点里有数字", "难点里的数字不到两个", "例如“一次合格率只有 88%”"),
    Rule("indicators", 6, lambda need: min(len(list(need.indicators)) / 3, 1), "指标够用来判断做成没有",
         "指标不到 3 条", "性能、稳定性、成本或节拍各写一条", must=True),
    Rule("indicators", 12, each(lambda row: row.value is None), "每条都有目标值", "有的指标没有目标值",
         "说不准时写整机能接受的最低值", must=True),
    Rule("indicators", 2, each(lacks_an_end), "范围都写了两头", "有的范围只写了一头", "写成从多少到多少"),
    Rule("indicators", 5, each(lambda row: not row.unit), "每条都有单位", "有的指标没有单位",
         "没有单位的比值写“无量纲”"),
    Rule("indicators", 6, each(lambda row: row.current_value is None), "每条都有现状值", "有的指标没有现状值",
         "揭榜方要知道差多少"),
    Rule("indicators", 3, each(is_reached_already), "目标都比现状更进一步", "有的指标现状已经达到目标",
         "看看大于小于有没有写反；已经达到的不用攻关"),
    Rule("indicators", 9, each(lambda row: not row.test_method), "每条都写了怎样检测", "有的指标没有检测办法",
         "可写标准号，或“连续 8 小时生产记录”"),
    Rule("indicators", 5, written("application", 30), "工况写得具体", "应用场景写得太短",
         "写产品、温度、载荷、介质、年用量"),
    Rule("indicators", 3, written("tried", 15), "写了走不通的路", "没有写已经试过什么", "免得别人再走一遍"),
    Rule("money", 6, given("reward"), "榜额明确", "没有写榜额，按“面议”公布", "有数的榜额更容易有人揭榜"),
    Rule("money", 1, given("budget_total"), "写了拟投入总额", "没有写拟投入总额", "区县要看投入有没有保障"),
    Rule("money", 3, written("payment_terms", 6), "付款节点明确", "没有写付款节点",
         "例如签约 30%、中试 40%、验收 30%"),
    Rule("money", 4, given("duration_months"), "有完成时限", "没有写完成时限", must=True),
    Rule("terms", 5, given("ip_terms"), "知识产权归属明确", "没有写知识产权归属",
         "例如新成果双方共有，需求方在本产品上独占实施", must=True),
)  # fmt: skip
