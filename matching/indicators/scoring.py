"""Scores readings against gold sentences, and verdicts against gold pairs."""

from collections import Counter


def overlap(one: str, other: str) -> float:
    """Shared characters of two names, 0 to 1 (Dice)."""
    first, second = Counter(one.replace("的", "")), Counter(other.replace("的", ""))
    shared = sum((first & second).values())
    return 2 * shared / max(1, first.total() + second.total())


def same_value(one, other) -> bool:
    if isinstance(one, (list, tuple)) != isinstance(other, (list, tuple)):
        return False
    pairs = zip(one, other, strict=True) if isinstance(one, (list, tuple)) else [(one, other)]
    return all(abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1e-300) for a, b in pairs)


def is_match(gold: dict, read, floor=0.5) -> bool:
    return (
        gold["op"] == read.op
        and gold["unit"] == read.unit
        and same_value(gold["value"], read.value)
        and overlap(gold["name"], read.name) >= floor
    )


def pair_up(gold: list[dict], read: list, floor=0.5):
    """Pairs of gold and read, then the gold without a partner, then the read without one."""
    left, pairs, missed = list(read), [], []
    for want in gold:
        fits = [got for got in left if is_match(want, got, floor)]
        if not fits:
            missed.append(want)
            continue
        best = max(fits, key=lambda got: overlap(want["name"], got.name))
        left.remove(best)
        pairs.append((want, best))
    return pairs, missed, left
