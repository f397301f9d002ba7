"""How far a confidence may be believed: bins of the reliability plot, Brier score, calibration error."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .calibration import calibrate

_Z = 1.96


@dataclass(frozen=True)
class Bin:
    """The decisions whose confidence lay between `low` and `high`; shares are 0 to 1."""

    low: float
    high: float
    count: int
    said: float  # mean confidence
    right: float  # share that was right
    least: float  # Wilson's 95% interval of that share
    most: float


def bins_of(confidences: Sequence[float], right: Sequence[bool], count: int = 5) -> list[Bin]:
    """Bins of equal width, the empty ones left out."""
    confidences, right = np.asarray(confidences, dtype=float), np.asarray(right, dtype=float)
    places = np.minimum((confidences * count).astype(int), count - 1)
    found = []
    for place in np.unique(places):
        held = places == place
        least, most = _wilson(right[held].sum(), held.sum())
        said, was = float(confidences[held].mean()), float(right[held].mean())
        found.append(
            Bin(place / count, (place + 1) / count, int(held.sum()), said, was, least, most)
        )
    return found


def brier(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """Mean squared distance of the confidence from what came true (Brier 1950); 0 is best."""
    return float(np.mean((np.asarray(confidences) - np.asarray(right, dtype=float)) ** 2))


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: how far what was said lies from what came, weighted by count."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.said - one.right) for one in bins) / total


def folds_by_group(groups: Sequence[str], count: int = 5, seed: int = 0) -> np.ndarray:
    """The fold of every row, all rows of a group in one; large groups are dealt first."""
    names, where, sizes = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    held, fold_of = np.zeros(count), np.zeros(len(names), dtype=int)
    for name in sorted(order, key=lambda at: -sizes[at]):
        fold_of[name] = held.argmin()
        held[fold_of[name]] += sizes[name]
    return fold_of[where]


def out_of_fold(
    scores: Sequence[float], right: Sequence[bool], groups: Sequence[str], folds: int = 5
) -> np.ndarray:
    """A confidence for every decision from a curve that has not seen its need."""
    scores, right = np.asarray(scores, dtype=float), np.asarray(right, dtype=bool)
    fold = folds_by_group(groups, folds)
    said = np.empty(len(scores))
    for one in np.unique(fold):
        rest = fold != one
        said[~rest] = confidences_from(scores[rest], right[rest], scores[~rest])
    return said


def confidences_from(scores, right, asked) -> np.ndarray:
    """The confidences for `asked` that these decisions give; their share where all are alike."""
    if right.all() or not right.any():
        return np.full(len(asked), (right.sum() + 1) / (len(right) + 2))
    return calibrate(scores, right).confidences(asked)


def _wilson(good, count):
    share, spread = good / count, _Z**2 / count
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * np.sqrt(share * (1 - share) / count + spread / count / 4) / (1 + spread)
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))
