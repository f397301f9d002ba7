"""Likeness of needs: the same scale for titles and texts, and the reason in words."""

import pytest

from matching.likeness import NEAR, SAME, background, likeness, profiles, said_in_both


def alike(one, other, encoder, are_titles=True):
    made = profiles([one, other], encoder, are_titles)
    return likeness(*made, background(encoder, are_titles))


def test_a_title_with_itself_is_the_same(encoder):
    assert alike("薄壁铝合金壳体气孔控制", "薄壁铝合金壳体气孔控制", encoder) > 0.95


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("电主轴轴承温升控制", "高速电主轴轴承发热抑制"),
        ("循环水阻垢缓蚀少药化", "循环冷却水阻垢药剂减量"),
    ],
)
def test_one_problem_in_other_words_is_near(encoder, one, other):
    assert alike(one, other, encoder) >= NEAR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("脐橙糖度无损分选", "电主轴轴承温升控制"),
        ("六维力传感器温漂", "榨菜包装胀袋"),
    ],
)
def test_two_problems_are_not(encoder, one, other):
    assert alike(one, other, encoder) < NEAR / 2


def test_it_is_the_same_either_way_round(encoder):
    titles = ("镁合金骨架表面防护", "镁合金压铸件耐腐蚀涂层")
    assert alike(*titles, encoder) == pytest.approx(alike(*reversed(titles), encoder))


def test_nothing_is_like_nothing(encoder):
    assert alike("", "镁合金骨架表面防护", encoder) < NEAR
    assert profiles([], encoder) == []


def test_nearly_the_same_asks_for_more_than_near():
    assert NEAR < SAME


def test_the_reason_is_in_the_words_of_the_other(encoder):
    assert said_in_both("电驱壳体低压铸造气孔", "薄壁壳体的低压铸造工艺，气孔多") == ["低压铸造"]
    assert said_in_both("榨菜", "轴承") == []
