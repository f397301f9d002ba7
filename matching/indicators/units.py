"""Reads a unit at a place in a text and gives it its canonical symbol."""

import re
from functools import lru_cache

from matching.indicators.unit_symbols import COUNT_FORMS, COUNT_SYMBOLS, MEASURE_FORMS

_FORMS = {**COUNT_FORMS, **MEASURE_FORMS}
_WORDS = sorted(_FORMS, key=len, reverse=True)
_LATIN = [word for word in _WORDS if word[-1].isascii() and word[-1].isalpha()]
_OTHER = [word for word in _WORDS if word not in set(_LATIN)]


def _either(words):
    return "|".join(re.escape(word) for word in words)


_POWER = r"(?:\^?-?[1-4](?!\d|\.\d|[A-Za-zμΩ℃%])|[⁻-]?[¹²³⁴]|\^\(?-[1-3]\)?)?"
_PERCENT = r"(?:wt|vol|mol|at|重量|质量|体积|摩尔|原子|m)\.?\s?%|\((?:wt|mol|vol)\)%"
_ATOM = (
    rf"(?:{_PERCENT}|(?:{_either(_LATIN)})(?![A-Za-zμΩ√]){_POWER}|"
    rf"(?:{_either(_OTHER)})(?:[²³](?!\d))?)"
)
_EACH = (
    "人份|样本|样品|炉|槽|班|车|盘|卷|床|井|站|柜|模|羽|剂|井|例|核|卡|柱|窝|户|穴|胎|单|帧|平米"
)
_UNDER = (
    rf"(?:分(?!钟|别)|时|(?<=/)[日月]|(?!\d+\s?[%‰])\d{{1,4}}(?:\.\d{{1,3}})?\s?{_ATOM}|{_ATOM}|"
    rf"(?<=/)(?:{_EACH}|(?:100)?(?:kg|g|L|mL)(?=[A-Z])))"
)
_PRODUCT = rf"{_ATOM}(?:\s?[·.*]\s?{_ATOM})*"
_TOUGHNESS = r"MPa\s?[·.]?\s?(?:m\s?(?:½|\^?\(?(?:1/2|0\.5)\)?|¹/²)|√m)"
# The unit of a figure, longest first: m, W/(m·K), mg·L-1, 转/分, 件每小时, /K.
UNIT = re.compile(
    rf"\(?(?P<unit>W/\(?m\.?[K℃]\)?(?![A-Za-z])|{_TOUGHNESS}|{_PRODUCT}(?:\s?(?:/|"
    rf"每(?=[^\d]))\s?(?:\((?:\d{{1,4}}(?:\.\d)?\s?)?{_ATOM}(?:\s?[·.*/]\s?(?:\d{{1,4}}(?:\.\d)?\s?)?{_ATOM})*\)|"
    rf"{_UNDER}(?:\s?[·.*/]\s?(?:24)?{_ATOM})*))?"
    rf"|(?<=\()1/\s?{_ATOM}|/\s?{_ATOM})"
)
_TRAILING_WORD = {"度": r"数|为|较|和|、", "日": r"龄|均", "年": r"龄|代|生|度|份|产", "分": "别"}
_NOT_AFTER = re.compile(
    r"倍体|倍频|倍性|升高|升温|级联|层次|个性|次要|次生|点位|类似|类型|种类|位于|位置|位移|条件|路径|面|方向|"
    r"次级|级丁基|级胺|级醇|级碳|件下|年龄|年限|天然|天线|"
    r"日龄|年级|年轮|克隆|克服|米粒|月份|度数|度假|台阶|级配|节能|线性|线路|道路|孔隙|孔径|孔板|轴线|"
    r"轴承|轴向|头部|只能|只需|只要|方法|方案|方式|方程|方位|方形|方差|方块|方阻|方便|方可|方能|方才|方米|方有|方为|"
    r"米饭|周期|周围|周边|周长|安全|安装|巴西|牛奶|牛肉|伏在|卡尔|特别|特性|张力|张拉|支架|"
    r"支撑|粒径|粒度|片状|批量|排列|排放|套筒|块体|株高|"
    r"架构|包括|包含|箱体|格式|桶装|帧率|户外|点阵|用户界|通道内|节点处|类胡|目标|目前|目的|"
    r"分别|转化|转速|转移|转染|转录|转换|转变|转动|转向|转为|转基因|方面|焦虑|焦点|焦炭"
)
_SUPERSCRIPT = {"2": "²", "3": "³", "1": "", "4": "⁴"}
_TEN_FORMS = {
    "gsm": "g/m²",
    "r/min": "r/min",
    "转/min": "r/min",
    "转/分": "r/min",
    "rpm": "r/min",
    "r/分": "r/min",
}
_LOAD = re.compile(r"℃(?=/\d)|(?:k?V(?:[AD]C|[ad]c)?|[kMG]?Pa)(?=/\d*\s?(?:min|h|s|分钟|小时|秒))")
_LOST_POWER = re.compile(r"(?:[nμmk]?mol|[nμmk]?g)·L")
_CHINESE_UNDER = {"分": "min", "时": "h", "日": "d", "月": "月"}
_SPLIT = re.compile(r"/|每")
_FACTOR = re.compile(
    rf"(?P<count>\d{{1,4}}(?:\.\d{{1,3}})?)?\s?(?P<atom>{_either(_WORDS)}|分|时|日|月)(?P<power>.*)$"
)


def unit_at(text: str, start: int) -> tuple[str, int]:
    """The canonical unit that begins at `start` and the place after it; ("", start) if none."""
    match = UNIT.match(text, start)
    if not match or _NOT_AFTER.match(text, match.start("unit")):
        return "", start
    if load := _LOAD.match(match["unit"]):
        return canonical(load.group()), match.start("unit") + load.end()  # 1100℃/137MPa, 65kV/5min
    # A bracket counts only when it closes right after the unit: 10~40(J/g).
    end = match.end()
    if match.start("unit") > start:
        if text[end : end + 1] != ")":
            return "", start
        end += 1
    return canonical(match["unit"]), end


@lru_cache(maxsize=4096)
def canonical(written: str) -> str:
    """The canonical symbol of a unit as written: 转/分 -> r/min, mg·L-1 -> mg/L."""
    written = written.replace(" ", "")
    if written in _FORMS:
        return _rename(_FORMS[written])
    if re.fullmatch(_PERCENT, written):
        return "%"
    if re.fullmatch(_TOUGHNESS, written):
        return "MPa·m½"
    if re.fullmatch(r"W/\(?m\.?[K℃]\)?", written):
        return f"W/(m·{written.rstrip(')')[-1]})"
    over, under = [], []
    sides = [side.strip("()") for side in _SPLIT.split(written)]
    for place, side in enumerate(sides):
        for factor in re.split(r"[·*]|\.(?=[A-Za-zμΩ℃])", side):
            if factor:
                symbol, is_under = _factor(factor)
                (under if is_under != (place > 0) else over).append(symbol)
    top = "·".join(over) or "1"
    if not under:
        return _rename(top)
    bottom = "·".join(under)
    return _rename(f"{top}/({bottom})" if len(under) > 1 else f"{top}/{bottom}")


def _factor(written):
    """A factor's symbol with its power, and whether the power was negative."""
    if written in _FORMS:
        return _FORMS[written], False
    match = _FACTOR.match(written)
    if not match:
        return written, False
    symbol = _CHINESE_UNDER.get(match["atom"]) or _FORMS[match["atom"]]
    power = match["power"].translate(str.maketrans("⁻⁰¹²³⁴", "-01234")).strip("^()")
    is_under = power.startswith("-")
    count = "" if match["count"] in (None, "1") else match["count"]
    return count + symbol + _SUPERSCRIPT.get(power.lstrip("-"), ""), is_under


def _rename(symbol):
    if _LOST_POWER.fullmatch(symbol):
        return symbol.replace("·", "/")  # mmol·L without its -1
    symbol = re.sub(r"^转(?=/)", "r", symbol)
    return _TEN_FORMS.get(symbol.replace("转", "r"), symbol)


def is_count(unit: str) -> bool:
    """Whether the unit merely counts things (个, 台, 种), without being a rate."""
    return unit in COUNT_SYMBOLS
