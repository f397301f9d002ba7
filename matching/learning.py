"""Learns weights and calibration from decisions, and says whether they are better than the present.

All figures are on needs the weights have not seen: five folds grouped by need, the shrinkage chosen by
three folds within each (nested cross-validation). Better means: the Brier score of the confidence is
lower by more than twice its standard error over needs, and the order within a need is not worse.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .calibration import LEAST_DECISIONS, LEAST_OF_EITHER, calibrate, suffice
from .fitting import Decision, fit_weights, loss_of, scores_of
from .measures import Measure, measured
from .parameters import Parameters
from .reliability import Bin, bins_of, confidences_from, folds_by_group

LEAST_NEEDS = 10
_FOLDS, _INNER = 5, 3
_SHRINKAGES = (np.inf, 100.0, 30.0, 10.0, 3.0, 1.0)
_NOISE = 2.0  # standard errors
_LEAST_SKILL = 0.05  # of the base rate's Brier score: a curve that is all but flat tells nothing


@dataclass(frozen=True)
class Lesson:
    """What was learned: `parameters` are None where nothing is worth changing."""

    verdict: str  # in Chinese, for whoever decides
    parameters: Parameters | None = None
    measures: tuple[Measure, ...] = ()
    bins: tuple[Bin, ...] = ()  # of the out-of-fold confidence of what is proposed
    brier_of_base_rate: float | None = None


def learn(decisions: Sequence[Decision], present: Parameters) -> Lesson:
    """Fits, measures on held-out needs, and judges; the same decisions give the same lesson."""
    if why := too_few(decisions):
        return Lesson(why)
    right = np.array([one.is_right for one in decisions])
    needs = [one.need for one in decisions]
    before = scores_of(decisions, present)
    after = np.empty(len(decisions))
    said = {"before": np.empty(len(decisions)), "after": np.empty(len(decisions))}
    base_rate = np.empty(len(decisions))
    fold = folds_by_group(needs, _FOLDS)
    for one in np.unique(fold):
        held, rest = fold == one, fold != one
        known = [row for row, is_known in zip(decisions, rest, strict=True) if is_known]
        fitted = fit_weights(known, present, _shrinkage(known, present)).parameters
        scored = scores_of(decisions, fitted)
        after[held] = scored[held]
        said["before"][held] = confidences_from(before[rest], right[rest], before[held])
        said["after"][held] = confidences_from(scored[rest], right[rest], scored[held])
        base_rate[held] = right[rest].mean()
    measures = measured(needs, right, before, after, said["before"], said["after"])
    is_better = _is_better(measures)
    chosen, scores = ("after", after) if is_better else ("before", before)
    knows = measured(needs, right, before, after, base_rate, said[chosen])[0]
    parameters = present
    if is_better:
        parameters = fit_weights(decisions, present, _shrinkage(decisions, present)).parameters
    # Fitted on held-out scores: those of the decisions a fit has seen are too good (Platt 1999).
    has_skill = _is_lower(knows) and -knows.difference > _LEAST_SKILL * knows.before
    calibration = calibrate(scores, right) if has_skill else None
    is_new = calibration is not None and present.calibration is None
    return Lesson(
        _verdict(is_better, calibration, present),
        replace(parameters, calibration=calibration) if is_better or is_new else None,
        measures,
        tuple(bins_of(said[chosen], right)),
        knows.before,
    )


def too_few(decisions: Sequence[Decision]) -> str | None:
    """Why nothing can be learned from these, or None."""
    right = [one.is_right for one in decisions]
    if not suffice(right):
        return (
            f"决定不足：至少要 {LEAST_DECISIONS} 条，认可和不认可各 {LEAST_OF_EITHER} 条；"
            f"现有 {len(right)} 条，认可 {sum(right)} 条、不认可 {len(right) - sum(right)} 条"
        )
    needs = len({one.need for one in decisions})
    if needs < LEAST_NEEDS:
        return f"决定只涉及 {needs} 项需求，至少要 {LEAST_NEEDS} 项，才能在没见过的需求上检验"
    return None


def _shrinkage(decisions, present):
    """The one whose fits lose least on needs they have not seen."""
    fold = folds_by_group([one.need for one in decisions], _INNER, seed=1)
    losses = dict.fromkeys(_SHRINKAGES, 0.0)
    for one in np.unique(fold):
        known = [row for row, at in zip(decisions, fold, strict=True) if at != one]
        asked = [row for row, at in zip(decisions, fold, strict=True) if at == one]
        for shrinkage in _SHRINKAGES:
            fit = fit_weights(known, present, shrinkage)
            losses[shrinkage] += len(asked) * loss_of(asked, fit)
    return min(losses, key=losses.get)


def _is_better(measures):
    by_name = {measure.name: measure for measure in measures}
    order = by_name.get("auc")
    is_worse_order = order is not None and order.difference < -order.error
    return _is_lower(by_name["brier"]) and not is_worse_order


def _is_lower(measure):
    return measure.difference < -_NOISE * measure.error and measure.difference < 0


def _verdict(is_better, calibration, present):
    if is_better:
        more = "，并给出把握" if calibration else "；把握还不比认可率本身更准，暂不给出"
        return f"建议采用：在没见过的需求上，新权重比现行权重好，超出误差{more}"
    if calibration is not None and present.calibration is None:
        return "建议采用：权重不变（没有好过误差），只增加把握"
    return "不建议改动：新权重没有比现行权重好过误差"
