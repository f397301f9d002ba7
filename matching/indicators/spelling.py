"""One spelling for the names of quantities: substances, word variants, words that say nothing."""

import re

_SUBSTANCES = {
    "SO2": "二氧化硫", "SO₂": "二氧化硫", "NOx": "氮氧化物", "NOX": "氮氧化物", "烟尘": "颗粒物",
    "粉尘": "颗粒物", "CO2": "二氧化碳", "CO₂": "二氧化碳", "NH3-N": "氨氮", "TN": "总氮",
    "TP": "总磷", "Pb": "铅", "Cd": "镉", "Hg": "汞", "As": "砷", "Cr": "铬", "Cu": "铜",
    "Zn": "锌", "Ni": "镍", "Fe": "铁", "Li": "锂", "Co": "钴", "Mn": "锰", "Al": "铝",
    "化学需氧量": "COD", "CODCr": "COD", "CODcr": "COD", "生化需氧量": "BOD", "NO2": "二氧化氮",
    "Cl⁻": "氯离子", "Cl-": "氯离子", "SO₄²⁻": "硫酸根", "NO₃⁻": "硝酸根", "F⁻": "氟离子",
    "H2S": "硫化氢", "CH4": "甲烷", "Pb²⁺": "铅", "Cd²⁺": "镉", "Cu²⁺": "铜",
    "NH3": "氨", "VOCs": "VOC", "挥发性有机物": "VOC", "挥发性有机化合物": "VOC",
}  # fmt: skip
_SUBSTANCE = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(sorted(_SUBSTANCES, key=len, reverse=True))})(?![a-z\d₂-₉])"
)
_WORDS = {
    "黏": "粘", "噪音": "噪声", "延时": "时延", "延迟": "时延", "所需时间": "时间", "耗时": "时间",
    "用时": "时间", "全程": "时间", "时长": "时间", "因数": "系数", "库伦": "库仑", "韧度": "韧性",
    "准确度": "准确率", "正确率": "准确率", "速率": "速度", "损失": "损耗", "泄露": "泄漏",
    "粘结": "粘接", "粘合": "粘接", "胶接": "粘接", "二恶英": "二噁英", "频宽": "带宽",
    "导热率": "热导率", "拉断": "断裂", "百分比": "占比", "挠曲": "弯曲", "充放电循环": "循环",
    "移除": "去除", "脱除": "去除", "压强": "压力", "利用效率": "利用率", "费用": "成本",
    "农残": "农药残留", "均匀度": "均匀性", "级别": "等级", "概率": "率", "芯部": "心部", "释放限量": "释放量", 
    "通讯": "通信",
    "使用量": "用量", "施用量": "用量", "肥投入": "肥用量", "药投入": "药用量", "波动度": "波动",
}  # fmt: skip
# 磨损失重, 使用时间 and 消耗时间 only seem to hold 损失, 用时 and 耗时.
_GUARDS = {
    "损失": "(?<!磨)损失",
    "用时": "(?<!使)用时(?!间)",
    "耗时": "耗时(?!间)",
    "全程": "全程(?!时间)",
}
_WORD = re.compile(
    "|".join(_GUARDS.get(word, word) for word in sorted(_WORDS, key=len, reverse=True))
)
# Whose efficiency it is decides which: a cell turns light, a gearbox drives.
_CONTEXTS = (
    (re.compile(r"(测[\u4e00-\u9fff]{1,3}|称重|控温|装配|对位)(?:误差|偏差)$"), r"\1精度"),
    (
        re.compile(
            r"^(?:日均?|年均?|月均?|小时)?产(?!能|值|线|业|率|出|品|物|[氢氧气水油]量|水(?!稻|产))((?:(?![量能率])[\u4e00-\u9fff]){1,6})量?$"
        ),
        r"\1产量",
    ),
    (re.compile(r"(?:车削|铣削|磨削|镗削)(?=(?:直径|外径|长度|宽度|高度)$)"), "加工"),
    (re.compile(r"^(?:适用|使用)?温度(?:范围|区间)$"), "工作温度"),
    (re.compile(r"盐雾(?:腐蚀)?(?:测试|试验|老化)"), "盐雾试验"),
    (re.compile(r"镀?[锌镍铬铜锡银金]层"), "镀层"),
    (
        re.compile(
            r"^(?:设备|系统|装置|产线|单线|单机)?(?:日均?|年|小时|月|每天|每小时)?处理[\u4e00-\u9fff]{0,4}"
            r"(?:垃圾|水|污泥|物料|固废|废料|原料|矿石|秸秆|粪污|影像|样本|样品|数据|订单|包裹)$"
        ),
        "处理能力",
    ),
    (re.compile(r"电解[质液](?:膜|室温|常温)*(?:的)?(?:室温|常温)?电导率"), "离子电导率"),
    (re.compile(r"(?:减速[机器]|齿轮箱|变速[箱器])(?:的)?(?:传动|机械)?效率"), "传动效率"),
    (re.compile(r"(?:电池片?|光伏组件|太阳能组件)(?:的)?(?:转换|转化)?效率"), "光电转换效率"),
    (re.compile(r"^(?:额定|满载|半载|轻载|峰值|最高|负载)+效率$"), "效率"),
    (re.compile(r"(?:电源|逆变|变流|充电|整流|变换)[^，,]{0,4}效率"), "转换效率"),
)
_FILLER = re.compile(
    r"[\u4e00-\u9fff]{2,3}后|累计|工作|运行|主轴|机器人|机械臂|末端|相机|探测器|激光器|面料|织物|设备|装置|样机|整车|机器|仪器|仪表|器件|模块|工件|零件|铸件|技术|算法|模型|平台|软件|方法|"
    r"工艺|机组|产线|生产线|单机|单台|每台|限值|目标|关键|主要|平均值?|最高|最大|最低|最小|综合|"
    r"整体|总体|总的|单位|产品|材料|制品|样品|试样|本体|整机|系统|区域|[的该其]|可达|实测|标称|"
    r"额定|长期|连续|典型|成品|指标|(?<!性)性能(?!$)|要求|数值|认证|稳态|正面|量产|批量|中试|室温|常温|高温|低温|"
    r"\d+(?:\.\d+)?\s?(?:℃|C|K)(?:下|时)?|^总$|^污染$|下|时(?![间长效])|率$|值$|\([^()]*\)|（[^（）]*）"
)


def respell(name: str) -> str:
    """One word for the many that mean the same inside a name: 解算耗时 is 解算时间."""
    name = _WORD.sub(lambda match: _WORDS[match.group()], name)
    return _SUBSTANCE.sub(lambda match: _SUBSTANCES[match.group()], name)


def in_context(name: str) -> str:
    """The quantity that whose it is makes of a loose word."""
    for rule, plain_name in _CONTEXTS:
        name = rule.sub(plain_name, name)
    return name


def without_filler(name: str) -> str:
    """What is left of a name once the words that say nothing are gone."""
    return _FILLER.sub("", name)
