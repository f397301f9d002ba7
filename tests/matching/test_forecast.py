"""Steps of a relaxation, the one that brings most bidders, and the level of risk."""

import pytest

from matching.documents import Indicator
from matching.forecast import (
    ASSUMED_SHARE,
    Condition,
    Prospect,
    best_relaxation,
    bid_share,
    chance_of_no_bid,
    failures,
    level,
    qualified,
    relaxation_steps,
    relaxations,
)

STRENGTH = Indicator("抗拉强度", ">=", 260, "MPa", is_hard=True)
PORES = Indicator("孔隙率", "<=", 0.8, "%", is_hard=True)


def strength(value, unit="MPa"):
    return Indicator("抗拉强度", "=", value, unit)


def pores(value):
    return Indicator("孔隙率", "=", value, "%")


def prospect(id, organisation=None, **offers):
    return Prospect(id, organisation or id, offers)


def test_each_step_is_a_figure_that_somebody_offers_and_the_last_is_none_at_all():
    offered = {"a": strength(272), "b": strength(250), "c": strength(240), "d": strength(90)}
    assert relaxation_steps(STRENGTH, offered) == [
        (260, ("a",)),
        (250, ("a", "b")),
        (240, ("a", "b", "c")),
        (None, ("a", "b", "c", "d")),
    ]


def test_nobody_is_refused_for_what_is_not_known():
    assert relaxation_steps(STRENGTH, {"a": None}) == [(260, ("a",)), (None, ("a",))]


def test_a_near_miss_is_a_miss_until_the_bound_moves():
    steps = relaxation_steps(STRENGTH, {"a": strength(259)})
    assert steps == [(260, ()), (259, ("a",)), (None, ("a",))]


def test_steps_are_in_the_units_of_the_need():
    steps = relaxation_steps(STRENGTH, {"a": strength(0.2, "GPa")})
    assert steps[1] == (200, ("a",))


def test_an_upper_bound_is_raised():
    steps = relaxation_steps(PORES, {"a": pores(1.2), "b": pores(1.0), "c": pores(5)})
    assert [bound for bound, _ in steps] == [0.8, 1.0, 1.2, None]


def test_a_yield_is_relaxed_by_what_may_fail():
    asked = Indicator("转移良率", ">=", 99.99, "%")
    offered = {str(value): Indicator("转移良率", "=", value, "%") for value in (99.97, 99.9, 72)}
    assert [bound for bound, _ in relaxation_steps(asked, offered)] == [99.99, 99.97, 99.9, None]


def test_the_whole_range_of_an_offer_must_fit():
    offer = Indicator("孔隙率", "range", (0.6, 1.1), "%")
    assert relaxation_steps(PORES, {"a": offer})[1] == (1.1, ("a",))


def test_a_strict_bound_lets_its_own_figure_pass_once_relaxed():
    strict = Indicator("抗拉强度", ">", 260, "MPa")
    assert relaxation_steps(strict, {"a": strength(250)})[1] == (250, ("a",))


def test_a_range_is_widened_on_the_side_that_is_missed():
    asked = Indicator("厚度", "range", (57, 63), "μm")
    steps = relaxation_steps(asked, {"a": Indicator("厚度", "=", 68, "μm")})
    assert steps[1] == ((57, 68), ("a",))


def test_a_bound_of_nothing_can_only_be_dropped():
    asked = Indicator("析锂检出数", "=", 0, "只")
    steps = relaxation_steps(asked, {"a": Indicator("析锂检出数", "=", 3, "只")})
    assert [bound for bound, _ in steps] == [0, None]


def test_only_capabilities_that_fail_nothing_else_are_gained():
    conditions = [Condition("s", STRENGTH), Condition("p", PORES)]
    both = prospect("both", s=strength(250), p=pores(1.0))
    one = prospect("one", s=strength(250), p=pores(0.5))
    relaxed = relaxations(conditions, [both, one])
    assert failures(conditions, both) == ("s", "p")
    assert relaxed[0].steps[-1].capabilities == ("one",)
    assert relaxed[1].best is None


def test_bidders_are_organisations_not_capabilities():
    conditions = [Condition("s", STRENGTH)]
    two = [prospect("a", "院所", s=strength(250)), prospect("b", "院所", s=strength(250))]
    assert relaxations(conditions, two)[0].best.gained == 1


def test_the_best_relaxation_brings_most_and_is_the_smallest_that_does():
    conditions = [Condition("s", STRENGTH), Condition("p", PORES)]
    prospects = [
        prospect("a", s=strength(250), p=pores(0.5)),
        prospect("b", s=strength(240), p=pores(0.5)),
        prospect("c", s=strength(300), p=pores(1.0)),
    ]
    best = best_relaxation(relaxations(conditions, prospects))
    assert best.condition.key == "s"
    assert (best.best.value, best.best.gained) == (240, 2)


def test_dropping_is_advised_only_where_no_relaxation_helps():
    far = best_relaxation(relaxations([Condition("s", STRENGTH)], [prospect("a", s=strength(50))]))
    assert far.best.value is None
    nobody = relaxations([Condition("s", STRENGTH)], [prospect("a", s=strength(300))])
    assert best_relaxation(nobody) is None


def test_maturity_and_price_are_conditions_like_any_other():
    conditions = [
        Condition("trl", Indicator("技术成熟度", ">=", 6)),
        Condition("price", Indicator("预期价格", "<=", 3_600_000, "元")),
    ]
    young = prospect("a", trl=Indicator("技术成熟度", "=", 5), price=None)
    dear = prospect("b", price=Indicator("预期价格", "=", 4_000_000, "元"))
    fit = prospect("c", trl=Indicator("技术成熟度", "=", 7))
    assert [one.id for one in qualified(conditions, [young, dear, fit])] == ["c"]
    values = [one.best.value for one in relaxations(conditions, [young, dear, fit])]
    assert values == [5, 4_000_000]


@pytest.mark.parametrize(
    ("bidders", "word"), [(0, "高"), (1, "高"), (2, "中"), (4, "中"), (5, "低")]
)
def test_the_level_falls_with_the_number_who_could_bid(bidders, word):
    assert level(chance_of_no_bid(bidders)) == word


def test_who_does_not_show_that_all_is_met_counts_half_as_likely():
    assert chance_of_no_bid(0, unproven=1) == pytest.approx(0.85)
    assert chance_of_no_bid(1, unproven=2) == pytest.approx(0.7 * 0.85**2)


def test_the_risk_is_never_low_while_nobody_shows_that_all_is_met():
    crowded = chance_of_no_bid(0, unproven=40)
    assert level(crowded, is_proven=False) == "中"
    assert level(crowded) == "低"
    assert level(1, is_proven=False) == "高"


def test_the_share_of_bidders_moves_from_the_assumption_to_the_record():
    assert bid_share(0, 0) == ASSUMED_SHARE
    assert bid_share(0, 10) == pytest.approx(ASSUMED_SHARE / 2)
    assert bid_share(80, 100) == pytest.approx(0.7545, abs=1e-3)
    assert bid_share(5, 2) < 1  # bids of organisations that no capability stands for
