"""The matrix of a match in a sentence, and what is still to be asked, in words."""

WORDS = (("met", "达到"), ("near", "接近"), ("unmet", "未达到"), ("unknown", "没有数据"))
NAMED = 3  # unknown indicators that still fit a line by name
FEW = 2  # words both sides use; of so few it is worth naming them
LACKS = {"unknown": "缺数据", "unmet": "有差距", "near": "要确认"}


def verdict(comparisons):
    """5 项硬指标中 3 项达到、1 项接近; of all indicators where none is hard."""
    hard = [row for row in comparisons if row.required.is_hard]
    rows = hard or list(comparisons)
    if not rows:
        return "需求没有写可以对照的指标，只能看原文"
    counted = [(word, sum(row.status == status for row in rows)) for status, word in WORDS]
    told = "、".join(f"{count} 项{word}" for word, count in counted if count)
    return f"{len(rows)} 项{'硬' if hard else ''}指标中 {told}"


def gaps(comparisons):
    """What is missing in one line: 唯一未知：寿命; nothing where the need has no indicators."""
    unknown = [row.required.name for row in comparisons if row.status == "unknown"]
    short = [
        row.required.name for row in comparisons if row.status == "unmet" and row.required.is_hard
    ]
    said = []
    if len(unknown) == 1 and len(comparisons) > 1:
        said.append(f"唯一未知：{unknown[0]}")
    elif unknown:
        named = f"：{'、'.join(unknown)}" if len(unknown) <= NAMED else ""
        said.append(f"{len(unknown)} 项未知{named}")
    if short:
        said.append(f"硬指标未达到：{'、'.join(short)}")
    if comparisons and not said:
        return "没有未知的指标，也没有达不到的硬指标"
    return "；".join(said)


def lacks(match):
    """What nobody knows or has yet: {status, word, text}, in the order of the indicators."""
    said = iter(match.missing)
    found = []
    for row in match.comparisons:
        if row.status == "unknown" or (row.status == "unmet" and row.required.is_hard):
            found.append(_lack(row.status, next(said, f"“{row.required.name}”没有说清")))
        elif row.status == "near" and row.required.is_hard:
            found.append(_lack("near", f"“{row.required.name}”接近要求：{row.note}"))
    return found


def _lack(status, text):
    return {"status": status, "word": LACKS[status], "text": text}


def thin(match):
    """That the quotes share next to nothing, in a sentence that names the words; "" where they share
    more, or a figure of the need is met or nearly so."""
    if any(row.status in ("met", "near") for row in match.comparisons):
        return ""
    words = dict.fromkeys(
        quote.sentence[start:end]
        for quote in match.evidence
        if not quote.is_against and not quote.indicators
        for start, end in quote.marks
    )
    if len(words) > FEW:
        return ""
    if not words:
        return "两边没有对得上的字词，只是意思有些相近"
    return f"两边对得上的字词只有{'、'.join(f'“{word}”' for word in words)}"
