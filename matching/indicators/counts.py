"""Counts that measure nothing: parts, samples and staff; not capacities nor cycles survived."""

import re

_SAMPLES = re.compile(
    r"(?:随机|选取|选择|抽取|分成|分为|设(?![备计施])|设置|重复|每组|每个?重复|各|纳入|收集|取样?|试样|"
    r"样本|病例|患者|大鼠|小鼠|对照组|试验组|图像|图片|数据集|样本量|训练集|测试集|问卷|共计?|"
    r"自建的?|企业|员工|人员|教授|专利|论文|项目|经费|投资|资金|投入|"
    r"占地|面积约?|厂房|建筑面积|产值|销售额|营收|利润|销售收入|注册资本|合同|年薪|奖励|资助|"
    r"预算|团队)[^，,；;]{0,6}$"
)


_COUNT_CAPACITY = re.compile(
    r"(?:支持|兼容|同时|并发|接入|容纳|容量|可达|覆盖|识别|检测|适配|通道|处理|连接|管理|存储|"
    r"输出|输入|产能|产量|生产|吞吐|分辨|密度|寿命|重复使用|循环|弯折|折叠|插拔|疲劳|耐|"
    r"可(?=达|容|支|处|存|同|检|识|连|接|管|承|重|供|满足)|"
    r"不少于|不低于|≥|分辨率|数量|数目|数(?![控据字学显码])|线束|线数)"
)


_REPEATED = re.compile(r"(?:循环|重复|再生|回用|套用)[^，,；;]{0,4}$")


_USES = re.compile(
    r"循环|寿命|弯折|弯曲|折叠|插拔|疲劳|耐|重复|使用|充放电|开合|擦写|启停|按压|摩擦|往复|"
    r"冲击|洗涤|水洗|耐磨|试验|测试|动作|开关|不断裂|≥"
)


_TOLD_APART = re.compile(r"(?:识别|检测|检出|区分|支持|兼容)[^，,；;]{0,2}$")  # 可识别12类缺陷


_STRONG_CAPACITY = re.compile(r"支持|兼容|适配|接入|容纳|并发")


_COUNT_NAME = re.compile(r"(?:数|数量|量|产能|能力|密度)(?:为|达到?|可达|[:=\s])*$")


_GRADES = re.compile(
    r"(?:达|达到|抗|抵御|承受|耐受?|为|≥|≤|级|不低于|不超过|[:=]|可达|优于|至|到)\s?$|(?:性|力|度|牢度|等级|品质|"
    r"精度)$"
)


def _is_endurance(text, quantity):
    """Cycles survived, not things done a few times: 循环3000次, but not 洗涤3次."""
    value = quantity.value[1] if isinstance(quantity.value, tuple) else quantity.value
    if re.search(
        r"次数(?:为|达到?|可达|[:=\s])*$", text[max(0, quantity.start - 8) : quantity.start]
    ):
        return True
    if _REPEATED.search(text[max(0, quantity.start - 10) : quantity.start]) and re.match(
        r"\s?[之]?(?:后|以后|使用|时)", text[quantity.end :]
    ):
        return True  # 重复使用5次后
    if value < 3:
        return False
    if value < 20 and quantity.op not in (">=", ">"):
        return False
    return bool(_USES.search(text[max(0, quantity.start - 12) : quantity.end + 6]))


def is_idle_count(text: str, quantity, left: str) -> bool:
    """Whether a counted number is a part count or a sample, not a capacity."""
    unit, around = quantity.unit, left + text[quantity.start : quantity.figure]
    if unit == "次" and (quantity.op in (">=", ">") or _REPEATED.search(left)):
        return not _is_endurance(text, quantity)
    if unit == "帧":
        return not left.rstrip().endswith("率")
    if _SAMPLES.search(left):
        return True
    if unit in ("级", "类"):
        return not (
            _GRADES.search(around)
            or (unit == "类" and _TOLD_APART.search(left))
            or quantity.op != "="
        )
    if unit == "次":
        return not _is_endurance(text, quantity)
    return not (
        _STRONG_CAPACITY.search(left)
        or _COUNT_CAPACITY.search(around[-10:])
        or (_COUNT_NAME.search(left) and quantity.op != "=")
    )
