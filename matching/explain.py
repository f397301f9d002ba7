"""Says why a capability answers a need: sentences quoted, indicators compared, gaps named."""

import math
from dataclasses import dataclass
from functools import cache, lru_cache

from matching.documents import Comparison, Document, Evidence, Indicator
from matching.indicators.characters import plain
from matching.indicators.compare import compare_all
from matching.indicators.reading import readings, sentences
from matching.text import warm_up

_SPOKEN = ("met", "near", "unmet")
_TELLING = 0.52  # weight from which a shared word is worth a mark: 催化剂 is, 反应 is not
_LEXICAL_SHARE = 0.6  # of a sentence's similarity, where an encoder gives the rest


@dataclass(frozen=True)
class Explanation:
    """Evidence for and against, one comparison per need indicator, and what nobody knows."""

    evidence: tuple[Evidence, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    missing: tuple[str, ...] = ()


def explain(need: Document, capability: Document, encoder=None, evidence_limit=3) -> Explanation:
    """The reasons for and against one capability; `encoder` sharpens the choice of sentences."""
    required = need_indicators(need)
    comparisons = compare_all(required, offered_indicators(capability), encoder)
    evidence = _evidence(need, capability, comparisons, encoder, evidence_limit)
    return Explanation(evidence, comparisons, missing(comparisons))


def need_indicators(need: Document) -> tuple[Indicator, ...]:
    """The need's own indicators; where it has none, those its text states."""
    if need.indicators:
        return need.indicators
    return tuple(
        r.indicator for r in readings(whole_text(need)) if r.indicator.role == "performance"
    )


def offered_indicators(capability: Document) -> tuple[Indicator, ...]:
    return (*capability.indicators, *(r.indicator for r in readings(whole_text(capability))))


def whole_text(document: Document) -> str:
    """What the document says below its title: its text and the passages not in it, each once."""
    passages = [passage for _, passage in document.passages if passage not in document.text]
    return "\n".join([document.text, *passages] if document.text else passages)


def missing(comparisons) -> tuple[str, ...]:
    """Sentences for the page: data nobody gave, and the gaps of hard indicators."""
    said = []
    for comparison in comparisons:
        name = comparison.required.name
        if comparison.status == "unknown":
            if comparison.offered is None:
                said.append(f"没有“{name}”的数据")
            else:
                said.append(f"“{name}”不明：{comparison.note}")
        elif comparison.status == "unmet" and comparison.required.is_hard:
            said.append(f"硬指标“{name}”有差距：{comparison.note}")
    return tuple(said)


def _evidence(need, capability, comparisons, encoder, limit):
    wanted = _weighted_words(f"{need.title}\n{whole_text(need)}")
    quotable = _sentences(capability)
    if not quotable:
        return ()
    spoken = _spoken(comparisons)
    lexical = [_overlap(wanted, sentence) for _, sentence in quotable]
    close = _cosines(need, [sentence for _, sentence in quotable], encoder)
    chosen = []
    for place, (source, sentence) in enumerate(quotable):
        positions = spoken.get(sentence, ())
        similarity = (
            lexical[place]
            if close is None
            else _LEXICAL_SHARE * lexical[place] + (1 - _LEXICAL_SHARE) * close[place]
        )
        against = tuple(p for p in positions if comparisons[p].status == "unmet")
        is_against = bool(against) and len(against) == len(positions)
        if similarity > 0.02 or positions:
            marks = _marks(sentence, wanted, [comparisons[p] for p in positions])
            if marks or close is not None:
                chosen.append(
                    Evidence(
                        sentence, marks, source, round(similarity, 4), is_against, tuple(positions)
                    )
                )
    chosen.sort(key=lambda e: (-len(e.indicators) * 0.2 - e.similarity, e.sentence))
    support = [e for e in chosen if not e.is_against][:limit]
    return (*support, *[e for e in chosen if e.is_against][:limit])


def _spoken(comparisons):
    """{sentence: positions of the need's indicators it speaks to}."""
    places = {}
    for position, comparison in enumerate(comparisons):
        if comparison.status in _SPOKEN and comparison.sentence:
            places.setdefault(comparison.sentence, []).append(position)
    return places


def _sentences(capability):
    """(passage name, sentence) of everything but the title, in reading order, each once."""
    named = "".join(passage for _, passage in capability.passages)
    parts = (
        *capability.passages,
        *([("", capability.text)] if capability.text not in named else []),
    )
    seen, found = {capability.title.strip(" 。")}, []
    for source, text in parts:
        for sentence in sentences(text):
            if len(sentence) > 5 and sentence.strip(" 。") not in seen:
                seen.add(sentence.strip(" 。"))
                found.append((source, sentence))
    return found


@cache
def _segmenter():
    warm_up()
    import jieba

    return jieba.dt


_STOP = frozenset(
    [
        "一种",
        "方法",
        "技术",
        "研究",
        "进行",
        "采用",
        "通过",
        "具有",
        "以及",
        "及其",
        "可以",
        "能够",
        "实现",
        "包括",
        "提供",
        "本发明",
        "所述",
        "结果",
        "表明",
        "提高",
        "基于",
        "应用",
        "使用",
        "利用",
        "用于",
        "相关",
        "问题",
        "需要",
        "要求",
        "情况",
        "条件",
        "过程",
        "方面",
        "主要",
        "以下",
        "以上",
        "其中",
        "其特征",
        "特征",
        "特征在于",
        "有效",
        "不同",
        "影响",
        "分析",
        "结果表明",
        "发明",
        "公开",
        "以及",
        "同时",
        "并且",
        "由于",
        "因此",
        "从而",
        "根据",
        "为了",
        "对于",
        "关于",
        "我们",
        "希望",
        "目前",
        "现有",
        "达到",
        "达标",
        "一定",
        "较高",
        "较低",
        "良好",
        "显著",
        "其他",
        "进一步",
        "目的",
        "作用",
        "效果",
        "产品",
        "系统",
        "装置",
        "设备",
        "工艺",
        "开发",
        "设计",
        "解决",
        "难点",
        "难题",
        "企业",
        "公司",
        "单位",
        "项目",
        "一个",
        "一套",
        "这种",
        "各种",
        "多种",
        "一次",
        "必须",
        "不同",
        "之间",
        "存在",
        "得到",
        "获得",
        "制备",
        "步骤",
        "工作",
        "能力",
        "水平",
        "高",
        "低",
        "好",
        "强",
        "大",
        "小",
        "多",
        "少",
        "年",
        "月",
        "日",
    ]
)


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[tuple[str, int, int], ...]:
    """(word, start, end) of the words of a text that carry meaning."""
    found = []
    for word, start, end in _segmenter().tokenize(plain(text).lower(), HMM=False):
        if (
            len(word) >= 2
            and word not in _STOP
            and not word.isspace()
            and not word.replace(".", "").isdigit()
        ):
            found.append((word, start, end))
    return tuple(found)


@lru_cache(maxsize=512)
def _weighted_words(text: str) -> dict[str, float]:
    """Words of the need with their weight: rare in Chinese at large is telling here."""
    segmenter = _segmenter()
    weights = {}
    for word, _, _ in _words(text):
        weights[word] = math.log(segmenter.total / (segmenter.FREQ.get(word) or 1)) / 18
    return weights


def _overlap(wanted, sentence):
    """Share of the need's weight that a sentence speaks to, damped for long sentences."""
    shared = {word for word, _, _ in _words(sentence)} & wanted.keys()
    if not shared:
        return 0.0
    mass = sum(wanted[word] for word in shared)
    return mass / (sum(sorted(wanted.values(), reverse=True)[:8]) + 0.05 * len(sentence) ** 0.5)


def _cosines(need, sentences, encoder):
    if encoder is None:
        return None
    rows = encoder.encode([f"{need.title}\n{whole_text(need)}", *sentences])
    return [max(0.0, float(cosine)) for cosine in rows[1:] @ rows[0]]


def _marks(sentence, wanted, comparisons):
    """Spans of the words both texts use and of the figures that speak to an indicator."""
    spans = [
        (start, end) for word, start, end in _words(sentence) if wanted.get(word, 0) >= _TELLING
    ]
    for comparison in comparisons:
        for reading in readings(sentence):
            if reading.indicator == comparison.offered:
                named = sentence.rfind(reading.indicator.name, 0, reading.start)
                spans.append((named if named >= 0 else reading.start, reading.end))
    return _merged(spans, sentence)


def _merged(spans, sentence):
    merged = []
    for start, end in sorted(spans):
        if merged and not sentence[merged[-1][1] : start].strip("的之与和 "):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
