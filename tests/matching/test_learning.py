"""Learning finds what truly decides, and proposes nothing where nothing can be told from chance."""

import numpy as np
import pytest

from matching.calibration import LEAST_DECISIONS
from matching.fitting import Decision, fit_weights, scores_of
from matching.learning import LEAST_NEEDS, learn
from matching.parameters import INITIAL, Parameters, read_parameters
from matching.ranking import PART_WEIGHTS
from tests.matching.decisions import ALL_BY_CHAIN, decisions

PRESENT = Parameters()


def gain(lesson, name):
    return next(measure for measure in lesson.measures if measure.name == name)


def test_the_part_that_truly_decides_gets_the_weight():
    lesson = learn(decisions(ALL_BY_CHAIN), PRESENT)
    weights = lesson.parameters.part_weights
    assert weights["chain"] > 2 * PART_WEIGHTS["chain"]
    assert weights["chain"] > max(weights["indicators"], weights["text"])
    assert "建议采用" in lesson.verdict


def test_the_gain_is_told_on_needs_that_were_held_out():
    lesson = learn(decisions(ALL_BY_CHAIN), PRESENT)
    for name in ("auc", "ndcg", "recall@3"):
        assert gain(lesson, name).difference > 2 * gain(lesson, name).error
    assert gain(lesson, "brier").difference < -2 * gain(lesson, "brier").error
    fresh = decisions(ALL_BY_CHAIN, seed=99)
    right = np.array([one.is_right for one in fresh])
    before, after = scores_of(fresh, PRESENT), scores_of(fresh, lesson.parameters)
    assert order(after, right) > order(before, right) + 0.1


def order(scores, right):
    return (scores[right][:, None] > scores[~right][None, :]).mean()


def test_the_text_score_that_truly_decides_gets_the_weight():
    cause = Parameters(
        text_weights={"words": 0.05, "pairs": 0.05, "meaning": 1.0},
        part_weights={"indicators": 5.0, "text": 80.0, "chain": 5.0, "conditions": 1.0},
    )
    learned = learn(decisions(cause, needs=60), PRESENT).parameters
    assert learned.text_weights["meaning"] > 1.2 * PRESENT.text_weights["meaning"]
    assert learned.part_weights["text"] > 1.3 * PRESENT.part_weights["text"]


@pytest.mark.parametrize("seed", range(5))
def test_nothing_is_proposed_for_mere_chance(seed):
    lesson = learn(decisions(None, seed=seed), PRESENT)
    assert lesson.parameters is None
    assert "不建议改动" in lesson.verdict


@pytest.mark.parametrize("seed", range(5))
def test_weights_stay_where_they_already_say_what_decides(seed):
    lesson = learn(decisions(PRESENT, seed=seed), PRESENT)
    assert lesson.parameters.part_weights == PRESENT.part_weights
    assert lesson.parameters.calibration is not None
    assert "权重不变" in lesson.verdict


def test_a_calibration_that_is_in_use_is_not_proposed_again():
    made = decisions(PRESENT)
    calibrated = learn(made, PRESENT).parameters
    assert learn(made, calibrated).parameters is None


@pytest.mark.parametrize(("needs", "each", "said"), [(6, 6, "现有 36 条"), (9, 8, "9 项需求")])
def test_too_few_decisions_teach_nothing(needs, each, said):
    assert needs * each < LEAST_DECISIONS or needs < LEAST_NEEDS
    lesson = learn(decisions(ALL_BY_CHAIN, needs=needs, each=each), PRESENT)
    assert lesson.parameters is None
    assert said in lesson.verdict
    assert not lesson.measures


def test_weights_are_never_negative_even_against_a_part_that_misleads():
    made = [
        Decision(one.need, not one.is_right, one.text_scores, one.shares)
        for one in decisions(ALL_BY_CHAIN, slope=30)
    ]
    fitted = fit_weights(made, PRESENT, 0.1).parameters
    assert min((*fitted.part_weights.values(), *fitted.text_weights.values())) >= 0
    assert fitted.part_weights["chain"] < 0.7 * PART_WEIGHTS["chain"]


def test_more_shrinkage_keeps_nearer_to_the_present():
    made = decisions(ALL_BY_CHAIN)

    def moved(shrinkage):
        fitted = fit_weights(made, PRESENT, shrinkage).parameters
        return abs(fitted.part_weights["chain"] - PART_WEIGHTS["chain"])

    assert moved(1) > moved(100) > moved(float("inf")) == 0


def test_the_fit_goes_down_the_true_slope_of_its_loss():
    """The slopes that the fit follows are those of the loss itself, taken by small steps."""
    from matching.fitting import _Table

    table = _Table(decisions(ALL_BY_CHAIN, needs=12), PRESENT)
    theta = np.random.default_rng(0).normal(0, 0.3, table.width + 2)

    def loss(at):
        return table.loss(np.exp(at[-2]) * table.scored(at[:-2])[0] + at[-1])

    steps = 1e-5 * np.eye(len(theta))
    measured = [(loss(theta + step) - loss(theta - step)) / 2e-5 for step in steps]
    assert table.slopes(theta)[0] == pytest.approx(measured, abs=1e-4)


def test_the_same_decisions_give_the_same_lesson():
    made = decisions(ALL_BY_CHAIN)
    assert learn(made, PRESENT) == learn(made, PRESENT)


def test_a_part_that_a_need_does_not_ask_for_is_left_out_of_its_score():
    one = Decision("n", True, {"words": 0.0, "pairs": 0.0, "meaning": 0.0}, {"chain": 1.0})
    [score] = scores_of([one], PRESENT)
    assert score == pytest.approx(100 * 15 / (15 + 25))


def test_a_share_that_a_reranker_gave_the_text_stays_as_it_is():
    scores = {"words": 0.0, "pairs": 0.0, "meaning": 0.0}
    one = Decision("n", True, scores, {"chain": 0.0, "text": 1.0})
    [score] = scores_of([one], PRESENT)
    assert score == pytest.approx(100 * 25 / (15 + 25))


def test_parameters_come_back_as_they_were_stored():
    learned = learn(decisions(ALL_BY_CHAIN), PRESENT).parameters
    read = read_parameters(learned.stored(), "learned-7")
    assert (read.text_weights, read.part_weights) == (learned.text_weights, learned.part_weights)
    assert read.version == "learned-7"
    assert learned.version == INITIAL


def test_parameters_for_other_scores_are_refused():
    stored = PRESENT.stored() | {"text_weights": {"smell": 1.0}}
    with pytest.raises(ValueError, match="smell"):
        read_parameters(stored, "learned-1")
