"""Where in a clause a name begins: after the words that end what went before it."""

import re

from matching.indicators.lexicon import known_spans

# Words that end what went before, so that a name begins after them.
_BREAK = re.compile(
    r"(?:所[述示]的?|上述的?|前述的?|该|本发明的?|本申请的?|本实用新型的?|本文|本系统|本装置|"
    r"本产品|本项目|其中|其|使得?|将|把|且|并且|并|而且|而|但|"
    r"具有|具备|研制出|研发出|开发出|制备出|制出|[压挤轧拉吹]出(?=[厚直长宽])|生产出|合成出|研制了?(?=.{3})|"
    r"含有|含|包含|包括|采用|利用|使用|选用|通过|经过?|获得|得到的?|制得的?|制备的?|"
    r"实现了?|确保|保证|满足|同时|从而|以及|"
    r"要求|希望|需要|需|想找|能把|可将|可使|能使|可以|能够|可|能|会|仍|时|后|下|中|当(?!前)|若|则|"
    r"即|故|因此|之后|对于|对|关于|针对|按照|根据|"
    r"表明|显示|发现|可知|可见|说明|为|是|在|于|以|由|用|因|把|让|令|与.{1,12}?相比|"
    r"相比于?.{0,10}|较[^:]{1,8}|(?<![分量积配尔之值])比[^:]{2,12}|"
    r"其余|此外|另外|最终|形成的?|构成的?|组成的?|释放出|放出|发出|测得的?|实测|达到|超过|"
    r"(?<=[\u4e00-\u9fff]{2})处(?![理于方境置罚所])|进行|存在|开有|设有|多个|若干|大于|小于|低于|高于|不断|未|无需|提高|降低|减少|增加|改善|连同|目前|现有|当前|现在|原来|"
    r"[:：;；。！？!?\[\]“”\"'])"
)


def after_break(text):
    place, spans = 0, None
    for match in _BREAK.finditer(text):
        # A break before a single character has cut into a word: 释放|量.
        if match.end() < len(text) - (match.group() != ":"):
            spans = list(known_spans(text)) if spans is None else spans
            place = place if _keeps_word(text, match, spans) else match.end()
    return text[place:]


_WHOLE_WORDS = re.compile(
    r"磁能|内禀|故障|事故|并联|并网|指令|令牌|能级|能带|能隙|热能|吸能|可燃|可控|可持|会聚|"
    r"需水|滞后|后角|下垂|下挠|时变|历时|时差|时钟|时滞|中径|居中|含硅|含氟|含铁|含沙|含泥|"
    r"含湿|含糖|含锌|含氢|含蜡|富含|对照|比表面|比容量|比例|比强|比热|比能|比电|比值|比重|"
    r"较长|可靠|可见|可溶|"
    r"可用|能量|能耗|能力|能效|能见|性能|功能|节能|储能|时间|时长|时延|时效|延时|实时|小时|"
    r"耗时|下降|下限|中性|中值|中位|中心|中温|"
    r"断后|断前|授时|无故障|出水|衰减|压缩|减震|减速|减压|减振|增重|增益|增压|降解|节拍|无损|"
    r"无功|无线|无负|未知|未成|延时|定时|临时|计时|准时|瞬时|同期|以太|可用性|可见光|时域|"
    r"时频|使能|定为|行为|认为|包含率|用户|最后|前后|下线|后段|后期|后桥|中枢|中频|中部|中高|"
    r"心中|集中度|即时|即热|当量|因数|则性|规则|法则|高温下限|把手|由来|经纬|经向|纬向|经纱|纬纱|经过|处于|"
    r"以上|以下|后处|对比|对称|相对|绝对|对流|用量|用水|用电|使用|应用|作用|利用|行为|可达|"
    r"在线|因子|因素|由度|自由|其他|其余|为主|含量|含水|含油|含碳|含硫|含率|含氧|对准|"
    r"需求|需氧|短时|该型|将来|并行|并发|而言|效能|智能|氢能|电能|动能|势能|热能|可回|可逆|"
    r"下沉|后续|后端|最后|会聚|用户|费用|通用|专用|可视|许可|当量|相当|适当|合并|中空|中子|"
    r"其它|时速|时刻|用时|"
    r"会议|机会|对数|对角|空中|水中|在位|现在|由此|原因|于是|经济|经纬|经时|神经|已经|比率|"
    r"可燃|可塑|可动|可调|可变|可加|中间|集中|击中|中断|中压|下料|地下|上下|水下|负载下|含盐|"
    r"含固|含磷|含气"
)


def _keeps_word(text, match, spans):
    """Whether the break sign is only a part of a longer word (能 in 性能)."""
    if len(match.group()) > 2:
        return False
    if any(start < match.end() and match.start() < end for start, end in spans):
        return True
    window = text[max(0, match.start() - 1) : match.end() + 2]
    offset = match.start() - max(0, match.start() - 1)
    return any(word.start() <= offset < word.end() for word in _WHOLE_WORDS.finditer(window))
