"""Decides whether two names mean the same quantity; never across quantities that merely look alike."""

import re
from collections import Counter
from functools import lru_cache

from matching.indicators.lexicon import (
    Reading,
    direction,
    ends_in_known,
    known_ending,
    take_apart,
)
from matching.indicators.spelling import without_filler

__all__ = ["direction", "ends_in_known", "known_ending", "likeness", "take_apart"]

# Words that make another quantity of the same one; two names must agree where both speak.
_OPPOSED = (
    ("横向", "纵向"), ("径向", "轴向"), ("拉伸", "压缩", "弯曲", "剪切"), ("进水", "出水"),
    ("正极", "负极"), ("静态", "动态"), ("上限", "下限"), ("水平", "垂直"), ("入口", "出口"),
    ("输入", "输出"), ("峰值", "平均"), ("首次", "循环"), ("体积", "质量"), ("湿", "干"),
    ("重复", "绝对"), ("内", "外"), ("初始", "最终"), ("白天", "夜间"), ("最大", "最小"),
    ("最高", "最低"), ("充电", "放电"), ("待机", "运行"), ("峰值", "额定", "连续"),
    ("额定", "最高"), ("额定", "最大"), ("径向跳动", "端面跳动"), ("主产", "副产"), ("瞬时", "持续"),
    ("表面", "心部", "芯部", "基体"), ("短时", "长期"), ("瞬时", "长期"), ("瞬间", "长期"), ("短期", "长期"),
    ("上升", "下降"), ("开启", "关闭"), ("开通", "关断"), ("吸附", "脱附", "解吸"),
    ("正向", "反向"), ("有功", "无功"), ("一次", "二次"), ("短路", "开路"), ("阴极", "阳极"),
    ("经向", "纬向"), ("上行", "下行"), ("发射", "接收"), ("读", "写"), ("空载", "负载", "满载"),
    ("左", "右"), ("升温", "降温"), ("白光", "近红外", "紫外"), ("面内", "面外"),
    ("初凝", "终凝"), ("制冷", "制热"), ("理论", "实际"), ("批内", "批间"), ("阳性", "阴性"),
    ("室内", "室外"), ("前", "后"), ("日产", "月产", "年产"), ("早强", "后期"), ("漏", "误"),
    ("铜", "锌", "镍", "铬", "铅", "镉", "汞", "砷", "锂", "钴", "锰", "铁"),
    ("总氮", "氨氮", "硝态氮"), ("酸", "碱"), ("行人", "车辆"), ("X轴", "Y轴", "Z轴"),
    ("封装", "测试", "切割", "焊接", "装配", "印刷", "注塑", "压铸"),
    ("冷", "热"), ("宽", "长", "高度"), ("细菌", "真菌", "病毒"), ("金黄色葡萄球菌", "大肠杆菌"),
)  # fmt: skip
# A service life in cycles is the cycle life; whether it fits is then for the units to say.
_SAME = (
    {"endurance_distance", "endurance_time"},
    {"hardness", "pencil_hardness"},
    {"accuracy_generic", "error_generic"},
    {"chromaticity", "chroma_water"},
    {"power", "rated_capacity"},
    {"service_life", "cycle_life", "reuse_times"},
    {"fatigue_life", "cycle_life"},
    {"folding_endurance", "cycle_life"},
    {"plug_life", "cycle_life"},
    {"switch_life", "cycle_life"},
    {"laser_power", "power"},
    {"sensitivity", "diagnostic_sensitivity"},
    {"throughput", "treatment_capacity"},
    {"desalination", "rejection"},
    {"page_response", "response_time"},
    {"frame_rate", "inference_speed"},
    {"load", "payload"},
    {"resolution", "pixels"},
    {"update_rate", "refresh_rate"},
    {"film_uniformity", "thickness_tolerance"},
    {"content", "concentration"},
    {"ss", "suspended"},
    {"crop_yield", "output"},
)
# Looser words of an offer that still mean the quantity asked for: 转换效率 of a cell.
_LESS_EXACT = {
    ("production_efficiency", "efficiency_generic"),
    ("conversion_photovoltaic", "conversion_efficiency"),
    ("conversion_photovoltaic", "efficiency_generic"),
    ("measuring_accuracy", "accuracy_generic"),
    ("measuring_accuracy", "error_generic"),
    ("transmission_efficiency", "efficiency_generic"),
    ("motor_efficiency", "efficiency_generic"),
    ("pump_efficiency", "efficiency_generic"),
    ("fan_efficiency", "efficiency_generic"),
    ("conversion_efficiency", "efficiency_generic"),
    ("ionic_conductivity", "electrical_conductivity"),
    ("recognition_accuracy", "accuracy_rate"),
    ("breakdown", "withstand_voltage"),
    ("localisation_accuracy", "positioning"),
    ("blocking_voltage", "withstand_voltage"),
    ("service_life", "continuous_run"),
    ("service_life", "switch_life"),
    ("service_life", "folding_endurance"),
    ("service_life", "fatigue_life"),
    ("service_life", "plug_life"),
    ("elastic_modulus", "modulus"),
    ("catalyst_life", "service_life"),
    ("tool_life", "service_life"),
    ("mould_life", "service_life"),
    ("bearing_life", "service_life"),
    ("stack_life", "service_life"),
    ("catalyst_life", "continuous_run"),
    ("endurance_time", "continuous_run"),
}
# A need that asks for the plain quantity is answered by one of its kinds, never the reverse.
_KINDS_OF = {
    "error_generic": {"measuring_accuracy"},
    "accuracy_generic": {
        "measuring_accuracy",
        "pressure_accuracy",
        "flow_accuracy",
        "temperature_measuring_accuracy",
        "weighing_accuracy",
    },
    "thickness": {"film_thickness", "wall_thickness"},
    "size": {"diameter", "length", "width", "height", "thickness"},
    "efficiency_generic": {
        "production_efficiency",
        "transmission_efficiency",
        "thermal_efficiency",
        "conversion_efficiency",
        "motor_efficiency",
        "pump_efficiency",
        "fan_efficiency",
    },
    "accuracy_rate": {"recognition_accuracy"},
    "rsd": {"cv_within"},
    "production_cost": {"treatment_cost"},
    "conversion_efficiency": {"conversion_photovoltaic"},
    "measuring_accuracy": {
        "temperature_measuring_accuracy",
        "pressure_accuracy",
        "flow_accuracy",
        "weighing_accuracy",
        "ranging_accuracy",
        "strain_accuracy",
        "depth_accuracy",
    },
    "pressure": {"working_pressure"},
    "power_density": {"peak_power_density"},
    "positioning": {"localisation_accuracy"},
    "rate_retention": {"capacity_retention"},
    "low_temperature_discharge": {"capacity_retention"},
    "long_temperature": {"working_temperature"},
    "low_temperature_limit": {"working_temperature"},
    "working_temperature": {"long_temperature"},
    "rate_capability": {"charge_rate", "discharge_rate"},
}


@lru_cache(maxsize=65536)
def likeness(required: str, offered: str) -> float:
    """0 where the names mean different quantities, up to 1 where they are the same."""
    one, other = take_apart(required), take_apart(offered)
    if one.name == other.name:
        return 1.0
    if _is_opposed(one.name, other.name):
        return 0.0
    if one.quantity and other.quantity:
        if _same_key(one.quantity.key, other.quantity.key):
            return _of_rest(one, other)
        keys = (one.quantity.key, other.quantity.key)
        is_looser = keys in _LESS_EXACT and other.rest in ("", one.rest)
        is_kind = not one.rest and keys[1] in _KINDS_OF.get(keys[0], ())
        # 细胞存活率 is a 存活率; but 精度 and 效率 are too short to say which.
        is_bearer = _bears(other.name, one.name)
        return 0.5 if is_looser or is_kind or is_bearer else 0.0
    one, other = _without_efficiency(one), _without_efficiency(other)
    if one.quantity or other.quantity:
        return 0.0
    return _of_unknown(one, other)


def _without_efficiency(reading):
    """镉阻隔率 and 阻隔效率: what the table knows only as an efficiency is a rate of its own."""
    if not reading.quantity or reading.quantity.key != "efficiency_generic" or not reading.rest:
        return reading
    name = re.sub(r"效率$", "率", reading.name)
    return Reading(None, without_filler(name), name)


_MAKES_ANOTHER = re.compile(
    r"[不非无未反副次废比]$|重复|体积|质量|首次|首圈|低温|高温|动态|静态|表面|单位|面$|线$|短时|脉冲|"
    r"峰值|瞬时|理论|最低|最小|残余|循环|倍率|回程|角度|相对|外|内|年|月|加标|综合|总|误$|假$|界$|双$|"
    r"均匀|蠕变|疲劳|层间|拉伸|搭接|初始|首周|首年|磁感|吸水|滚动|腐蚀|交换|短路|显$|开口|绝热|爆破|冻融|"
    r"杂散|振动|热$|断裂|氧气?$|气体$"
)


def _bears(long, short):
    """Whether the one is the other of some bearer; 不良品率 is no 良品率."""
    before = long[: -len(short)]
    is_part = len(short) > 2 and long.endswith(short)
    return is_part and not _MAKES_ANOTHER.search(before)


def _of_unknown(one, other):
    short, long = sorted((one.name, other.name), key=len)
    if len(short) == 2 and long.endswith(short) or _bears(long, short):
        return 0.7  # 载重 and 无人机载重: the one thing with its bearer
    here, there = (_one_head(name.rest or name.name) for name in (one, other))
    shared = dice(here, there)
    return shared * 0.9 if shared >= 0.7 and here[-1] == there[-1] else 0.0


def _one_head(name):
    """耐磨性能 is 耐磨性, a 发酵周期 the 发酵时间."""
    name = re.sub(r"(?<=[\u4e00-\u9fff]{2})数量?$", "", name)
    name = re.sub(r"(?:周期|时长|用时)$", "时间", re.sub(r"性能$", "性", name))
    return re.sub(r"(?:消耗|耗量|消耗量)$", "用量", name)


# 传感器量程: the thing that has it, and not what it is of, as in 镉去除率.
_PRODUCT = re.compile(
    r"^.*(?:器|机|仪|件|泵|阀|板|材|膜|玻璃|合金|纤维|算法|系统|装置|设备|模块|陶瓷|涂料|电池|芯片|"
    r"车|平台|试剂|菌剂|磁体|产线|产品)$"
)


def _of_rest(one, other):
    if one.rest == other.rest:
        return 0.97
    close = dice(one.rest, other.rest)
    if not one.quantity.is_owned:
        return 0.8 + 0.15 * close
    here, there = (_PRODUCT.sub("", name.rest) for name in (one, other))
    if not here or not there:
        return 0.6
    is_part = here in there or there in here
    return 0.6 + 0.3 * close if close >= 0.6 or is_part else 0.0


def _same_key(one, other):
    return one == other or any({one, other} <= group for group in _SAME)


_BRIEF = re.compile(r"短时|瞬时|瞬间")


def _is_opposed(one, other):
    if bool(_BRIEF.search(one)) != bool(_BRIEF.search(other)):
        return True  # what stands 1700℃ for a moment says nothing of use
    for group in _OPPOSED:
        here = {word for word in group if word in one}
        there = {word for word in group if word in other}
        if here and there and not here & there:
            return True
    return False


def dice(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    shared = (Counter(one) & Counter(other)).total()
    return 2 * shared / (len(one) + len(other))
