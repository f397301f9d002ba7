"""Says whether a figure is a performance, a condition of it, or a share in a composition."""

import re

from matching.indicators.actions import ACTION
from matching.indicators.names import is_property

_CONDITION_AFTER = re.compile(
    r"\s?(?:的)?(?:[\u4e00-\u9fff]{0,6})?(?:下(?![降限])|条件|环境|时(?![间效延])|处理|情况|"
    r"保温|干燥|烧结|搅拌|反应|退火|烘|煅烧|培养|球磨|离心|预热|加热)"
)
_CONDITION_NAME = re.compile(
    r"应力幅|转速|倍率|频段|升温速率|压下量|道次|针头|接收距离|离焦量|送粉|热等静压|真空度|"
    r"扫描速度|激光功率|牵伸比|挤压比|固液比|料液比|气氛|进料|流速|添加量|投加量|剂量|辐照|"
    r"(?:试验|测试|搅拌|球磨|烧结|煅烧|干燥|纺丝|退火|保温|反应|处理|加热|焊接|辐射)"
    r"(?:温度|时间|压力|速度|转速|功率|电流|电压|频率|次数)"
)
_ACTION_NAME = re.compile(
    ACTION.pattern[:-1] + r"(?:温度|时间|压力|转速|速度|功率|湿度|频率|电压|电流)$"
)
_SHARE_NAME = re.compile(
    r"含量|质量分数|体积分数|摩尔分数|质量百分|质量比|重量百分|浓度|占比$|掺量|添加量|用量|"
    r"余量|^[A-Z][a-z]?(?:[A-Z]?[a-z]?\d*){0,4}[⁻⁺²³\-+]*$|"
    r"[酸盐酯醇醚酮胺烯烷素粉剂碱脂胶氧氮碳硅锰铬镍钼铁铜铝镁锌钛钒硫磷纤维树脂水]$"
)
_SHARE_UNITS = frozenset(
    {"%", "‰", "ppm", "ppb", "mol/L", "M", "mM", "g/L", "mg/L", "mg/kg", "mmol/L", "g/kg"}
)
_SERVICE = re.compile(
    r"(?:使用|工作|运行|预热|检测|检索|切换|恢复|存储|储存|保存|存放|缓释|推理|预警|查询|渲染|编译|加载|放电|充电|启动|响应|试验|测试)(?:温度|时间|电流|电压|"
    r"压力|频率|功率|速度)$"
)
_SERVICE_NAME = re.compile(
    r"(?:长期|正常|冷)?(?:工作|使用|运行|存储|储存|贮存|启动|冷启动|耐受)(?:温度|湿度|频率|电压|压力)"
)
_AT_END = re.compile(
    r"^\s?(?:的?条件|环境)?(?:下|时)(?!正常|稳定|可靠|长期|连续|工作|使用|运行|冷?启动)"
)
# 运行1000小时电压衰减小于5%: how long it ran is where the decay was measured.
_RUN = re.compile(r"(?:连续)?(?:运行|工作|循环|使用|充放电)(?:时间|次数)")
_THEN_MEASURED = re.compile(r"\s?(?:后|[\u4e00-\u9fff]{2})")
_QUALITY = re.compile(r"效果|应变|性$|占比$")
_RATED = re.compile(r"最高|最大|额定|峰值|工作")
_CIRCUMSTANCES = frozenset(
    {"保持时间", "温度", "时间", "压力", "转速", "倍率", "应力幅", "升温速率"}
)
_LIMIT_NAME = re.compile(
    r"释放量|残留|排放|去除|杂质|泄漏|COD|BOD|污染|出水|甲醛|限量|水分|灰分|率$|(?<!浓)度$"
)
_TRACE_UNITS = frozenset({"ppm", "ppb", "mg/L", "mg/kg", "μg/L", "μg/kg", "mg/m³"})
_RATIO_OF_SHARES = re.compile(r"(?:含量|摩尔|质量).*比$")
# 15~35℃，2~20klx，pH8.5~11.0的条件下: everything in the list is a condition.
_LISTED_CONDITION = re.compile(
    r"(?:\s?[，,、和及与]\s?[^，,、。；;\d]{0,12}\d[\d.~\-%a-zA-Z/·℃Ωμ²³]*)+\s?的?(?:条件|环境|情况)下"
)
_TOOL = re.compile(
    r"针头|喷嘴|磨珠|磨球|球磨|轧辊|刀具|砂轮|坩埚|筛网|滤网|钻头|样片|试样|测试样|模具|喷丝"
)


def role_of(name: str, unit: str, left: str, right: str, is_behind: bool, op: str = "=") -> str:
    if op in ("increase", "decrease"):
        return "performance"
    if op in ("<", "<=") and unit in _TRACE_UNITS and "加" not in name:
        return "performance"
    if not unit and _RATIO_OF_SHARES.search(name):
        return "composition"
    if _SERVICE_NAME.fullmatch(name) and not _AT_END.search(right):
        return "performance"
    if _LISTED_CONDITION.match(right):
        return "condition"
    if _ACTION_NAME.search(name) and not _SERVICE.search(name):
        return "condition"
    if unit in _SHARE_UNITS and _SHARE_NAME.search(name) and not _LIMIT_NAME.search(name):
        return "composition"
    if _CONDITION_AFTER.match(right):
        return "condition"
    if op == "=" and _RUN.fullmatch(name) and _THEN_MEASURED.match(right):
        return "condition"
    is_substance = not is_property(name) and not _QUALITY.search(name) and len(name) < 15
    if unit in ("%", "‰", "g/L", "mL/L") and is_substance:
        return "composition"
    if name in _CIRCUMSTANCES or _TOOL.search(name) or (is_behind and name == "频率"):
        return "condition"
    if (_CONDITION_NAME.search(name) and not _RATED.search(name)) or (
        is_behind and re.search(r"[在于经]$", left)
    ):
        return "condition"
    return "performance"
