"""The matrix of a match in a sentence, and what is still to be asked, in words."""

WORDS = (("met", "达到"), ("near", "接近"), ("unmet", "未达到"), ("unknown", "没有数据"))
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


def lacks(match):
    """What nobody knows or has yet: {status, word, text}, in the order of the indicators."""
    said = iter(match.missing)
    found = []
    for row in match.comparisons:
        if row.status == "unknown" or (row.status == "unmet" and row.required.is_hard):
            found.append(_lack(row.status, next(said, f"“{row.required.name}”没有说清")))
        elif row.status == "near" and row.required.is_hard:
            found.append(_lack("near", f"“{row.required.name}”只差一点：{row.note}"))
    return found


def _lack(status, text):
    return {"status": status, "word": LACKS[status], "text": text}
