"""Makes an indicator of one figure: its name, its operator, its unit as meant, its role."""

import re
from dataclasses import dataclass, replace

from matching.documents import Indicator
from matching.indicators import changes, names
from matching.indicators.actions import deed_before, process_name
from matching.indicators.behind import thing_behind
from matching.indicators.circumstances import bracket, clause_before, held_under
from matching.indicators.default_names import default_name
from matching.indicators.lexicon import direction, ends_in_known
from matching.indicators.naming import name_of
from matching.indicators.pace import is_paced, paced_name, per_period, without_period
from matching.indicators.quantities import Quantity
from matching.indicators.roles import role_of

_LOWER_IS_BETTER = re.compile(
    r"精度|离散|散差|不平衡|偏移|偏心|起伏|(?:短期|长期|频率|零偏)稳定[度性]|不均匀|不一致|缺陷|失真|畸变|串扰|漏电|暗电流|误差|公差|偏差|跳动|波动|粗糙度|噪声|噪音|能耗|损耗|泄漏|残留|延迟|时延|不确定度|"
    r"平面度|圆度|同轴度|直线度|漂移|回差|孔隙率|不良率|废品率|破片率|重量|成本|耗时|时间"
)
_DIMENSIONLESS = re.compile(
    r"分子量|聚合度|白度|比$|正切|损耗|系数|指数|折射率|阿贝数|因子|pH|PH|比值|准确率|精确率|召回率|屈强比|常数|F1|AUC|mAP|"
    r"IoU|Cpk|CPK|值$|率$|密度$|数$|(?<=[\u4e00-\u9fff]{2})性$|(?<![温长宽厚浓速])度$|倍率$|模数"
)
# A clause that only goes on: ，达到8.37%; ，优选100nm; ，希望缩短到60s.
_CONTINUES = re.compile(
    r"^\s*(?:(?:更|进一步|最|特别)?优选地?为?|较佳地?为?|(?:较|最|更|尤)(?:优|佳|好|合适)选?地?为?|"
    r"其|我[们司厂方]|我公司|本[公司项目]{2}|公司|企业|但|而|且|现|总体|平均|希望|要求|目标|力争|最高|最低|可以?|"
    r"达到?|可达|高达|仅为?|约?为|是|均|一般|通常|甚至|更|已|也)+\s*$"
)
_STILL_SAME = re.compile(r"\s*[，,]?\s*(?:即|折合|相当于|约|已|可|高|仅)*(?:达到?|为|是)约?\s*")
_SHARE = re.compile(
    r"(?P<what>[^，,；;]{1,24}?)(?:在[^，,；;]{2,20}[中内里]所?)?的?(?:总?[质重]量|体积|数量|个数)?(?:约|仅)?占(?![比地用空])[^，,；;]{0,24}$"
)
_HARDNESS_SCALE = re.compile(r"(维氏|布氏|洛氏)硬度$")
_SCALES = {"维氏": "HV", "布氏": "HB", "洛氏": "HRC"}
_BY = re.compile(r"根据|按照?|随着?")
_DIRECTION = re.compile(r"水平|垂直|横向|纵向|轴向|径向|面内|面外")
# 压缩50%时应力为: how far it is strained, no change of anything.
_STRAINED = re.compile(r"((?:[纵横轴径]向)?(?:压缩|拉伸|伸长))\s*(?:至|到|率)?为?\s*$")
_AT = re.compile(r"\s?(?:的?应变|的?变形)?(?:时|下|处)")
_HELD_ONLY = re.compile(r"(?:条件|环境)?(?:时|下|处)(?:则|也|仍|可|均)*(?:为|达到?|可达|是|约)?\s*")
_SHORT = 6  # a longer name that no word ties to its figure merely stands beside it
_ITS_FORMER_SELF = re.compile(r"(?:其|老化前)?(?:常温|室温|初始|原始|最初|初期)(?!.*率)")
_CYCLED = re.compile(r"循环(?:寿命|次数)?(?:可达|达到?|为)?$")
_FORMULA = re.compile(r"[≤≥<>]")  # 65°≤a<β≤85°
_SPEC = re.compile(r"(?<![对相之])(?:比|系数|指数|因子|模数)$")  # 减速比120，
_SPEC_END = re.compile(r"\s?(?:[，,；;。、]|$)")
_ABBREVIATION = re.compile(r"(?:^|[\u4e00-\u9fff])[A-Z]{3,6}$")
_STATISTIC = re.compile(r"(?:^|[^A-Za-z])(?:[Pp]|OR|RR|HR|[tFd])值$")
_SURVIVES = re.compile(
    r"[，,]?[^，,；;。]{0,4}(?:不|无|未|没有)[^，,；;。]{0,3}(?:断|裂|失效|脱落|起泡|生锈|锈|腐蚀|"
    r"破|变形|故障|烧|穿|熔|溃|漏|卷边|翘|粉化|发霉|黄变|死机|卡滞|衰减|损|剥落|变色|脱层|泄漏|异常|下降|降低|失活|变化|鼓包|分层|脱粘|渗漏)"
)


@dataclass(frozen=True)
class Place:
    """A figure where it stands, and what the sentence has said before it."""

    text: str
    sentence: str
    quantity: Quantity
    left: str  # its own clause before it
    carried: str = ""  # a name left waiting for its figure
    repeats: Indicator | None = None  # the figure of which this one continues the list
    said: str = ""  # the name of the figure before


def indicator_of(place: Place) -> Indicator | None:
    """The indicator a figure gives, or None where nothing says what it measures."""
    place = _by_cycles(place)
    quantity, multiple_of = place.quantity, ""
    left = without_period(place.left) if is_paced(quantity.unit) else place.left
    if quantity.unit in ("倍", "%"):
        left, multiple_of = changes.without_reference(left)
    if (
        quantity.unit == "%"
        and (strain := _STRAINED.search(left))
        and _AT.match(place.text, quantity.end)
    ):
        return Indicator(
            strain[1] + "率", quantity.op, quantity.value, "%", "condition", place.sentence
        )
    change = None if place.repeats else changes.change_before(left)
    op = quantity.op
    if quantity.unit in ("%", "‰") and (share := _SHARE.match(left)) and not change:
        name = names.shorten(_BY.split(share["what"])[0]) + "占比"
        role = role_of(name, quantity.unit, left, "", False)
        return Indicator(name, op, quantity.value, quantity.unit, role, place.sentence)
    if change:
        left, op = without_period(change.before), op if change.reaches else change.op
    name, is_elsewhere, op = _named(place, left, change, op)
    if quantity.unit in ("MPa", "kPa", "Pa") and _is_below_air(quantity.value):
        name = name if names.is_property(name) and not name.endswith("压力") else "真空度"
    if not name or _FORMULA.search(name):
        return None
    if quantity.unit == "%" and _ITS_FORMER_SELF.match(multiple_of) and names.is_property(name):
        name += "保持率"  # 低温放电容量为常温的72%
    if quantity.unit == "倍" and multiple_of and not change and not names.is_property(name):
        op = "approx" if op == "=" and re.search(r"约[是为]?$", left) else op
        name = f"{names.subject(left)}与{multiple_of}之比"
    if name.endswith("时间") and quantity.unit in ("mm", "cm", "m", "km"):
        return None  # 12米轨道检修时间
    if _STATISTIC.search(name) or not _is_told(place, name, op, left, change, is_elsewhere):
        return None
    name = process_name(name, quantity.unit)
    if name == default_name(quantity.unit) or name in ("精度", "误差"):
        name = deed_before(place.text, quantity.start, left) + name
    unit = quantity.unit
    if unit == "°":  # 度 of a name: a temperature, a use of power, an angle
        unit = "℃" if re.search("温|热", name) else "kWh" if "电" in name else unit
    if unit in ("A", "D") and "邵" in name:
        unit = f"Shore {unit}"
    if not unit and (scale := _HARDNESS_SCALE.search(name)):
        unit = _SCALES[scale[1]]
    paced = per_period(unit, place.left)
    name = paced_name(name, paced, place.left) if paced != unit else name
    right = place.text[quantity.end : quantity.end + 48]
    op, value = _settled(op, quantity, name, right)
    role = role_of(name, paced, names.drop_links(left) or left, right, is_elsewhere, op)
    return Indicator(name, op, value, paced, role, place.sentence)


def _is_below_air(value):
    return value[0] < 0 if isinstance(value, tuple) else value < 0


def _top(value):
    return value[1] if isinstance(value, tuple) else value


def _by_cycles(place):
    """循环2800周 counts cycles and no weeks."""
    if place.quantity.unit != "周" or not _CYCLED.search(place.left.rstrip()):
        return place
    return replace(place, quantity=replace(place.quantity, unit="次"))


def _named(place, left, change, op):
    """The name, whether it comes from elsewhere than before the figure, and the operator."""
    text, quantity, repeats = place.text, place.quantity, place.repeats
    if quantity.symbol:
        before = re.sub(r"(?:满足|符合|[:\s])+$", "", left).removesuffix(quantity.symbol)
        name = names.name_before(before) if names.is_property(before) else ""
        return name + quantity.symbol, False, quantity.op
    held = bracket(text, quantity, left)
    if held == "inside" and default_name(quantity.unit):
        return default_name(quantity.unit), True, quantity.op
    if held == "outside":
        left = text[: quantity.start].rstrip(" )为:")
        left = names.left_of(left, left.rfind("("), 0)
    elif repeats and not names.name_before(left):
        goes_on = op == "=" and repeats.op in ("increase", "decrease")
        return repeats.name, False, repeats.op if goes_on else op
    previous = place.carried
    if change and not change.reaches and not names.is_property(names.name_before(left)):
        thing = thing_behind(text, quantity.end)
        if thing:
            return thing, True, op
    if change:
        previous = previous or clause_before(text, quantity.start) or place.said
    if not previous and place.said and _HELD_ONLY.fullmatch(left):
        previous, left = place.said, ""
    if not previous and _CONTINUES.match(left):
        previous = clause_before(text, quantity.start) or place.said
    previous = previous or held_under(text, quantity.start, left)
    if not previous and _STILL_SAME.fullmatch(left):
        # 强度为母材的95%，达570MPa; 钯的分散度显著提高，高达78%
        previous = clause_before(text, quantity.start) or place.said
    if previous and _CONTINUES.match(left):
        left = ""
    bare = names.name_before(left)
    if place.said and _DIRECTION.fullmatch(bare):
        return bare + _DIRECTION.sub("", place.said), False, op
    return *name_of(text, quantity, left, previous), op


def _is_told(place, name, op, left, change, is_elsewhere):
    """Whether the sentence says that the name has this figure, and does not merely stand by it."""
    quantity = place.quantity
    has_link = bool(names.LINK.search(left))
    if not quantity.unit:
        is_spec = _SPEC.search(name) and _SPEC_END.match(place.text, quantity.end)
        is_linked = is_spec or op != "=" or place.repeats or has_link or place.carried
        is_exact = isinstance(quantity.value, tuple) or not float(quantity.value).is_integer()
        if is_exact and (ends_in_known(name) or (has_link and names.is_property(name))):
            return True  # a decimal is hardly a count, even where its unit is lost
        if _HARDNESS_SCALE.search(name) or (
            (op in (">=", "<=") or (is_exact and has_link)) and _ABBREVIATION.search(name)
        ):
            return True
        bare = re.sub(r"\([^()]*\)$", "", name)
        is_number = _DIMENSIONLESS.search(bare) or ends_in_known(name)
        return bool(is_number and is_linked)
    is_said = quantity.op != "=" or change or quantity.unit in ("%", "倍") or has_link
    is_said = is_said or per_period(quantity.unit, place.left) != quantity.unit
    return bool(
        is_said or is_elsewhere or place.repeats or names.is_property(name) or len(name) <= _SHORT
    )


def _settled(op, quantity, name, right):
    """The operator once the property's direction and what follows the figure are known."""
    is_lower_better = (
        direction(name) == "low"
        or bool(_LOWER_IS_BETTER.search(name))
        or ("分辨" in name and quantity.unit not in ("", "像素", "%"))
    )
    if op == "=" and _SURVIVES.match(right):
        op = ">="
    if op == "better":
        is_below = is_lower_better or (quantity.unit == "dB" and _top(quantity.value) < 0)
        return "<" if is_below else ">", quantity.value
    if not quantity.is_spread or op not in ("=", "<="):
        return op, quantity.value
    if is_lower_better:
        return "<=", quantity.value
    return "range", (-abs(quantity.value), abs(quantity.value))
