"""From a text score and the facts to one readable score of 0 to 100 and its parts."""

from collections.abc import Mapping, Sequence

from .documents import Comparison, Document, ScorePart

HALF_WAY = 0.22  # the fused text score that is worth half of the text's points

PART_WEIGHTS = {"indicators": 40.0, "text": 25.0, "chain": 15.0, "conditions": 10.0}
_COUNTED_FACETS = ("chain", "node", "trl", "region")
_HARD, _SOFT = 6, 5
_WORTH = {"met": 1.0, "near": 0.5, "unmet": 0.0, "unknown": 0.0}


def counts_more_than_text(need: Document) -> bool:
    """Whether this need has anything to hold a capability against besides its words."""
    return bool(need.indicators) or any(need.facets.get(name) for name in _COUNTED_FACETS)


def score_parts(
    need: Document,
    capability: Document,
    text: float,
    comparisons: Sequence[Comparison],
    weights: Mapping[str, float] = PART_WEIGHTS,
    read: tuple[float, str] | None = None,
) -> tuple[ScorePart, ...]:
    """The parts that count for this need, their full marks scaled so that together they make 100.

    A part counts only where the need asks for something: no indicators, no indicator part. `read`
    is (share, why) of the text's part where a reranker has judged it.
    """
    words = read or _text(text)
    drawn = [
        ("indicators", "指标符合", _indicators(comparisons, words[0])),
        ("text", "文字相关", words),
        ("chain", "链上位置", _chain(need, capability)),
        ("conditions", "成熟度与条件", _conditions(need, capability)),
    ]
    counted = [(name, label, weights[name], found) for name, label, found in drawn if found]
    scale = 100 / sum(weight for _, _, weight, _ in counted)
    return tuple(
        ScorePart(name, label, round(share * weight * scale, 2), round(weight * scale, 2), why)
        for name, label, weight, (share, why) in counted
    )


def text_share(fused):
    """The share of the text's points that a fused text score is worth; a number or an array."""
    return fused**2 / (fused**2 + HALF_WAY**2)


def _text(fused):
    share = text_share(fused)
    return share, f"用词与含义{level_of(share)}"


def level_of(share: float) -> str:
    """A share of the text's points in words."""
    return next(word for least, word in _LEVELS if share >= least)


_RELATED = 0.3  # the text's share from which it is about the same thing at least in part
_LEVELS = ((0.6, "很接近"), (0.45, "较接近"), (_RELATED, "部分相关"), (0.0, "相差较远"))


def _indicators(comparisons, closeness):
    """A figure of something else proves little: below 部分相关 the figures count only in part."""
    if not comparisons:
        return None
    weights = [_HARD if one.required.is_hard else _SOFT for one in comparisons]
    earned = sum(
        weight * _WORTH[one.status] for weight, one in zip(weights, comparisons, strict=True)
    )
    counts = dict.fromkeys(_WORTH, 0)
    for one in comparisons:
        counts[one.status] += 1
    belief = min(1.0, closeness / _RELATED)
    words = ("达到", "接近", "未达到", "不明")
    told = "、".join(
        f"{number} 项{word}" for word, number in zip(words, counts.values(), strict=True) if number
    )
    why = f"{told}；接近计一半，不明不计"
    if belief < 1 and earned:
        why += f"；文字相差较远，指标只按 {belief:.0%} 计"
    return belief * earned / sum(weights), why


def _chain(need, capability):
    chains, nodes = _values(need, "chain"), _values(need, "node")
    if not chains and not nodes:
        return None
    if nodes & _values(capability, "node"):
        return 1.0, "同一环节"
    if chains & _values(capability, "chain"):
        return 0.6, "同一条链，不同环节" if nodes else "同一条链"
    return 0.0, "不在同一条链"


def _conditions(need, capability):
    shares, whys = [], []
    asked, reached = _level(need), _level(capability)
    if asked is not None:
        if reached is None:
            shares.append(0.0)
            whys.append("成熟度未写")
        else:
            shares.append(1.0 if reached >= asked else max(0.0, 1 - (asked - reached) / 4))
            whys.append(f"成熟度 {reached}，{'满足' if reached >= asked else '低于'}要求的 {asked}")
    regions = _values(need, "region")
    if regions:
        is_near = bool(regions & _values(capability, "region"))
        shares.append(1.0 if is_near else 0.5)
        whys.append("同一地区" if is_near else "不同地区，不影响申报")
    if not shares:
        return None
    return sum(shares) / len(shares), "；".join(whys)


def _values(document, facet):
    return {str(value) for value in document.facets.get(facet, ())}


def _level(document):
    found = [int(value) for value in _values(document, "trl") if value.isdigit()]
    return max(found) if found else None
