"""A dozen capabilities and two needs in our own words, small enough to rank by eye."""

from matching import Document


def capabilities():
    """Fresh documents; ids say what they are about."""
    return [
        Document(one, title, text, facets={"chain": (chain,), "region": (region,)})
        for one, title, text, chain, region in _ROWS
    ]


def casting_need():
    return Document(
        "need-casting",
        "压铸件气孔控制",
        "铝合金电机壳体压铸时容易出现气孔，需要把孔隙率降下来，同时保证抗拉强度。",
    )


def water_need():
    return Document(
        "need-water", "电镀废水处理", "电镀园区废水含镍含铬，希望回收重金属并且出水能够达标排放。"
    )


_ROWS = (
    (
        "vacuum-casting",
        "真空低压铸造工艺",
        "采用分级抽真空与局部挤压，铝合金壳体孔隙率平均0.6%，抗拉强度272MPa。",
        "汽车",
        "渝北区",
    ),
    (
        "die-spray",
        "模具喷涂机器人",
        "机器人自动喷涂脱模剂，压铸模具温度均匀，减少粘模。",
        "汽车",
        "璧山区",
    ),
    (
        "nickel-recovery",
        "离子交换回收重金属",
        "用螯合树脂处理电镀废水，镍的回收率达到98%，出水铬低于0.1mg/L。",
        "环保",
        "长寿区",
    ),
    (
        "membrane",
        "纳滤膜分离装置",
        "中空纤维纳滤膜用于工业废水分盐和回用，通量稳定。",
        "环保",
        "渝北区",
    ),
    (
        "battery",
        "固态电池电解质",
        "硫化物固态电解质室温电导率高，循环寿命一千次以上。",
        "能源",
        "两江新区",
    ),
    ("bearing", "高速轴承润滑", "陶瓷球轴承配合油气润滑，转速两万转，温升低。", "装备", "北碚区"),
    ("vision", "表面缺陷视觉检测", "深度学习识别壳体划痕和气孔，节拍两秒一件。", "汽车", "渝北区"),
    ("tea", "茶叶杀青设备", "滚筒杀青温度自动控制，含水率均匀。", "农业", "永川区"),
)
