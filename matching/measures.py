"""Before and after on the same held-out decisions, with the standard error of the difference."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

_FIRST = 3


@dataclass(frozen=True)
class Measure:
    """One figure; `error` is the standard error of `difference` over `count` needs."""

    name: str
    before: float
    after: float
    difference: float
    error: float
    count: int


def measured(
    needs: Sequence[str],
    right: np.ndarray,
    before: np.ndarray,
    after: np.ndarray,
    said_before: np.ndarray,
    said_after: np.ndarray,
) -> tuple[Measure, ...]:
    """Brier score of the confidences first, then what the order of each need is worth."""
    rows = {}
    for place, need in enumerate(needs):
        rows.setdefault(need, []).append(place)
    groups = [np.array(places) for places in rows.values()]
    found = [_brier(groups, right, said_before, said_after)]
    for name, worth, least in _ORDERS:
        asked = [g for g in groups if right[g].any() and not right[g].all() and len(g) >= least]
        if asked:
            was = np.array([worth(before[g], right[g]) for g in asked])
            is_now = np.array([worth(after[g], right[g]) for g in asked])
            gain = is_now - was
            error = float(gain.std(ddof=1) / np.sqrt(len(gain))) if len(gain) > 1 else np.inf
            found.append(Measure(name, *_means(was, is_now, gain), error, len(asked)))
    return tuple(found)


def _means(*values):
    return tuple(float(np.mean(value)) for value in values)


def _brier(groups, right, said_before, said_after):
    was, is_now = (said_before - right) ** 2, (said_after - right) ** 2
    gain = is_now - was
    # Decisions on one need are not independent: the error is taken over needs.
    apart = np.array([(gain[g] - gain.mean()).sum() for g in groups])
    many = len(groups) / max(len(groups) - 1, 1)
    error = float(np.sqrt(many * (apart**2).sum()) / len(right))
    return Measure("brier", *_means(was, is_now, gain), error, len(groups))


def _auc(scores, right):
    """Share of (right, wrong) pairs in the right order, ties half."""
    apart = scores[right][:, None] - scores[~right][None, :]
    return float(((apart > 0) + 0.5 * (apart == 0)).mean())


def _ndcg(scores, right):
    order = np.argsort(-scores, kind="stable")
    worth = 1 / np.log2(np.arange(2, len(right) + 2))
    return float((right[order] * worth).sum() / worth[: right.sum()].sum())


def _recall(scores, right):
    first = np.argsort(-scores, kind="stable")[:_FIRST]
    return float(right[first].sum() / right.sum())


# (name, its figure for one need, decisions a need must have for it to say anything)
_ORDERS: tuple[tuple[str, Callable, int], ...] = (
    ("auc", _auc, 2),
    ("ndcg", _ndcg, 2),
    (f"recall@{_FIRST}", _recall, _FIRST + 1),
)
