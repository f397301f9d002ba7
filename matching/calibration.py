"""From a score to a confidence: of the suggestions with this score, how many were right.

Few decisions: a sigmoid with Platt's smoothed targets (Platt 1999, Probabilistic Outputs for Support
Vector Machines), its slope never negative. Many: isotonic regression by pool-adjacent-violators
(Zadrozny and Elkan 2002), which Niculescu-Mizil and Caruana (2005) found to overfit below about a
thousand cases and to be the better one above.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

ISOTONIC_FROM = 1_000
LEAST_DECISIONS, LEAST_OF_EITHER = 40, 10
_STEPS = 100
_SURE = 0.01  # nobody is surer than 99%, however clean the past was


@dataclass(frozen=True)
class Calibration:
    """A rising curve through `knots` (score, probability), straight in between, level outside."""

    knots: tuple[tuple[float, float], ...]
    count: int  # decisions it rests on
    method: str  # sigmoid or isotonic

    def confidence(self, score: float) -> float:
        """The probability that a suggestion with this score of 0 to 100 is right."""
        return float(self.confidences([score])[0])

    def confidences(self, scores: Sequence[float]) -> np.ndarray:
        """The same for many."""
        places, heights = np.array(self.knots).T
        return np.interp(np.asarray(scores, dtype=float), places, heights)

    def stored(self) -> dict:
        """As JSON."""
        knots = [[round(score, 4), round(height, 6)] for score, height in self.knots]
        return {"knots": knots, "count": self.count, "method": self.method}

    @classmethod
    def read(cls, stored: Mapping) -> "Calibration":
        """The opposite of `stored`."""
        knots = tuple((score, height) for score, height in stored["knots"])
        return cls(knots, stored["count"], stored["method"])


def suffice(right: Sequence[bool]) -> bool:
    """Whether decisions are enough, of both kinds, for a confidence to be given at all."""
    good = int(np.sum(right))
    return len(right) >= LEAST_DECISIONS and min(good, len(right) - good) >= LEAST_OF_EITHER


def calibrate(scores: Sequence[float], right: Sequence[bool]) -> Calibration:
    """The curve for these decisions; raises ValueError where they are all of one kind."""
    scores, right = np.asarray(scores, dtype=float), np.asarray(right, dtype=bool)
    if right.all() or not right.any():
        raise ValueError("decisions of one kind alone say nothing about confidence")
    if len(right) >= ISOTONIC_FROM:
        return Calibration(_isotonic(scores, right), len(right), "isotonic")
    slope, offset = _sigmoid(scores, right)
    places = np.linspace(0, 100, 41)
    heights = (1 / (1 + np.exp(-(slope * places + offset)))).clip(_SURE, 1 - _SURE)
    knots = tuple(zip(places.tolist(), heights.tolist(), strict=True))
    return Calibration(knots, len(right), "sigmoid")


def _sigmoid(scores, right):
    """Slope per point of score and offset, by Newton's method on Platt's targets."""
    good, bad = right.sum(), (~right).sum()
    targets = np.where(right, (good + 1) / (good + 2), 1 / (bad + 2))
    middle, width = scores.mean(), scores.std() or 1.0
    rows = np.column_stack([(scores - middle) / width, np.ones(len(scores))])
    theta = np.array([0.0, np.log((good + 1) / (bad + 1))])
    for _ in range(_STEPS):
        guess = 1 / (1 + np.exp(-rows @ theta))
        # A tenth of a decision against a slope: clean past cases do not make it endless.
        slant = rows.T @ (guess - targets) + 0.1 * theta * (1, 0)
        bend = (rows * (guess * (1 - guess))[:, None]).T @ rows + np.diag([0.1, 1e-9])
        step = np.linalg.solve(bend, slant)
        theta = theta - step
        if np.abs(step).max() < 1e-8:
            break
    if theta[0] < 0:  # a higher score was no better: say the share of right ones for every score
        return 0.0, float(np.log((good + 1) / (bad + 1)))
    return float(theta[0] / width), float(theta[1] - theta[0] * middle / width)


def _isotonic(scores, right):
    """Knots of the best rising steps: pool neighbours until no step goes down."""
    places, where = np.unique(scores, return_inverse=True)
    weights = np.bincount(where).astype(float)
    values = np.bincount(where, weights=right) / weights
    blocks = []  # [value, weight, first, last]
    for place, (value, weight) in enumerate(zip(values, weights, strict=True)):
        blocks.append([value, weight, place, place])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            value, weight, _, last = blocks.pop()
            before = blocks[-1]
            before[0] = (before[0] * before[1] + value * weight) / (before[1] + weight)
            before[1], before[3] = before[1] + weight, last
    knots = {}
    for value, _, first, last in blocks:
        height = float(np.clip(value, _SURE, 1 - _SURE))
        knots[float(places[first])] = knots[float(places[last])] = height
    return tuple(sorted(knots.items()))
