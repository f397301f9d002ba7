"""Says whether a figure is a performance, a condition of it, or a share in a composition."""

import re

from matching.indicators.actions import ACTION

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
    r"(?:使用|工作|运行|存储|储存|存放|放电|充电|启动|响应|试验|测试)(?:温度|时间|电流|电压|"
    r"压力|频率|功率)$"
)
_RATED = re.compile(r"最高|最大|额定|峰值|工作")
_CIRCUMSTANCES = frozenset({"温度", "时间", "压力", "转速", "倍率", "应力幅", "升温速率"})
_LIMIT_NAME = re.compile(
    r"释放量|残留|排放|去除|杂质|泄漏|COD|BOD|污染|出水|甲醛|限量|水分|灰分|率$|度$"
)


def role_of(name: str, unit: str, left: str, right: str, is_behind: bool) -> str:
    if _ACTION_NAME.search(name) and not _SERVICE.search(name):
        return "condition"
    if unit in _SHARE_UNITS and _SHARE_NAME.search(name) and not _LIMIT_NAME.search(name):
        return "composition"
    if _CONDITION_AFTER.match(right):
        return "condition"
    if name in _CIRCUMSTANCES or (is_behind and name == "频率"):
        return "condition"
    if (_CONDITION_NAME.search(name) and not _RATED.search(name)) or (
        is_behind and re.search(r"[在于经]$", left)
    ):
        return "condition"
    return "performance"
