"""Fits the weights of the ranking to decisions: never negative, drawn towards the present ones.

Every weight is the present one times e^x; a quadratic penalty on x is the shrinkage. The loss is half
that of a logistic regression on every decision and half that of a logistic regression on the pairs of
one need (combined regression and ranking, Sculley 2010, KDD; the pairs as in RankNet, Burges et al.
2005): the first knows every decision, the second takes no notice of how strict a need's judges were.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .parameters import Parameters
from .ranking import HALF_WAY, text_share

_STEPS = 60
_LEAST_WEIGHT = 0.02  # share of the largest: a weight of nothing could never grow
_LOOSE = 0.01  # shrinkage of the slope, so that it stays finite


@dataclass(frozen=True)
class Decision:
    """A pair somebody has decided: its need, whether it was right, and what the ranking knew of it.

    `shares` are the parts that counted, 0 to 1. The text's follows from `text_scores`, unless it is
    among them because a reranker gave it.
    """

    need: str
    is_right: bool
    text_scores: Mapping[str, float]
    shares: Mapping[str, float]


@dataclass(frozen=True)
class Fit:
    """New weights, and the logistic curve over the score (0 to 1) they were fitted with."""

    parameters: Parameters
    slope: float
    offset: float


def scores_of(decisions: Sequence[Decision], parameters: Parameters) -> np.ndarray:
    """The scores of 0 to 100 that the ranking gives the pairs under these parameters."""
    table = _Table(decisions, parameters)
    return 100 * table.scored(np.zeros(table.width))[0]


def loss_of(decisions: Sequence[Decision], fit: Fit) -> float:
    """The mean loss of a fit on other decisions than it was made from, pairs and all."""
    table = _Table(decisions, fit.parameters)
    margins = fit.slope * table.scored(np.zeros(table.width))[0] + fit.offset
    return table.loss(margins) / len(decisions)


def fit_weights(decisions: Sequence[Decision], present: Parameters, shrinkage: float) -> Fit:
    """The weights that lose least; infinite shrinkage keeps the present ones."""
    table = _Table(decisions, present)
    # x of the weights, then the logarithm of the slope and the offset of the logistic curve.
    theta = np.concatenate([np.zeros(table.width), [np.log(5.0), -2.5]])
    penalty = np.concatenate([np.full(table.width, shrinkage), [_LOOSE, _LOOSE]])
    start, free = theta.copy(), np.isfinite(penalty)
    penalty = np.where(free, penalty, 0)

    def cost(at):
        return table.loss(_margins(table, at)) + 0.5 * (penalty * (at - start) ** 2).sum()

    now = cost(theta)
    for _ in range(_STEPS):
        slant, bend = table.slopes(theta)
        slant = (slant + penalty * (theta - start))[free]
        step = np.zeros(len(theta))
        bend = bend[np.ix_(free, free)] + np.diag(penalty[free] + 1e-6)
        step[free] = np.clip(np.linalg.solve(bend, slant), -1, 1)
        while (later := cost(theta - step)) > now and np.abs(step).max() > 1e-6:
            step /= 2
        if now - later < 1e-7:
            break
        theta, now = theta - step, later
    parameters = table.parameters(theta[: table.width], present)
    return Fit(parameters, float(np.exp(theta[-2])), float(theta[-1]))


def _margins(table, theta):
    return np.exp(theta[-2]) * table.scored(theta[: table.width])[0] + theta[-1]


class _Table:
    """The decisions as arrays, with the present weights they are scored from."""

    def __init__(self, decisions, parameters):
        self.text_names, self.part_names = (
            list(parameters.text_weights),
            list(parameters.part_weights),
        )
        self.text_base = _floored([parameters.text_weights[name] for name in self.text_names])
        self.part_base = _floored([parameters.part_weights[name] for name in self.part_names])
        self.width = len(self.text_names) + len(self.part_names)
        self.texts = np.array(
            [[max(row.text_scores[name], 0.0) for name in self.text_names] for row in decisions]
        )
        self.text_at = self.part_names.index("text")
        self.shares = np.array(
            [[row.shares.get(name, 0.0) for name in self.part_names] for row in decisions]
        )
        self.counted = np.array(
            [
                [name in row.shares or name == "text" for name in self.part_names]
                for row in decisions
            ],
            dtype=float,
        )
        self.given = np.array([row.shares.get("text", np.nan) for row in decisions], dtype=float)
        self.right = np.array([row.is_right for row in decisions], dtype=float)
        self.pairs, self.pair_weights = _pairs(decisions)

    def scored(self, x):
        """Scores of 0 to 1, and their slopes along the weights' x."""
        split = len(self.text_names)
        # The text weights keep their sum over these pairs: half way stays half way.
        means = self.texts.mean(axis=0)
        grown = self.text_base * np.exp(x[:split])
        held = grown * means / max((grown * means).sum(), 1e-12)
        weights = grown * (self.text_base * means).sum() / max((grown * means).sum(), 1e-12)
        fused = self.texts @ weights
        shares = self.shares.copy()
        is_free = np.isnan(self.given)
        shares[:, self.text_at] = np.where(is_free, text_share(fused), self.given)
        parts = self.part_base * np.exp(x[split:])
        whole = self.counted @ parts
        score = (self.counted * shares) @ parts / whole
        by_part = self.counted * parts * (shares - score[:, None]) / whole[:, None]
        bent = 2 * fused * HALF_WAY**2 / (fused**2 + HALF_WAY**2) ** 2
        by_text = self.texts * weights - fused[:, None] * held
        by_text *= (is_free * parts[self.text_at] / whole * bent)[:, None]
        return score, np.hstack([by_text, by_part])

    def loss(self, margins):
        """Half over decisions, half over pairs, so large as the decisions are many."""
        points = np.logaddexp(0, np.where(self.right > 0, -margins, margins))
        if not len(self.pairs):
            return points.sum()
        apart = np.logaddexp(0, -(margins[self.pairs[:, 0]] - margins[self.pairs[:, 1]]))
        return points.sum() / 2 + (self.pair_weights * apart).sum() / 2

    def slopes(self, theta):
        """First slopes of the loss, and Fisher's approximation of the second."""
        score, along = self.scored(theta[: self.width])
        slope = np.exp(theta[-2])
        rows = np.column_stack([slope * along, slope * score, np.ones(len(score))])
        margins = slope * score + theta[-1]
        guess = 1 / (1 + np.exp(-margins))
        half = 0.5 if len(self.pairs) else 1.0
        slant = half * rows.T @ (guess - self.right)
        bend = half * (rows * (guess * (1 - guess))[:, None]).T @ rows
        if len(self.pairs):
            better, worse = self.pairs.T
            apart = rows[better] - rows[worse]
            doubt = 1 / (1 + np.exp(margins[better] - margins[worse]))
            slant -= 0.5 * apart.T @ (self.pair_weights * doubt)
            bend += 0.5 * (apart * (self.pair_weights * doubt * (1 - doubt))[:, None]).T @ apart
        return slant, bend

    def parameters(self, x, present):
        """The weights at x, rounded; the parts sum to what they summed to before."""
        if not x.any():
            return present
        split = len(self.text_names)
        means = self.texts.mean(axis=0)
        texts = self.text_base * np.exp(x[:split])
        texts *= (self.text_base * means).sum() / max((texts * means).sum(), 1e-12)
        parts = self.part_base * np.exp(x[split:])
        parts *= self.part_base.sum() / parts.sum()
        return replace(
            present,
            text_weights=dict(zip(self.text_names, texts.round(4).tolist(), strict=True)),
            part_weights=dict(zip(self.part_names, parts.round(2).tolist(), strict=True)),
        )


def _floored(weights):
    weights = np.array(weights, dtype=float)
    return np.maximum(weights, _LEAST_WEIGHT * weights.max())


def _pairs(decisions):
    """(right, wrong) places within each need; a need's pairs weigh as much as its decisions."""
    by_need = {}
    for place, row in enumerate(decisions):
        by_need.setdefault(row.need, ([], []))[not row.is_right].append(place)
    pairs, weights = [], []
    for good, bad in by_need.values():
        mixed = [(one, other) for one in good for other in bad]
        pairs += mixed
        weights += [(len(good) + len(bad)) / max(len(mixed), 1)] * len(mixed)
    weights = np.array(weights)
    if len(weights):
        weights *= len(decisions) / weights.sum()
    return np.array(pairs, dtype=int).reshape(-1, 2), weights
