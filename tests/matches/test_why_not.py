"""为什么没有某一项: the place of any capability, and what it lacks against the tenth."""

import pytest

from app.capabilities.models import Capability, CapabilityIndicator, CapabilityState
from app.clock import today
from app.extensions import db
from app.matches import reasons
from app.matches.standing import KEPT_OUT, standing_of
from app.needs.models import Need
from tests.factories import make_capability, make_submitter


@pytest.fixture
def far(made, parties):
    """A capability of another trade behind twelve that speak of the need."""
    for _ in range(12):
        made(make_capability)
    return made(_far)


def _far():
    capability = make_capability(
        title="稻米色选与碾磨", summary="稻米碾磨与色选，孔隙率 3.5%。", trl=3
    )
    capability.indicators[0].value = 3.5
    return capability


def why(parties, capability):
    return f"/matches/need/{parties['need']}/why/{capability}"


def standing(parties, capability, filters=None):
    need = db.session.get(Need, parties["need"])
    return standing_of(need, db.session.get(Capability, capability), filters)


def test_a_capability_far_down_is_told_its_place_and_its_losses(context, parties, far):
    found = standing(parties, far)
    assert found.place == found.total == 14
    assert found.tenth[1] == 10
    assert found.losses[0].lost > 0
    assert found.losses[0].lost >= found.losses[-1].lost
    assert [row.required.name for row in found.failing][0] == "孔隙率"


def test_one_that_stands_among_the_first_loses_to_nobody(context, parties, far):
    found = standing(parties, parties["capability"])
    assert found.is_shown
    assert found.losses == ()


def test_with_fewer_than_ten_the_last_is_the_measure(context, parties, made):
    other = made(_far)
    found = standing(parties, other)
    assert found.place == 2
    assert found.tenth is None


def test_the_place_is_that_of_the_list(context, parties, far):
    need = db.session.get(Need, parties["need"])
    for place, found in enumerate(reasons.capabilities_for(need), start=1):
        assert standing(parties, int(found.id)).place == place


def test_a_text_too_far_for_the_second_look_is_said(context, parties):
    for number in range(64):  # more than are looked at twice; near in their words, without a figure
        near = make_capability(title=f"薄壁铝合金壳体低压铸造气孔控制 {number}", summary="气孔。")
        near.indicators = []
    met = make_capability(
        title="铝合金壳体铸造气孔", summary="铸造件气孔。"
    )  # related, but further off
    met.indicators = [
        CapabilityIndicator(position=at, name=name, operator="=", value=value, unit=unit)
        for at, (name, value, unit) in enumerate(
            (("孔隙率", 0.5, "%"), ("抗拉强度", 300, "MPa"), ("伸长率", 9, "%"))
        )
    ]
    db.session.commit()
    found = standing(parties, met.id)
    assert found.place > 20
    assert KEPT_OUT in found.barred


def test_the_page_names_place_parts_and_indicators(parties, far, signed_in):
    shown = signed_in(parties["owner"]).get(why(parties, far)).text
    for part in ("第 14 名", "与第 10 名相比", "文字相关", "没有达到的指标", "看完整对照"):
        assert part in shown


def test_a_filter_it_does_not_pass_is_named(parties, far, signed_in):
    shown = signed_in(parties["owner"]).get(why(parties, far) + "?trl=8").text
    assert "不符合筛选条件“成熟度：8 以上”" in shown


def test_the_question_keeps_the_filters_of_the_list(parties, signed_in):
    number = f"NL-{today().year}-0001"
    path = f"/matches/need/{parties['need']}?ask={number}&trl=8"
    assert "trl=8" in signed_in(parties["owner"]).get(path).location


def test_one_that_is_withdrawn_is_told_so_to_whoever_may_see_it(app, parties, made, signed_in):
    hidden = made(make_capability, state=CapabilityState.ARCHIVED)
    with app.app_context():
        found = standing(parties, hidden)
        assert found.found is None
        assert "只有已发布的能力参与匹配" in found.barred[0]


def test_one_that_the_person_may_not_see_is_not_there(parties, made, signed_in):
    hidden = made(make_capability, state=CapabilityState.DRAFT)
    assert signed_in(parties["owner"]).get(why(parties, hidden)).status_code == 404


@pytest.mark.parametrize("who", ["solver", "stranger"])
def test_rivals_may_not_ask(parties, far, made, signed_in, who):
    person = parties["solver"] if who == "solver" else made(make_submitter)
    assert signed_in(person).get(why(parties, far)).status_code == 403


def test_words_find_capabilities_to_ask_about(parties, far, signed_in):
    path = f"/matches/need/{parties['need']}?ask=稻米色选"
    assert f"/why/{far}" in signed_in(parties["owner"]).get(path).text
