"""What is missing, in one line."""

import pytest

from app.matches.verdict import gaps, thin
from matching import Comparison, Evidence, Indicator, Match


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


def found(*quotes, rows=(), **fields):
    evidence = tuple(Evidence(text, marks, **fields) for text, marks in quotes)
    return Match("1", 50, evidence=evidence, comparisons=tuple(compared(*rows)))


def test_who_shares_one_word_with_the_need_is_shown_with_that_word():
    assert thin(found(("芯片贴在基板上", ((0, 2),)))) == "两边对得上的字词只有“芯片”"


def test_a_likeness_without_a_common_word_says_so():
    assert "没有对得上的字词" in thin(found(("贴在基板上", ())))


def test_who_shares_more_or_meets_a_figure_is_not_called_thin():
    words = ("芯片 转移 修复", ((0, 2), (3, 5), (6, 8)))
    assert thin(found(words)) == ""
    assert thin(found(("芯片贴在基板上", ((0, 2),)), rows=[("良率", "met", True)])) == ""


def test_the_same_word_quoted_twice_is_one_word():
    twice = (("芯片贴在基板上", ((0, 2),)), ("焊球连接芯片", ((4, 6),)))
    assert thin(found(*twice)) == "两边对得上的字词只有“芯片”"
