"""Figures held against figures: met, near within a tenth, unmet, or not comparable."""

from types import SimpleNamespace

import pytest

from app.bids.responses import answer, compare

CASES = (
    # asked, promised, status
    ((">=", 260, None), (">=", 260, None), "met"),
    ((">=", 260, None), ("=", 272, None), "met"),
    ((">=", 260, None), (">=", 250, None), "near"),
    ((">=", 260, None), (">=", 234, None), "near"),  # exactly a tenth below
    ((">=", 260, None), (">=", 233, None), "unmet"),
    (("<=", 0.8, None), ("<=", 0.62, None), "met"),
    (("<=", 0.8, None), ("<=", 0.88, None), "near"),  # a tenth above, in floating point
    (("<=", 180, None), ("=", 215, None), "unmet"),
    (("=", 12, None), ("=", 12, None), "met"),
    (("=", 12, None), ("=", 11, None), "near"),
    (("=", 12, None), ("=", 20, None), "unmet"),
    (("range", 20, 40), ("range", 30, None), "met"),
    (("range", 20, 40), ("range", 25, 35), "met"),
    (("range", 20, 40), ("range", 15, 35), "unmet"),
    (("range", 20, 40), ("=", 42, None), "near"),
    (("range", 20, 40), (">=", 25, None), "unknown"),
    ((">=", 260, None), ("<=", 300, None), "unknown"),
    (("<=", 5, None), (">=", 1, None), "unknown"),
    (("<=", 0, None), ("=", 0, None), "met"),
    (("<=", 0, None), ("=", 0.01, None), "unmet"),  # nothing is near to zero
    ((">=", -40, None), ("=", -42, None), "near"),
    ((">=", None, None), ("=", 1, None), "unknown"),
    ((">=", 1, None), ("=", None, None), "unknown"),
)


@pytest.mark.parametrize(("asked", "promised", "status"), CASES)
def test_a_promise_is_judged_by_its_worst_allowed_figure(asked, promised, status):
    assert compare(asked, promised)[0] == status


def test_a_miss_is_told_in_figures_and_percent():
    indicator = SimpleNamespace(operator="<=", value=180, value_high=None)
    response = SimpleNamespace(promised_operator="=", promised_value=215, promised_high=None)
    assert answer(indicator, response).note == "差 35，即 19%"


def test_no_answer_is_unknown_and_says_so():
    indicator = SimpleNamespace(operator="<=", value=180, value_high=None)
    assert answer(indicator, None).status == "unknown"
    assert answer(indicator, None).note == "没有写承诺值"
