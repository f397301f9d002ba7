"""A confidence is a share of right ones: it rises with the score and says no more than is known."""

import numpy as np
import pytest

from matching.calibration import ISOTONIC_FROM, Calibration, calibrate, suffice
from matching.reliability import bins_of, brier, calibration_error, folds_by_group, out_of_fold


def drawn(count, seed=0):
    """Scores, whether each was right, and the chance it was drawn with."""
    rng = np.random.default_rng(seed)
    scores = rng.uniform(0, 100, count)
    chances = 1 / (1 + np.exp(-(scores - 60) / 8))
    return scores, rng.random(count) < chances, chances


@pytest.mark.parametrize("count", [120, ISOTONIC_FROM])
def test_confidence_comes_near_the_true_chance(count):
    scores, right, chances = drawn(count)
    said = calibrate(scores, right).confidences(scores)
    assert np.abs(said - chances).mean() < 0.06


@pytest.mark.parametrize("count", [60, ISOTONIC_FROM])
def test_confidence_never_falls_with_the_score(count):
    scores, right, _ = drawn(count, seed=3)
    said = calibrate(scores, right).confidences(np.linspace(0, 100, 301))
    assert (np.diff(said) >= 0).all()


def test_many_decisions_are_pooled_few_are_smoothed():
    few, many = calibrate(*drawn(60)[:2]), calibrate(*drawn(ISOTONIC_FROM)[:2])
    assert (few.method, many.method) == ("sigmoid", "isotonic")


def test_pooling_gives_the_mean_of_what_went_down():
    """Four right of four, then none of four: no rising curve tells them apart."""
    rng = np.random.default_rng(0)
    scores = np.repeat([20.0, 40.0, 60.0, 80.0], 300)
    shares = np.repeat([0.2, 0.6, 0.4, 0.9], 300)
    right = (np.tile(np.arange(300), 4) + 0.5) / 300 < shares
    order = rng.permutation(len(scores))
    said = calibrate(scores[order], right[order]).confidences([20, 40, 60, 80])
    assert said == pytest.approx([0.2, 0.5, 0.5, 0.9], abs=0.005)


def test_nobody_is_sure_after_a_clean_past():
    scores, right = [90.0] * 30 + [10.0] * 30, [True] * 30 + [False] * 30
    said = calibrate(scores, right)
    assert 0.9 < said.confidence(90) < 1
    assert 0 < said.confidence(10) < 0.1


def test_where_a_higher_score_was_no_better_all_get_the_share_of_right_ones():
    scores, right = np.linspace(0, 100, 60), np.arange(60) < 20
    said = calibrate(scores, right)
    assert said.confidence(5) == pytest.approx(said.confidence(95))
    assert said.confidence(50) == pytest.approx(1 / 3, abs=0.02)


def test_decisions_of_one_kind_give_no_confidence():
    with pytest.raises(ValueError, match="one kind"):
        calibrate([1.0, 2.0], [True, True])
    assert not suffice([True] * 200)
    assert not suffice([True, False] * 15)
    assert suffice([True, False] * 20)


def test_a_curve_comes_back_as_it_was_stored():
    made = calibrate(*drawn(100)[:2])
    read = Calibration.read(made.stored())
    assert read.confidence(71.3) == pytest.approx(made.confidence(71.3), abs=1e-4)
    assert (read.count, read.method) == (100, "sigmoid")


def test_needs_are_never_split_between_folds():
    groups = [str(number % 17) for number in range(200)]
    fold = folds_by_group(groups)
    assert {groups[at]: fold[at] for at in range(200)} == {
        groups[at]: fold[at] for at in reversed(range(200))
    }
    assert np.bincount(fold).min() >= 20


def test_out_of_fold_confidences_hold_what_they_say():
    scores, right, _ = drawn(600, seed=5)
    said = out_of_fold(scores, right, [str(number // 6) for number in range(600)])
    assert calibration_error(bins_of(said, right)) < 0.06
    assert brier(said, right) < 0.7 * brier(np.full(600, right.mean()), right)


def test_out_of_fold_confidences_of_mere_chance_stay_near_the_share():
    rng = np.random.default_rng(2)
    scores, right = rng.uniform(0, 100, 300), rng.random(300) < 0.4
    said = out_of_fold(scores, right, [str(number // 5) for number in range(300)])
    assert np.abs(said - 0.4).max() < 0.25
    assert brier(said, right) > 0.98 * 0.24


def test_bins_count_every_decision_and_know_how_unsure_they_are():
    found = bins_of([0.05, 0.95, 0.95, 1.0], [False, True, True, False])
    assert [one.count for one in found] == [1, 3]
    assert found[1].right == pytest.approx(2 / 3)
    assert found[1].least < 0.3 < 0.9 < found[1].most
