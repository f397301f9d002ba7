"""The figures of learning in words: what each is called and how it is written."""

# {name: (label, decimals)}
MEASURES = {
    "brier": ("把握的误差（Brier，越小越好）", 3),
    "auc": ("同一需求内排对的比例（AUC）", 3),
    "ndcg": ("同一需求内的排序质量（nDCG）", 3),
    "recall@3": ("前 3 名包含的认可比例", 3),
}
WEIGHTS = {
    "indicators": "指标符合",
    "text": "文字相关",
    "chain": "链上位置",
    "conditions": "成熟度与条件",
    "words": "文字：词语",
    "pairs": "文字：字对",
    "meaning": "文字：含义",
}


def figure(value, places=3):
    return "-" if value is None else f"{value:.{places}f}"


def difference(measure):
    """变化 -0.021 ± 0.008: a difference with its standard error."""
    return f"变化 {measure['difference']:+.3f} ± {measure['error']:.3f}"
