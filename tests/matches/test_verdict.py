"""What is missing, in one line."""

import pytest

from app.matches.verdict import gaps
from matching import Comparison, Indicator


def compared(*rows):
    return [Comparison(Indicator(name, is_hard=is_hard), status) for name, status, is_hard in rows]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("强度", "met", True), ("寿命", "unknown", False)], "唯一未知：寿命"),
        ([("强度", "unknown", True), ("寿命", "unknown", False)], "2 项未知：强度、寿命"),
        ([(name, "unknown", True) for name in "甲乙丙丁"], "4 项未知"),
        (
            [("强度", "unmet", True), ("寿命", "unknown", False)],
            "唯一未知：寿命；硬指标未达到：强度",
        ),
        ([("强度", "unmet", False), ("寿命", "met", True)], "没有未知的指标，也没有达不到的硬指标"),
        ([("寿命", "unknown", True)], "1 项未知：寿命"),
        ([], ""),
    ],
)
def test_the_line_names_what_is_missing(rows, said):
    assert gaps(compared(*rows)) == said
