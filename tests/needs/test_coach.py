"""需求体检: the score moves with what is written, and says where to mend it."""

from types import SimpleNamespace

import pytest

from app.needs.coach import RULES, examine


def row(**fields):
    full = {
        "value": 0.8, "value_high": None, "operator": "<=", "unit": "%", "current_value": 2.1,
        "test_method": "工业 CT",
    }  # fmt: skip
    return SimpleNamespace(**full | fields)


def a_need(**fields):
    full = {
        "title": "薄壁铝合金壳体气孔控制", "chain_id": 1, "node_id": 1, "keywords": ["铸造", "气孔", "壳体"],
        "problem": "热节处气孔集中，气密检测一次合格率只有 88%，返修浸渗后仍有批次泄漏。" * 3,
        "indicators": [row(), row(), row()], "application": "用于三合一电驱总成，油温 -30 至 120 ℃，年产十二万台套。",
        "tried": "提高保压压力，飞边增多，模具寿命下降三成。", "reward": 1, "payment_terms": "签约 30%、验收 70%",
        "duration_months": 18, "ip_terms": "双方共有",
        "budget_total": 2,
    }  # fmt: skip
    return SimpleNamespace(**full | fields)


BLANK = dict.fromkeys(("title", "problem", "application", "tried", "payment_terms", "ip_terms"), "")


def test_the_points_of_all_rules_make_a_hundred():
    assert sum(rule.points for rule in RULES) == 100


def test_a_need_with_everything_has_full_marks():
    checkup = examine(a_need())
    assert checkup.score == 100
    assert not checkup.to_mend


def test_a_blank_need_has_none_and_says_what_must_be_mended():
    nothing = {"chain_id": None, "node_id": None, "keywords": [], "indicators": [], "reward": 0,
               "budget_total": None}  # fmt: skip
    checkup = examine(a_need(**BLANK, **nothing, duration_months=None))
    assert checkup.score == 0
    assert {check.section for check in checkup.to_mend if check.word == "要改"} == {
        "overview", "problem", "indicators", "money", "terms",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lack", "said"),
    [
        ({"value": None}, "目标值"),
        ({"unit": ""}, "单位"),
        ({"current_value": None}, "现状值"),
        ({"test_method": ""}, "检测办法"),
    ],
)
def test_each_lack_of_an_indicator_is_told_with_its_row(lack, said):
    checkup = examine(a_need(indicators=[row(), row(**lack), row()]))
    assert checkup.score < 100
    (check,) = checkup.to_mend
    assert said in check.text
    assert "第 2 条" in check.text


def test_zero_is_a_value():
    zero_defects, from_nothing = row(value=0.0), row(operator=">=", current_value=0.0)
    assert examine(a_need(indicators=[zero_defects, from_nothing, row()])).score == 100


def test_the_score_grows_with_the_money_named():
    assert examine(a_need()).score - examine(a_need(reward=0)).score == 6


def test_a_target_that_is_reached_already_is_questioned():
    (check,) = examine(a_need(indicators=[row(), row(operator=">=", value=2), row()])).to_mend
    assert "现状已经达到" in check.text
    assert "第 2 条" in check.text


def test_a_range_with_one_end_is_told():
    (check,) = examine(a_need(indicators=[row(), row(), row(operator="range")])).to_mend
    assert "一头" in check.text
    assert (
        examine(a_need(indicators=[row(operator="range", value=1, value_high=2)] * 3)).score == 100
    )


def test_what_another_need_does_better_is_told_by_its_weight():
    ours = examine(a_need(indicators=[row(test_method=""), row(unit="")], tried=""))
    better = examine(a_need()).better_than(ours)
    assert better[0] == "每条都写了怎样检测"
    assert "写了走不通的路" in better
    assert examine(a_need()).better_than(examine(a_need())) == []
