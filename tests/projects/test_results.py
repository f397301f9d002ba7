"""The verdict on one figure, the share that is done and what the thresholds advise: pure."""

from types import SimpleNamespace

import pytest

from app.projects.results import Result, advice, completion, verdict


def indicator(operator, value, promised=None, high=None, is_hard=False):
    return SimpleNamespace(
        name="孔隙率",
        operator=operator,
        value=value,
        value_high=high,
        promised_value=promised,
        is_hard=is_hard,
    )


def results(*statuses, is_hard=False):
    row = indicator("<=", 0.8, is_hard=is_hard)
    return [Result(row, 1.0, "", status, "") for status in statuses]


@pytest.mark.parametrize(
    ("row", "reached", "status"),
    [
        (indicator("<=", 0.8), 0.8, "met"),
        (indicator("<=", 0.8), 0.88, "near"),
        (indicator("<=", 0.8), 0.881, "unmet"),
        (indicator(">=", 260), 260, "met"),
        (indicator(">=", 260), 234, "near"),
        (indicator(">=", 260), 233.9, "unmet"),
        (indicator("range", 20, high=40), 30, "met"),
        (indicator("range", 20, high=40), 43, "near"),
        (indicator("range", 20, high=40), 50, "unmet"),
        (indicator("=", 1.33), 1.33, "met"),
        (indicator(">=", None), 5, "unknown"),
    ],
)
def test_a_tenth_of_the_target_parts_near_from_unmet(row, reached, status):
    assert verdict(row, reached)[0] == status


def test_the_promise_binds_where_it_is_stricter_than_the_need():
    status, note = verdict(indicator("<=", 0.8, promised=0.6), 0.64)
    assert (status, note) == ("near", "差 0.04，即 7%")


def test_a_kept_promise_below_the_need_is_told():
    status, note = verdict(indicator(">=", 260, promised=240), 245)
    assert (status, note) == ("met", "达到承诺，低于需求原来的要求")


def test_a_range_is_judged_by_its_ends_whatever_single_figure_was_promised():
    assert verdict(indicator("range", 20, promised=30, high=40), 24)[0] == "met"


def test_met_counts_whole_and_near_half():
    assert completion(results("met", "met", "near", "unmet")) == 0.625
    assert completion([]) is None


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        (["met"] * 9 + ["unmet"], "可以通过"),
        (["met"] * 8 + ["near", "near"], "可以通过"),
        (["met"] * 8 + ["near", "unmet"], "建议整改"),
        (["met"] * 8 + ["unmet"] * 2, "建议整改"),
        (["met"] * 7 + ["near", "unmet", "unmet"], "不能通过"),
        (["met"] * 9 + ["unknown"], "还有 1 项没有实测值"),
    ],
)
def test_ninety_and_eighty_percent_part_the_three_outcomes(statuses, words):
    assert words in advice(results(*statuses))


def test_a_hard_indicator_that_was_missed_is_never_waved_through():
    told = advice([*results(*["met"] * 19), *results("unmet", is_hard=True)])
    assert "硬指标没有达到（孔隙率），建议整改" in told
