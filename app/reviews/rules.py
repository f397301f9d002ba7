"""What must hold of a review; each answers with the reason, or None."""


def every_head_is_scored(review):
    open_heads = [head for head in review.sheet if head not in review.scores]
    return f"还没有打分：{'、'.join(open_heads)}" if open_heads else None


def has_opinion(review):
    if not (review.opinion and review.recommendation):
        return "请写明评审意见并给出结论"
    return None


def is_still_wanted(review):
    """An opinion that comes after the decision must not change what it was based on."""
    return "评审对象已经有了结论，不再需要评审" if review.is_dormant else None
