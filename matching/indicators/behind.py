"""Finds the noun a figure stands before: 800MPa应力幅, 5kW的输出功率, 5%的氯化钠."""

import re

from matching.indicators.names import is_property

_AFTER_STOP = re.compile(
    r"[，,；;。、！？:：()（）]|下|后(?![期端桥处])|(?<!实)时(?![间效长])|内(?![部层外径壁阻])|中(?![间心空性部])|"
    r"进行|条件|情况|范围|以|的|和|与|或|至|到|为|留下|经过|制得|得到|通过|作为|使|达(?!克)|保持|[提升]高|降低|下降|增加|减少|缩短|延长|[大小高低少多]于|超过|不"
)
_AFTER_NOUN = re.compile(
    r"\s?(?:的)?(?:至少)?(?:一种或多种|[一多几]种|一个|若干)?(?:所述|上述|前述|该)?"
    r"((?:[\u4e00-\u9fff]|[A-Za-z](?:\d|-\d{0,3}(?=[\u4e00-\u9fff\d])\d?)?){1,14})"
)
_OWNED = re.compile(
    r"\s?的(?P<name>浓度|含量|用量|温度|厚度|速度|"
    r"压力)的(?P<thing>[\u4e00-\u9fff]{2,8}?)(?=以及|和|与|，|,|。|进行|$)"
)
_SIZED = re.compile(r"\s?(?P<size>厚|宽|深|长(?![期时周]))(?!度)")
_SIEVE = re.compile(r"\s?的?(?P<sieve>筛网?|滤膜|滤网|孔板)")
_SHORT = {"厚": "厚度", "长": "长度", "宽": "宽度", "高": "高度", "深": "深度", "粗": "直径"}
# Before a share of what follows: 含有5%的氯化钠, 相对于总量为0.1%的催化剂; not 收率为95%的产品.
_OPEN = re.compile(
    r"(?:^|[的为是有含以用由入加取使配占约,，、(（]|包括|其中|使用|采用|制得|得到|添加|"
    r"分别|(?:表明|显示|如下|结果|发现|可知|包括|包含|含有|其中|配方|原料|组分|成分|材料|组成)[:,，])\s*$"
)
_RELATIVE = re.compile(r"(?:相对于?|基于|按|以)[^，,；;]{2,24}$")
_LIST_MARK = re.compile(
    r"^\s?(?:和|以及|及|与)?\s?(?:\([A-Za-z\d]{1,3}\)|[A-Za-z\d]{1,2}[)）])\s?$"
)
_FOR_WHAT = re.compile(r"[\u4e00-\u9fff]{2,8}[用型状]的(?=[\u4e00-\u9fff]{2})")
_NO_THING = re.compile(
    r"^(?:以上|以下|以内|左右|时候|情况|条件|比例|概率|可能|基础|前提|[准信误]?确信|置信|"
    r"患者|病例|样本|受访|人|水平|占|可|能|均|是|由|在|被|将|用|并|且|而|则|之间|不等|"
    r"计算?$|存在|进行|组成)"
)
_EACH_ELEMENT = re.compile(
    r"\s?的(?P<what>[A-Z][a-z]?(?:[、或和及]|\s或\s)[A-Z][a-z]?(?:[、或和及][A-Z][a-z]?)*)(?=[，,；;。]|$)"
)
_ELEMENTS = frozenset("BCFHIKNOPSUVWY水")
_VERB_IN = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:混合|溶解|加入|倒入|搅拌|反应|进行|组成|存在|来自)"
)


def name_behind(text: str, end: int, unit: str) -> str:
    """The noun a figure stands before."""
    if owned := _OWNED.match(text, end):
        return owned["thing"] + owned["name"]
    if size := _SIZED.match(text, end):
        return size["size"] + "度"
    if sieve := _SIEVE.match(text, end):
        return sieve["sieve"] + ("目数" if unit == "目" else "孔径")
    noun = _noun_at(text, end)
    if noun in _SHORT:
        return _SHORT[noun]
    return noun if is_property(noun) else _property_at_front(noun) or noun


def _noun_at(text, end):
    match = _AFTER_NOUN.match(text, end)
    if not match or text[end : end + 1] in ")）":
        return ""
    noun = match[1]
    if for_what := _FOR_WHAT.match(noun):
        noun = noun[for_what.end() :]  # 金属表面用的粉剂涂料
    stop = _AFTER_STOP.search(noun)
    return noun[: stop.start()] if stop and stop.start() > 0 else ("" if stop else noun)


def _property_at_front(noun):
    """300cm间距直接开挖: the property that the noun begins with."""
    for length in range(2, min(6, len(noun))):
        if is_property(noun[:length]):
            return noun[:length]
    return ""


def share_of(text: str, end: int, left: str) -> str:
    """What a share is a share of, where it stands behind: 含有5%的氯化钠; "" if it does not."""
    if owned := _OWNED.match(text, end):
        return owned["thing"] + owned["name"]
    if each := _EACH_ELEMENT.match(text, end):
        return re.sub(r"\s|[和或及]", "、", each["what"]).replace("、、", "、")
    left = _LIST_MARK.sub("", left)
    is_tied = text[end : end + 2].lstrip().startswith("的")
    is_relative = bool(_RELATIVE.search(left)) and is_tied
    if not is_relative and (is_property(left.rstrip("为是约的")) or not _OPEN.search(left)):
        return ""
    noun = _noun_at(text, end)
    if verb := _VERB_IN.search(noun) or re.search(r"(?<=.)(?:效果|[组时]$)", noun):
        noun = noun[: verb.start()]
    is_thing = len(noun) > 1 or noun in _ELEMENTS
    return noun if is_thing and not _NO_THING.match(noun) else ""


def thing_adjoining(text: str, end: int) -> str:
    """The noun right after a share: 质量分数为5%[硫酸溶液]; "" if something else follows."""
    noun = _noun_at(text, end) if text[end : end + 1] not in ("的", " ") else ""
    if verb := _VERB_IN.search(noun):
        noun = noun[: verb.start()]
    return noun if len(noun) > 1 and not _NO_THING.match(noun) and not is_property(noun) else ""


def thing_behind(text: str, end: int) -> str:
    """The noun tied to a figure by 的: 提高50%的产量, 6mm的钢球."""
    tied = re.match(r"\s?的", text[end : end + 2])
    noun = _noun_at(text, end) if tied else ""
    return "" if len(noun) < 2 or _NO_THING.match(noun) else noun
