"""Names a process setting by what is done with it: 120℃干燥 is a 干燥温度, 搅拌30min a 搅拌时间."""

import re

from matching.indicators import names
from matching.indicators.behind import name_behind
from matching.indicators.default_names import default_name

_DONE = (
    r"(?:真空|恒温|高温|低温|冷冻|加热|鼓风)?(?:干燥|烘干|烘烤|搅拌|烧结|保温|煅烧|焙烧|加热|"
    r"反应|球磨|研磨|离心|退火|老化|陈化|固化|浸泡|超声|热处理|培养|发酵|水解|萃取|提取|"
    r"回流|静置|冷却|沉积|溅射|热压|压制|酸洗|淬火|回火|时效|固溶|碳化|活化|聚合|酯化|晶化|"
    r"水热|预热|挤压|轧制|搅匀|混合|浸渍|通电|熔炼|浇注|成型|模压|硫化|蒸馏|灭菌|孵育|"
    r"加压|抽真空|氧化|还原|升温|降温|处理|养护|蒸煮|浓缩|过滤|洗涤|放置|储存|存储|保存|存放|连续运行|"
    r"运行|工作|循环|放电|充电|使用|拉伸|压缩|测试|试验|启动|暴露|贮存|打浆|均质|脱泡|通气|"
    r"分散|振荡|震荡|浸提|炒制|杀青|揉捻|晾干|风干|烘焙|接触|照射|辐照|腌制|醒发|焖制|煮沸|"
    r"抽滤|旋蒸|喷涂|电镀|电解|电沉积|刻蚀|曝光|显影|球化|渗碳|渗氮|氮化|锻造|焊接|挤出|"
    r"纺丝|水洗|醇洗|吸附|解吸|磁化|充磁|掺杂|配料|投料|发泡|熟化|糊化|酶解|灭活|接种|"
    r"运转|释放|降解|预警|查询|检索|推理|渲染|编译|加载|缓释|燃烧|预处理|沉淀|沉降|透析|冻干|粉碎|水浴|油浴|密炼|混炼|共混|混匀|摇匀|抛光|清洗|"
    r"漂洗|冲洗|水煮|熬煮|熬制|蒸制|堆放|堆肥|预烧|脱气|脱水|脱脂|脱胶|染色|皂洗|焙烘|定型|磨浆|"
    r"消解|孵化|接枝|交联|缩合|缩聚|预聚|酰化|磺化|硝化|中和|烧成|正火|调质|精炼|保压|压延|压合|"
    r"贴合|层压|曝晒|曝气|通风|打磨|喷砂|抛丸|镀膜|蒸镀|键合|冷藏|速冻|解冻|预冷|预冻|杀菌|消毒|"
    r"雾化|钝化|磷化|封孔|电泳|水化|行驶|飞行|驻留|喷淋|喷雾|酸浸|碱浸|浸出|浸没|发芽|催芽|"
    r"晾晒|炭化|活化|热解|裂解|气化|加氢|脱氢|煎煮|冲击|辐射|紫外照射|预压|冷压|等静压)"
)
ACTION = re.compile(rf"{_DONE}$")
ACTION_HERE = re.compile(_DONE)
_DONE_BEFORE = re.compile(rf"(?:{_DONE}|定位|测量|检测|识别|切割|对准|装配)$")
_THEN_ACTION = re.compile(
    r"\s?(?:的)?(?:温度|条件|环境|转速|速度|气氛|恒温)?(?:下|条件下|中|内)?(?:即可|便可|就能|就可|可)?(?:真空|恒温|鼓风|"
    r"加热|冷冻|机械|磁力|持续|连续|充分|完全|彻底|快速|继续|高温|低温|空气中|氮气中)*"
    rf"(?:低温|冷)?(?P<action>{_DONE})"
)
# 170℃下真空固结1h: any short verb between a temperature and what is said of it next.
_UNLISTED = re.compile(
    r"\s?(?:条件|环境)?下(?!进行|完成|测[定得试]|[大小高低多少]于|不|超过|达到?|可|优于|约|至少)(?P<verb>[\u4e00-\u9fff]{2,4}?)(?=\d|[，,；;。]|得到|后)"
)
_AFTERWARDS = re.compile(r"\s?(?:之)?(?:后|内|时)")
_USE = re.compile(
    r"\s?的?(?:范围|条件|环境|温度|大气|真空|全温区|全温域|温区|油|水|空气|介质)*(?:内|下|中)?(?:都|均|可|能|正常|可靠|稳定|连续)*"
    r"(?P<long>长期)?(?:正常|可靠|稳定|连续|启动[和与、及])*(?P<use>工作|使用|运行|存储|储存|贮存)"
)
_STEADY = re.compile(r"\s?的?(?:温度)?(?:范围|环境|条件)?(?:内|下)(?:保持)?性能(?:稳定|可靠|良好)")
_SPANS = frozenset({"h", "min", "s", "d", "次"})


def action_name(text: str, quantity, left: str) -> str:
    """The name of a process setting, or "" where nothing is done at the figure."""
    kind = default_name(quantity.unit)
    if match := _USE.match(text, quantity.end):
        is_long = match["long"] and match["use"] == "使用"
        return ("长期" if is_long else "") + match["use"] + kind
    if _STEADY.match(text, quantity.end):
        return "工作" + kind
    if match := _THEN_ACTION.match(text, quantity.end):
        behind = name_behind(text, match.start("action"), quantity.unit)
        if names.is_property(behind):
            return kind  # -30℃放电容量: the temperature is not one of 放电 but of the capacity
        return _joined(match["action"], kind)
    if match := _UNLISTED.match(text, quantity.end):
        return _joined(match["verb"], kind) if not names.is_property(match["verb"]) else kind
    bare = names.drop_links(left)
    if match := ACTION.search(bare):
        phrase = names.shorten(bare)
        return _joined(phrase if len(phrase) <= 10 else match.group(), kind)
    if quantity.unit in _SPANS and _AFTERWARDS.match(text, quantity.end):
        actions = list(ACTION_HERE.finditer(bare))
        if actions:
            return _joined(actions[-1].group(), kind)
    return ""


def process_name(name: str, unit: str) -> str:
    """碳化膜升温 before ℃ is a 升温温度: a deed takes the kind of its unit."""
    kind = default_name(unit)
    if kind == "温度" and re.search(r"(?:室温|(?<!温))[升降]$", name):
        return f"{name[-1]}温温度"
    done = ACTION.search(name) if kind and unit != "次" else None
    is_named = names.is_property(name) and not name.endswith(("升温", "降温", "保温", "恒温"))
    return name if done is None or is_named else _joined(done.group(), kind)


def deed_before(text: str, start: int, left: str) -> str:
    """再次超声波清洗，时间约为3分钟: the deed at the end of the clause before."""
    before = text[: start - len(left)].rstrip()
    deed = _DONE_BEFORE.search(before[:-1]) if before.endswith((",", "，")) else None
    return deed.group()[-2:] if deed and not names.is_property(deed.group()) else ""


def _joined(action, kind):
    return kind if kind.startswith(action) else action + kind
