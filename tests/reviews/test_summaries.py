"""What several scores come to, by hand-counted examples."""

import pytest

from app.needs.models import Need
from app.reviews.models import NEED_SHEET, Review, ReviewState
from app.reviews.summaries import summary, trimmed_mean


@pytest.mark.parametrize(
    ("totals", "mean"),
    [
        ([], None),
        ([70], 70),
        ([60, 80], 70),
        ([10, 70, 80, 100], 65),  # four: all count
        ([10, 70, 80, 90, 100], 80),  # five: 10 and 100 do not
        ([70, 70, 71], 70.3),
    ],
)
def test_the_highest_and_the_lowest_fall_out_from_five_on(totals, mean):
    assert trimmed_mean(totals) == mean


def review(state, *points, recommendation="support"):
    scores = dict(zip(NEED_SHEET, points, strict=False))
    return Review(need=Need(), state=state, scores=scores, recommendation=recommendation)


def test_only_what_was_handed_in_counts(context):
    said = summary(
        [
            review(ReviewState.SUBMITTED, 30, 20, 10, 10),
            review(ReviewState.SUBMITTED, 20, 20, 10, 0, recommendation="oppose"),
            review(ReviewState.ACCEPTED, 0, 0, 0, 0),
            review(ReviewState.CONFLICTED),
            review(ReviewState.REPLACED, 30, 30, 20, 20),
        ]
    )
    assert (said.asked, said.submitted, said.mean, said.low, said.high) == (3, 2, 60, 50, 70)
    assert said.passes
    assert said.recommendations == (("支持", 1), ("不支持", 1))
    first = said.heads[0]
    assert (first.head, first.maximum, first.mean, first.low, first.high) == (
        "产业带动作用", 30, 25, 20, 30,
    )  # fmt: skip


def test_nothing_handed_in_is_no_score_and_no_pass(context):
    said = summary([review(ReviewState.ACCEPTED)])
    assert (said.mean, said.passes, said.heads) == (None, False, ())
