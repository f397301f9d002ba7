"""Finds what a figure is a figure of: the property named before it, or behind it."""

import re
from functools import lru_cache

from matching.indicators.breaks import after_break
from matching.indicators.lexicon import ends_in_known, known_ending, known_length

# Words between a name and its figure: 强度[可达到]500MPa.
LINK = re.compile(
    r"(?:(?:调节|调整|可调)范围|未检出|覆盖|室温|常温|为|是|有|达到了?|达|至|到|约|在|控制在?|保持在?|维持在?|稳定在?|稳定|处于|位于|介于|"
    r"介于|不|始终|一直|严格|精确|仅为?|仅|只有|只|均|都|分别|各|"
    r"最高可?|最大可?|最低可?|最小可?|一般|通常|优选为?|优选地?|较佳为?|更优选|进一步|"
    r"特别优选|(?<![反响效感适供对])应当?|须|需要?|必须|要求|可以?|能够?|会|将|也|已经?|仍|还|高|"
    r"的|了|其|(?<!测.)(?<!检测)(?<!光谱)(?<!线性)范围|之间|等于|设定|设置|取值?|计|即|大致|基本|平均为|等|"
    r"区间|值?(?<!光谱)(?<!线性)(?<!测.)(?<!检测)范围|集中|限制|呈|之|又|就|从|由|自|包括有?|包含|采用|选用|使用|保温|设为|"
    r"(?:按|以)(?:重量|质量|体积|摩尔)(?:百分比|份)?计|(?:19|20)\d\d年的?|目前|当前|现在|现有|(?<![实呈表出体发])现|以往|测得为?|实测为?|实测|保证|确保|要?做到|平均|最高|最大|最低|最小|最多|最短|最长|最快|最慢|最[薄厚窄宽细深远轻重]|提供|释放|"
    r"(?:较|很|更|偏|极|相对较)[高低大小好强长短]|[低小短少高多长快](?:至|达|到)|:|=|[\s,，、(（“\"'\[])$"
)
_LEAD = re.compile(
    r"^(?:(?:19|20)\d\d年|至少(?=一)|我公司|我厂|我司|我们|本公司|本单位|[两三多各几某一]种|不同的?|整个|全部|选取|接着|然后|随后|再|最后|首先|\(?\d{1,2}\)|[\s,，、:()（）和与及或]|的|了|各|每(?:个|(?:小时|天|日|分钟|年)(?=作业|处理|生产|加工))|所|一种|一个|这种|整体|进行|控制|"
    r"有(?![效机色害毒用源])|、|(?:或|和)|设置|设定|出(?![苗芽材米栏厂成粉糙油水口风光力油料粉])|拟?(?:建设|新建|"
    r"建成)|拟|"
    r"目前|现有|国产(?=.{4})|(?:与|和|同|相比于?|较|比)(?:传统|现有|原有?|常规|同类|"
    r"普通)?(?:工艺|方法|技术|产品|方案|设备)(?:相比)?|上的|内的|地|以|第[一二三四五]步)+"
)
_PROPERTY = re.compile(
    r"(?:[度率量值比数力压温耗流积距径幅阻抗角宽厚重限差级频隙本费价速声程升损]|之和|之差|"
    r"总和|性能|效能|衰减|(?<![最增升提较性度率量力值比压温速耗能])[高长深]|耗时|用时|工时|"
    r"延时|"
    r"时间|距离|寿命|精度|误差|强度|模量|系数|指数|频率|电压|电流|周期|波长|时长|间期|直径|里程|"
    r"续航|测量范围|检测范围|(?:稳定|均匀|一致|可用|选择|可靠|溶解|特异|灵敏|敏感|活)性|窗口|"
    r"费用|[肥药]投入|能力|效率|功率|噪声|噪音|粗糙度|成本|载荷|"
    r"变形|波动|偏差|公差|漂移|不确定度|延时|时延|延迟|响应|节拍|损耗|失真|冲击功|电位|次数|(?:[熔沸露凝冰闪燃倾浊]|软化|相变|居里|转变|凝固|结晶|等电)点|"
    r"批次|产能|产量|负载|浓度|残留|尺寸|间距|行程|pH|PH|pH值|Ra|D50|D90|mAP|F1|COD|BOD|TDS|"
    r"AUC|IoU|总氮|总磷|氨氮|TN|TP|悬浮物|Cpk|CPK|信噪比|增益|带宽|吞吐|分辨率|像素|帧率|占比|"
    r"份额|水分|灰分|挥发分|孔隙|酸值|透过|容积|质保|保修|得分|评分|硬度|坡度|间隙|压降|容量|"
    r"(?:保质|保存|货架|质保|半衰|有效|贮存|储存|生育|生长|潜伏|凝结|适用|使用|交货|缓释)期)\)?(?:\([^()]{1,12}\))?$"
)
_TAIL_CLAUSE = re.compile(r"[，,；;。！？\n]")
_GENERIC = re.compile(
    r"^(?:平均|最大|最小|最高|最低|总)?(?:厚度|直径|外径|内径|孔径|粒径|长度|宽度|高度|深度|"
    r"温度|时间|压力|浓度|含量|用量|比例|占比|质量|重量|体积|面积|尺寸|速度|转速|频率|功率|"
    r"电压|电流|"
    r"强度|硬度|密度|精度|误差|效率|寿命|熔点|个数|数量|次数|间距|距离|角度|质量分数|体积分数|"
    r"质量百分比|波长|粘度|黏度|速率|流量|颗粒大小|大小|比值|比|值|pH值|pH|率|数|成本|产量|"
    r"湿度|残留量|释放量|去除率|收率|纯度|聚合度|分子量|重均分子量|固含量|软化点|沸点|粒度)"
    r"(?:\([^()]{1,12}\))?$"
)
# What stands before these is a circumstance and not the name: 应力幅下, 处理后.
_ENDS_AWAY = re.compile(
    r"(?:[一两三几多][台种套款个条批项只块]|下|后|时|中|内|上|条件|情况|并且?|使|使用|在|于|以|经|经过|用|和|与|或|进行|环境|实现|"
    r"制得|得到|采用|添加|加入|形成|通过|具有|包括|含有|达到|满足|要求|连续|持续|同时|间隔|每隔|"
    r"共计|合计|检出|我们|我司|我厂|我公司|客户|已完成|完成|较|更|最|相当于|相比|调节|调整|控制|保证|确保|仅|共|"
    r"选择|选取|称取|量取|取|放入|置于|倒入|投入|升|加热|冷却|至少|分别|每|约|过)$"
)
# A circumstance between the name and its figure: 含水率[收获时]低于25%, 强度[经热处理后]达到900MPa.
_MODIFIER = re.compile(
    r"[\s,，]?(?:在|经|于|当|对)?[^，,；;的]{1,14}(?:时|后|下|中|内|处|条件|状态|方向|情况)$"
)


_OWN_THING = re.compile(r"^\s?的[^、，,]{1,16}、(?=.{2})")  # 厚0.1mm[的表层、]厚度为0.2mm
_LONGEST_LINK = 9


def left_of(text: str, start: int, floor: int) -> str:
    """What stands before a figure in its own clause, back to the figure before it."""
    left = text[floor:start]
    place = (
        max((match.end() for match in _TAIL_CLAUSE.finditer(left[:-1])), default=0) if left else 0
    )
    return _OWN_THING.sub("", left[place:]) if floor else left[place:]


def name_before(left: str) -> str:
    """The property that ends the text before a figure, or ""."""
    name = drop_links(_drop_open_bracket(drop_links(left)))
    if _ENDS_AWAY.search(name) and not is_property(name):
        return ""
    return shorten(name)


def modified(left: str) -> str:
    """The property before a circumstance that stands between it and its figure; "" if none."""
    text = drop_links(left)
    for cut in range(len(text) - 1, 1, -1):
        if is_property(text[:cut]):
            return shorten(text[:cut]) if _MODIFIER.fullmatch(text, cut) else ""
    return ""


def drop_links(text):
    """The text without the words that lead on to a figure; a whole property name is left alone."""
    while text and not is_property(text):
        tail = LINK.search(text, max(0, len(text) - _LONGEST_LINK))
        if not tail:
            return text
        text = text[: tail.start()]
    return text


_FORMULA = re.compile(r"(?:[A-Z][a-z]?\d{0,2}[₀-₉]*){2,}[⁺⁻+\-]?")


def _drop_open_bracket(text):
    """Inside a bracket the name is the inner one, if there is one: 高效区(效率 -> 效率."""
    opened = text.rfind("(")
    if opened < 0 or ")" in text[opened:]:
        return text
    inner = text[opened + 1 :]
    return inner if is_property(inner) or _FORMULA.fullmatch(inner) else text[:opened]


_INVENTION = re.compile(r"(?:本发明|本申请|本实用新型)的?[^的]+的")
_RELATIVE_TO = re.compile(r"相对于?[^，,的]{1,12}(?=的(?:总量)?的?(?:比|含量|质量|摩尔))")


_COMPARED_WITH = re.compile(r"^.*[与和同][^，,]{2,16}?相比(?:较|于)?(?=.{2})")


def shorten(text):
    """The last noun phrase of a clause: 附着于金属层表面的所述粘结胶的厚度 -> 粘结胶厚度."""
    text = _COMPARED_WITH.sub("", text)
    if "相对" in text:
        text = _RELATIVE_TO.sub("", text)
    head = text
    inside = text.rfind("(") if text.endswith(")") else -1
    body = text if inside < 0 else text[:inside]
    segments = body.split("的")
    if len(segments) < 4 and _INVENTION.match(body):
        segments = segments[-1:]  # 本发明光学玻璃的折射率: of the thing all is about
    last = after_break(segments[-1])
    is_bare = (len(last) <= 3 and is_property(last) and last[0] != "、") or _GENERIC.match(last)
    if last == segments[-1] and is_bare and len(segments) > 1:
        owner = _LEAD.sub("", after_break(segments[-2]))[-14:]
        last = last if _MAKING.search(owner) else without_code(owner, last) + last
    last = _SETTING.sub("", last)
    last = re.sub(r"^.*[小大高低轻长短少多快慢好强]、(?=.{3})", "", last)  # 噪音低、能耗低、过滤率
    last = re.sub(r"^.*[A-Z]+\d{2,}[A-Za-z]*(?=[\u4e00-\u9fff]{3})", "", last)
    last = re.sub(r"^.*[\u4e00-\u9fff]上(?=[A-Za-z][\w@]*$)", "", last)
    last = re.sub(r"^.*(?:平台|集|设备|基础|终端|芯片|显卡|机)上(?=.{2})", "", last)
    name = _without_product(_LEAD.sub("", last)) + ("" if inside < 0 else head[inside:])
    return name[-24:]


_SETTING = re.compile(
    r"^.*(?:调节|调整|控制|保持|维持|设定|设置|测定|测得)"
    r"(?=(?:pH|PH|温度|压力|转速|流速|流量|浓度|湿度|粘度|黏度)值?$)"
)
_PRODUCT = re.compile(
    r"^.*(?:器|机(?![械床身构体架])|仪|件|盒|泵|阀|板|材|膜|玻璃|合金|电解质|纤维|算法|系统|装置|设备|模块|陶瓷|"
    r"薄膜|涂料|电池|芯片(?!级)|车(?![规载用身间轮辆速门])|品种|平台|油剂|钢)(?=.)"
)


def without_code(owner: str, name: str) -> str:
    """ZSM-5分子筛 of a 厚度 -> 分子筛: a code before the noun says little."""
    short = _CODE.sub("", owner)
    return short if len(owner) > 2 * len(name) and len(short) > 1 else owner


_CODE = re.compile(r"^.*[A-Za-z\d](?=[\u4e00-\u9fff]{2,}$)")
_BODY = re.compile(
    r"^.*(?:晶体|单晶|组合物|复合物|聚合物|树脂|橡胶|颗粒|粉体|催化剂|涂层|光纤|电缆|组件|面料|织物)(?=.{3,12}$)"
)


def without_bearer(name: str) -> str:
    """非线性光学晶体紫外吸收截止边 -> 紫外吸收截止边, where the long bearer is a body; else ""."""
    match = _BODY.match(name) or _PRODUCT.match(name)
    rest = name[match.end() :] if match else ""
    return rest if 3 <= len(rest) <= 12 else ""


_RANGE_WORD = re.compile(r"(?<!测.)(?<!检测)(?<!光谱)(?<!线性)范围$")


def _without_product(name):
    """传感器插入损耗 -> 插入损耗: a property of any body needs no product in its name."""
    name = name if ends_in_known(name) else _RANGE_WORD.sub("", name)
    known = known_ending(name) or _owned_ending(name)
    if not known or len(known) == len(name):
        return name
    match = _PRODUCT.match(name[: -len(known)] + "x")
    return name[match.end() :] if match and match.end() != len(name) - len(known) - 1 else name


def _owned_ending(name):
    """薄板厚度 of 航空铝锂合金薄板厚度: a long bearer is more than the figure needs."""
    length = known_length(name)
    return name[-length:] if length and len(name) - length > 4 else ""


_MAKING = re.compile(
    r"(?:形成|构成|组成|制成|制得|得到|具有|获得|制备|为|是|高|低|大|小|好|中|所述|上|产生|更有|份|、|内|下|时)$"
)


_BAD_START = re.compile(
    r"^(?:希望|要求|目标|力争|计划|优选|不|可|能|会|又|也|均|都|应|须|且|并)|^.$"
)


def subject(left: str) -> str:
    """The whole subject before a figure, modifiers included."""
    text = drop_links(left)
    return _LEAD.sub("", re.sub(r"^.*(?:所述|表明|结果|其中|[:：])", "", text))[-16:]


def starts_badly(name: str) -> bool:
    return bool(_BAD_START.search(name)) and not name.isascii()


def is_generic(name: str) -> bool:
    """Whether the name says what is measured but not of what: 厚度, 温度."""
    return bool(_GENERIC.match(name))


_BRACKET = re.compile(r"\([^()]{1,12}\)$")  # 中性盐雾(NSS)
_WEATHER = re.compile(r"(?<![耐抗最])(?:高温|低温|室温|常温|高压|低压|高速|低速|真空|恒温)$")


@lru_cache(maxsize=65536)
def is_property(name: str) -> bool:
    """Whether the name ends in something that can be measured."""
    if _WEATHER.search(name):
        return False
    return bool(_PROPERTY.search(name)) or ends_in_known(_BRACKET.sub("", name))
