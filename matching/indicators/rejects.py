"""Figures that are no indicators: references, models, dates, samples, money, sizes and ratios."""

import re

from matching.indicators.names import is_property

_REFERENCE_BEFORE = re.compile(
    r"(?:序数为?|第|图|附图|表|式|公式|步骤|权利要求|权利要求书|实施例|实验|试验例|对比例|方案|编号|"
    r"型号|牌号|标号|专利号|申请号|版本|版|No\.?|NO\.?|Fig\.?|[Ss]tep|方程|文献|章|节|页|"
    r"号)\s?[(（\[]?\s?$"
)
_MODEL_BEFORE = re.compile(r"(?:[A-Za-z][A-Za-z\-_/.]*\d*[\-/.]?|[A-Za-z0-9]\d*[\-–/])$")
_STANDARD = re.compile(
    r"(?:GB|ISO|IEC|ASTM|DIN|JIS|HG|YB|JB|EN|QB|SAE|VDA|CJ|DB|T/|NB|DL|SJ|UL|"
    r"IEEE)[/TZJ\s\-]*[A-Z]*\s?\d*[\d.:\-]*$"
)
_REFERENCE_AFTER = re.compile(
    r"\s?(?:月(?!龄)|日(?![龄均产])|号(?![码])|世纪|世|年代|年来|年(?:前|后|底|初|末|间|度|生|"
    r"龄|\d)|点钟|所述|项所述|届|章|页|号线|代(?![谢])|维|元(?!/)|"
    r"(?:质量|重量|摩尔|体积)份|步|相(?![对位])|价|阶段|期|岁|例|株|窝|头(?!部)|尾|名|人(?![次/])|家|所(?!述)|份|组|项|"
    r"篇|部|本|款|门|处|种规格|个重复|个组|个处理|重复|水平|因素|周龄|日龄|月龄|平方公里|"
    r"亩(?!产)|公顷|座|栋|场次?|样(?!品)|折|分类|字|倍体|胎|羽|枚)"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_P_VALUE = re.compile(r"(?:^|[(（\s,，;；])\s?[PpnNrtFRχzZ]\d?²?\s?(?:值)?\s?$")
_STATISTIC = re.compile(
    r"(?:\b(?:OR|RR|HR|CI|CL|SD|SE|df|CV)|95%\s?C[IL]|[试预正每验殖养察访]期为?|疗程[均各为约]*|"
    r"[O0]R值?(?:分别)?为?)[\s:=(\[]*$"
)
_SIGNS = re.compile(r"\s?\d+[A-Za-z]?(?:\s?[、,，~\-]\s?\d+[A-Za-z]?)*\s?")
_PROCESS = frozenset({"℃", "h", "min", "s", "d", "r/min", "MPa", "V", "W", "kW"})
_UNIT_COST = re.compile(
    r"(?:单[位吨颗件台车片只瓶批次套公]|单[\u4e00-\u9fff]{1,3}(?=[^，,]{0,4}(?:成本|费用|造价|价格))|每|吨|度电).{0,8}(?:成本|费用?|价格?|造价)|(?:成本|费用|价格).{0,6}每|单价|电价|成本(?:从|由).*|成本.*降[至到]"
)
_NO_TECHNIQUE = re.compile(
    r"(?:占地|用地|厂房|建筑|注册资本|人员|员工|职工|人口|患者|男性|女性|销售|营收|利润|"
    r"产值|市场份额|市场占有率|研发投入|股权|持股|出资|合同|协议|违约金|预付款|尾款|税|出口额|出口占)[^，,；;]{0,8}$|(?:团队|专利)[^，,；;]{0,4}$"
)
_LESS = re.compile(r"(?:减少|降低|缩小|节省|节约|下降|增加|提高)[了近约达]*\s*$")
_OPEN_ONLY = re.compile(r"[(（\[]\s?$")
_CLOSE_ONLY = re.compile(r"\s?[)）\]]")
_TIMES = re.compile(r"[×xX*]\s?$")
_TIMES_AFTER = re.compile(r"\s?[×*]\s?\d|\s?[xX]\s?\d")
_RATIO_AFTER = re.compile(r"\s?[:/]\s?\(?\s?\d")
_RATIO_BEFORE = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?\s?[A-Za-z]{0,2}\s?[:]\s?$")
_BASIS = re.compile(r"每[\u4e00-\u9fff]{1,4}$")  # 每蒸发1吨水
_TRUE_RATIO = re.compile(
    r"(?:摩尔比|硅铝比|对比度|料[重肉]比|减速比|传动比|[长深径高厚宽]{1}[径宽厚]比)(?:值|为|达到?|可达|优选|在|不小于|大于|[:=\s≥])*$"
)
_TO_ONE = re.compile(r"\s?:\s?1(?![\d.:%]|\s?:)")
_UNIT_RATIO_AFTER = re.compile(r"\s?:\s?\d")
_DOSED = re.compile(r"口服|静脉|给药|注射|灌胃|服药|静滴")
_AMOUNTS = frozenset({"t", "kg", "g", "L", "m³", "m²"})
_MADE_OF = re.compile(r"(?:生产|加工|制备|处理)$")
_WHOLE = re.compile(r"(?:设[定为]*|视为|记为|计为|作为)\s*$")
_OBSERVED_BEFORE = re.compile(r"(?:后|[前第])\s?第?$")
_AFTER_CARE = re.compile(r"(?:术|入院|出院|给药|用药|治疗|干预|分娩)[前后]第?$")
_OBSERVED_AFTER = re.compile(
    r"\s?[时后]?(?:观察|检测|测定|取样|采样|收集|处死|复查|随访|统计|记录|采集|称重)"
)
_TALLY = re.compile(r"(?:总数|例数|人数|只数|头数|样本数|个数)(?:分别|约|共|各|为|是|[:=\s])*$")
_GROUP_AFTER = re.compile(r"[A-Za-z\u4e00-\u9fff]{1,4}(?<!分)组(?![分成])")
_MONEY = frozenset({"元", "万元"})


def is_rejected(text: str, quantity, left: str) -> bool:
    """Whether the figure names or dates something instead of measuring it."""
    start, figure, end = quantity.start, quantity.figure, quantity.end
    head, tail = text[max(0, figure - 14) : figure], text[end : end + 8]
    if _REFERENCE_BEFORE.search(head) and not _is_measured(quantity):
        return True
    if _is_code(text, quantity, head, tail) or _STANDARD.search(text[max(0, figure - 16) : figure]):
        return True
    around = text[max(0, start - 16) : start]
    is_change = quantity.unit == "%" and _LESS.search(around)
    if (_NO_TECHNIQUE.search(around) and not is_change) or (
        _is_reference_list(text, quantity) and not _is_time_of_property(text, quantity)
    ):
        return True
    if quantity.unit not in _PROCESS and (
        _TIMES.search(head) or _TIMES_AFTER.match(tail) or _RATIO_BEFORE.search(head)
    ):
        return True
    if quantity.unit and (head.endswith("每") or (quantity.value == 1 and _BASIS.search(head))):
        return True  # 每100g: the basis of a rate
    if quantity.value == 1 and quantity.unit in _AMOUNTS and _MADE_OF.search(head):
        return True  # 生产1吨产品耗水
    if quantity.unit and _UNIT_RATIO_AFTER.match(tail):
        return True
    if quantity.unit in ("A", "B", "C", "D") and re.match(r"\s?(?:或\s?\d+[A-Z])?型", tail):
        return True  # 2A或1A型
    if quantity.unit == "次/d" and _DOSED.search(text):
        return True
    if quantity.value == 100 and _WHOLE.search(head):
        return True  # 全部金属设为100mol%时
    if quantity.unit == "%" and _GROUP_AFTER.match(text, end):
        return True
    if quantity.unit == "H" and left.rstrip("为≥≤达到可: ").endswith("硬度"):
        return True  # 2H is a pencil
    if quantity.value == 0 and tail.startswith("."):
        return True  # 0. , has lost its figures
    if not quantity.unit and _TALLY.search(left):
        return True
    is_ratio = _RATIO_AFTER.match(tail) and not (
        _TO_ONE.match(tail) and _TRUE_RATIO.search(left.rstrip())
    )
    if not quantity.unit and (_REFERENCE_AFTER.match(tail) or is_ratio):
        return True
    if (
        not quantity.unit
        and _OPEN_ONLY.search(text[max(0, start - 2) : start])
        and _CLOSE_ONLY.match(tail)
    ):
        return True
    if (
        len(quantity.unit) == 1
        and quantity.unit.isascii()
        and quantity.unit.isalpha()
        and text[start - 1 : start] == "("
        and tail[:1] == ")"
        and not _is_time_of_property(text, quantity)
    ):
        return True
    if _STATISTIC.search(text[max(0, start - 12) : start]):
        return True
    if text[figure : figure + 2] == "00" and head.endswith(("邵氏", "邵尔", "Shore ")):
        return True
    if (
        _P_VALUE.search(text[max(0, start - 4) : start])
        or "CI" in text[max(0, start - 6) : start]
        or tail.lstrip().startswith(("CI", "可信", "置信"))
    ):
        return True
    if quantity.unit in _MONEY:
        return not _UNIT_COST.search(re.split(r"[，,；;]", text[:start])[-1])
    if quantity.unit in ("年", "d", "月", "周", "h", "min", "s"):
        if _AFTER_CARE.search(head):
            return True
        if quantity.op == "=" and (_OBSERVED_BEFORE.search(head) or _OBSERVED_AFTER.match(tail)):
            return True
        return _is_date(text, quantity, head, tail)
    return False


def _is_time_of_property(text, quantity):
    """储存稳定性(5d), 松弛率≤2.5%(1000h): a time in the bracket of what it was measured over."""
    if quantity.unit not in ("h", "d", "s") or text[quantity.start - 1] != "(":
        return False
    before = text[: quantity.start - 1]
    return before.endswith("%") or is_property(before[-12:])


def _is_reference_list(text, quantity):
    """(21A、22A): a bracket of nothing but reference signs."""
    opened, closed = text.rfind("(", 0, quantity.figure), text.find(")", quantity.figure)
    return (
        opened >= 0 and closed >= quantity.end and bool(_SIGNS.fullmatch(text[opened + 1 : closed]))
    )


def _is_measured(quantity):
    return bool(quantity.unit) and quantity.op != "="


def _is_code(text, quantity, head, tail):
    before = text[quantity.figure - 1 : quantity.figure]
    if quantity.start < quantity.figure and not (before == "-" and head[-2:-1].isalnum()):
        return False
    if head.endswith(("AC", "DC")) and quantity.unit in ("V", "kV"):
        return False
    if (before.isascii() and before.isalnum()) or (before and before in "σαβεηδ"):
        return True
    if before == "@" and quantity.unit:
        return False  # 1080P@90fps
    if before in ("-", "/", ".", "_", "@") and head[-2:-1].isascii() and head[-2:-1].isalnum():
        return True
    after = tail[:1]
    return (
        not quantity.unit
        and after.isascii()
        and (after.isalpha() or (after == "-" and tail[1:2].isalpha()))
    )


def _is_date(text, quantity, head, tail):
    value = quantity.value if not isinstance(quantity.value, tuple) else quantity.value[1]
    if quantity.unit == "年" and (
        1900 <= value <= 2100
        or re.match(
            r"来|前|后|底|初|末|间|代|生|龄|(?:追踪|跟踪|随访|调查)|\s?\d|内(?!寿)|度|期", tail
        )
    ):
        return True
    if re.search(
        r"第$|近$|(?<!超)过$|未来$|历时$|为期$|工期$|(?:建设|实施|项目|研发|合作|供货)周期为?$|期限为?$|交货期?为?$|每隔$|间隔$|每$",
        head,
    ):
        return quantity.unit in ("年", "月", "d", "周") or bool(re.search(r"每隔$|间隔$|第$", head))
    return quantity.unit in ("d", "月", "周", "年") and bool(
        re.match(r"内完成|内交|龄|大|的健康|的雄|一次|试验|采集", tail)
    )
