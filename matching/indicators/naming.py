"""Gives a figure its name: from before it, from behind it, from what is done, from its unit."""

import re

from matching.indicators import names
from matching.indicators.actions import action_name
from matching.indicators.behind import name_behind, share_of, thing_adjoining, thing_behind
from matching.indicators.default_names import default_name
from matching.indicators.units import is_count

_OF_THING = re.compile(
    r"\s?的(?P<thing>(?:[\u4e00-\u9fffA-Za-z]|(?<=[A-Za-z])-?\d{1,3}(?=[\u4e00-\u9fff])){1,10}(?:\([\w]{1,6}\))?)"
)
_THING_STOP = re.compile(
    r"^(?:条件|情况|环境|范围|区域|状态|位置)|"
    r"[，,；;。、]|进行|作为|为|与|和|或|及|在|中|上|下|时|后|的|并|是|以|由|经|用|能|可|对|"
    r"从|至|到"
)
_PROCESS_UNITS = frozenset(
    {
        "℃",
        "K",
        "°F",
        "h",
        "min",
        "s",
        "d",
        "r/min",
        "MPa",
        "kPa",
        "Pa",
        "W",
        "kW",
        "Hz",
        "kHz",
        "周",
        "月",
        "年",
        "V",
        "A",
        "mA",
        "次",
    }
)
_LENGTHS = frozenset({"nm", "μm", "mm", "cm", "m", "km"})
_THIN = re.compile(r"[薄厚][带板片膜壁]材?$|箔材?$")
_CAPACITIES = frozenset({"通道", "节点", "用户", "轴", "自由度"})
_OWN_NAMES = frozenset({"IP", "C", "像素"})  # units that say by themselves what they measure
_STRICT_KINDS = frozenset(
    {"h", "min", "s", "d", "周", "月", "年", "℃", "K", "Hz", "kHz", "MHz", "GHz", "THz"}
)
_FITS = {
    "温度": re.compile(r"(?:[温点]|温[度升差区])$|^T[gmc]$"),
    "频率": re.compile(r"(?:频|频[段带宽移]|带宽|率)$"),
}
_FITS_TIME = re.compile(r"(?:寿命|期|时[间长效延]?)$")
_BEARS = re.compile(r"(?:耐受?|承受|经受|抵抗)(?:温度?|高温|低温|压力)?(?:可达|达到?|高达|为)?\s*$")
HELD = re.compile(
    r"(?:条件|波长|频率|温度|环境|转速|载荷)?(?:范围|区间)?(?:时(?![间效长])|下(?![降限])|处(?!理)|后(?![处期]))的?(?=[\u4e00-\u9fff]{2}|$)"
)
_TEST = re.compile(r"\s?的?(?P<test>[\u4e00-\u9fff]{2,6}(?:试验|测试|老化|考核))")
_GRADED = re.compile(
    r"\s?(?:的)(?P<name>[\u4e00-\u9fff]{2,6}(?:效果|性能?|等级|水平|能力|强度|[度力率]))(?=[，,；;。、]|$)"
)
_AGAINST = re.compile(
    r"\s?(?:以上|及以上)?的?(?:大|强|烈)?(?P<what>风|台风|阵风|地?震)"
)  # 可抗7级风
_OPTICAL = re.compile(r"\s?(?:处|波段|波长|的?(?:激光|单色光|可见光|红外光|紫外光|光照射))")
_DEED = r"(?P<how>折叠|弯折|弯曲|插拔|开合|充放电|按压|冲击|启停|摩擦|洗涤|跌落|开关|往复)"
_WORN = re.compile(rf"\s?的?{_DEED}")
_WORN_BEFORE = re.compile(rf"{_DEED}(?:可达|达到?|超过|了)?$")
_MULTIPLIED = re.compile(r"(?:稀释|浓缩|放大|富集|缩小|倍增)[了至到为约]*\s*$")
_CAPACITY = re.compile(
    r"(?P<verb>支持|兼容|适配|接入|容纳|识别|覆盖|并发|同时检测|同时处理|检测|跟踪|追踪)[^，,；;]{0,10}$"
)
_AT_ONCE = re.compile(r"\s?(?:的)?(?:同时|并发)")
# 15分钟内出结果, 10min可充至80%: a time by what is done when it is over.
_DONE_IN = re.compile(
    r"\s?(?:以|之)?内?(?:即可|可以?|便?能|就能|就可)?(?:快速|一次)?(?:"
    r"(?P<result>出具?(?:检测|检验)?(?:结果|报告)|(?:完成|得到|给出|获得)(?:检测|检验|诊断|结果|报告|分析))|"
    r"(?P<charge>快?充至|快?充到|快充|充到|充满|充电至|充入|充电)|(?P<kill>(?:完全)?灭菌|杀灭|灭活)|"
    r"(?P<switch>完成切换|切换)|(?P<react>响应|返回)|(?P<start>启动|开机)|(?P<mount>完成安装|完成部署|安装完成))"
)
_DONE_NAMES = {
    "result": "检测时间", "charge": "充电时间", "kill": "杀菌时间", "switch": "切换时间",
    "react": "响应时间", "start": "启动时间", "mount": "安装时间",
}  # fmt: skip
_SAID = re.compile(r"[\u4e00-\u9fff]{2}(?:为|是|达到?|可达)约?\s*$")
_SPENT = re.compile(
    r"(?:^|[的后，,、])(?P<what>[\u4e00-\u9fff]{2,8}?)(?:仅需要?|只需要?|只用|耗时|用时|需时|需要?|不到|不超过|全程|全过程)约?\s*$"
)
_CHARGED = re.compile(
    r"\s?(?:的)?(?:倍率|快速|大电流|持续|恒流)*(?P<way>[充放])电|\s?快(?P<fast>充)"
)
_NEEDS = re.compile(r"(?:仅|只)需要?约?\s*$")
_CHOSEN = re.compile(r"(?:采用|选用|搭载|配备|基于|加入|添加|称取|投加|滴加)\s*$")
_SHARE_WORD = re.compile(
    r"(?:^|[与和及、])(?:(?P<by>(?:质量|重量|体积|摩尔)(?:百分比|百分数|分数|百分含量))|浓度|含量|比例)$"
)
_SHARES = frozenset({"%", "‰", "ppm", "mol/L", "g/L", "mg/L", "mmol/L", "M", "mM"})
_TIMES = frozenset({"h", "min", "s", "d", "周", "月", "年"})


def name_of(text: str, quantity, left: str, previous: str = "") -> tuple[str, bool]:
    """The name, and whether it had to be taken from elsewhere than before the figure."""
    unit = quantity.unit
    if default_name(unit) and _BEARS.search(left):
        if unit == "次" and (worn := _WORN.match(text, quantity.end)):
            return worn["how"] + "次数", True
        brief = "短时" if re.search(r"短[时期]|瞬[时间]", left) else ""
        return brief + "耐受" + default_name(unit), False
    if unit == "级" and (against := _AGAINST.match(text, quantity.end)):
        return f"抗{against['what'][-1]}等级", True
    if left.rstrip().endswith((",", "，")) and _speaks_behind(text, quantity):
        left = ""
    if unit == "倍" and (multiplied := _MULTIPLIED.search(left)):
        return multiplied.group()[:2] + "倍数", False
    if ":" in left and unit not in _SHARES:
        left = _after_colon(left)
    held, has_link = HELD.match(left), bool(names.LINK.search(left))
    name = names.name_before(left[held.end() :] if held else left)
    if held and names.is_generic(name) and previous and len(previous) <= 4:
        name = previous + name
    if unit == "C" and (way := _CHARGED.match(text, quantity.end)):
        return f"{way['way'] or '充'}电倍率", False
    if unit in _OWN_NAMES and default_name(unit) not in name:
        return default_name(unit), False
    if unit in _SHARES and not previous and (thing := share_of(text, quantity.end, left)):
        return thing, True
    share = _SHARE_WORD.search(name) if unit in _SHARES else None
    if share and (thing := thing_adjoining(text, quantity.end)):
        return thing if share["by"] else thing + share.group().lstrip("与和及、"), True
    if names.is_property(name):
        owner = _owner_of_its(name, text, quantity.start, left)
        return owner or _with_thing(name, text, quantity.end), False
    if unit == "次" and (worn := _WORN_BEFORE.search(left)):
        return worn["how"] + "次数", False
    if unit in ("nm", "μm") and _OPTICAL.match(text, quantity.end):
        return "波长", True
    if unit in ("nm", "μm") and left.endswith("(") and re.search(r"[A-Za-z\d]\($", left):
        return re.split(r"[/、:\s]", name)[-1] + "厚度", False
    if is_count(unit) and unit != "倍" and (capacity := _CAPACITY.search(left)):
        if unit in _CAPACITIES:
            is_at_once = re.search("同时|并发", left) or _AT_ONCE.match(text, quantity.end)
            return ("并发" if is_at_once else "") + f"{unit}数", True
        behind = name_behind(text, quantity.end, unit)
        if _AT_ONCE.match(text, quantity.end):
            return f"{capacity['verb']}{unit}数", True
        if behind:
            return f"{capacity['verb']}{behind}数", True
    if unit in _TIMES and (done := _DONE_IN.match(text, quantity.end)):
        return _DONE_NAMES[done.lastgroup], True
    if unit == "次" and (worn := _WORN.match(text, quantity.end)):
        return worn["how"] + "次数", True
    if (
        unit in ("级", "类")
        and not names.is_property(name)
        and (grade := _GRADED.match(text, quantity.end))
    ):
        return grade["name"], True
    if unit in _PROCESS_UNITS and (action := action_name(text, quantity, left)):
        return action, True
    if unit in _STRICT_KINDS and (test := _TEST.match(text, quantity.end)):
        return test["test"] + default_name(unit), True
    behind = name_behind(text, quantity.end, unit)
    if unit in _LENGTHS and _THIN.search(behind):
        behind += "厚度"  # 轧制0.08~0.4mm的极薄带
    if (
        unit in _STRICT_KINDS
        and default_name(unit)[:2] not in behind
        and not _FITS.get(default_name(unit), _FITS_TIME).search(behind)
    ):
        behind = ""  # 28天抗压强度: the days are not the strength
        if names.is_property(name_behind(text, quantity.end, unit)):
            return "" if unit == "d" else default_name(unit), True
    if unit in _LENGTHS and behind.endswith("率"):
        behind = ""
    if behind and unit and (names.is_property(behind) or _CHOSEN.search(left)):
        if unit in ("GB", "TB", "MB") and behind.endswith(("存储", "内存", "硬盘", "显存", "闪存")):
            behind += "容量"
        is_machine = behind[-1] in "器机源" and default_name(unit) == "功率"
        return behind + ("功率" if is_machine else ""), True
    if re.search(
        r"(?:(?<!稳定)(?<!控制)(?<!保持)(?<!维持)(?<![均都约值存围])在|"
        r"(?<![介处位低高大小优])于|经)\s*$",
        left,
    ):
        name = ""
    if name and not has_link and (thing := thing_behind(text, quantity.end)):
        return thing if names.is_property(thing) else thing + default_name(unit), True
    if unit in _TIMES and re.search(r"(?:保持|维持)\s*$", left):
        return "保持时间", False
    if unit in _TIMES and (spent := _SPENT.search(left)):
        known = "charge" if "充" in spent["what"] else "result" if "出" in spent["what"] else ""
        return _DONE_NAMES.get(known, spent["what"] + "时间"), False
    if unit in _TIMES and _NEEDS.search(left) and name and not names.is_property(name):
        return name[-4:] + "时间", False
    if modified := names.modified(left):
        return modified, False
    if unit in _TIMES and quantity.op == "=" and not previous and not _SAID.search(left):
        return "", True  # 同期1h: a time that nothing speaks of
    if not any(char.isalpha() for char in name):
        name = ""
    if name and len(name) <= 14 and not names.starts_badly(name):
        return name, False
    if name and len(name) > 14 and (short := names.without_bearer(name)):
        return short, False
    if previous:
        is_deed = unit in _TIMES and len(previous) <= 6 and not names.is_property(previous)
        return previous + ("时间" if is_deed else ""), False
    return default_name(unit) or behind or name, True


def _after_colon(left):
    """问题:-196℃: what stands before a colon names only if it is a property."""
    before, _, after = left.rpartition(":")
    return left if names.is_property(before.rstrip()) or len(before) < 5 else after


def _speaks_behind(text, quantity):
    """，850℃氧化: what stands behind names the figure, and not the clause before."""
    behind = name_behind(text, quantity.end, quantity.unit)
    return names.is_property(behind) or action_name(text, quantity, "")


def _owner_of_its(name, text, start, left):
    """，其含量为5%: the thing the clause before ended with."""
    if not names.is_generic(name) or not re.search(rf"其\s*{re.escape(name)}", left):
        return ""
    place = text.rfind("其", 0, start)
    before = re.split(r"[，,；;]", text[:place].rstrip("，,；; "))[-1]
    owner = names.shorten(before)[-8:]
    return owner + name if len(owner) > 1 and not names.is_property(owner) else ""


def _with_thing(name, text, end):
    """波长为4～14微米的远红外线: a bare property takes the thing that follows."""
    if not names.is_generic(name):
        return name
    match = _OF_THING.match(text, end)
    if not match:
        return name
    stop = _THING_STOP.search(match["thing"])
    thing = match["thing"][: stop.start()] if stop else match["thing"]
    thing = names.without_code(thing, name)
    return thing + name if len(thing) >= 2 or (thing and "(" in match["thing"]) else name
