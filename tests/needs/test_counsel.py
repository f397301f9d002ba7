"""Counsel for whoever writes a need and whoever examines it: what exists already, what reads well."""

import pytest

from app.capabilities.models import CapabilityIndicator
from app.extensions import db
from app.needs.already import already_met
from app.needs.coach import examine
from app.needs.examples import well_written
from app.needs.models import Need, NeedState
from tests import factories as make


def offer(value, unit="%", strength=280, **fields):
    near = {"title": "薄壁铝合金壳体低压铸造气孔抑制工艺",
            "summary": "壳体热节处局部挤压补缩，气孔少，气密检测一次合格率高。"}  # fmt: skip
    capability = make.make_capability(**near | fields)
    capability.indicators = [
        CapabilityIndicator(position=0, name="孔隙率", operator="=", value=value, unit=unit,
                            basis="三批 60 件工业 CT 检测，孔隙率平均值"),
    ]  # fmt: skip
    if strength is not None:
        row = CapabilityIndicator(
            position=1, name="抗拉强度", operator=">=", value=strength, unit="MPa"
        )
        capability.indicators.append(row)
    db.session.commit()
    return capability


def test_a_capability_that_meets_every_hard_indicator_is_named_with_its_figure(context):
    need = make.make_need(NeedState.SUBMITTED)
    capability = offer(0.62)
    (found,) = already_met(need)
    assert found.capability is capability
    (row,) = found.rows
    assert (row.status, row.offered_converted) == ("met", 0.62)
    assert found.others == 0


def test_one_figure_alone_may_be_a_testers(context):
    need = make.make_need(NeedState.SUBMITTED)
    offer(0.05, strength=None, title="压铸件气孔断层成像检测")
    assert already_met(need) == []


def test_what_is_not_hard_and_not_met_is_counted(context):
    need = make.make_need(NeedState.SUBMITTED, indicators=3)
    offer(0.62)
    (found,) = already_met(need)
    assert found.others == 1


@pytest.mark.parametrize("value", [0.85, 2.0])
def test_near_is_not_met(context, value):
    need = make.make_need(NeedState.SUBMITTED)
    offer(value)
    assert already_met(need) == []


def test_the_figure_is_converted_before_it_is_held_against_the_target(context):
    need = make.make_need(NeedState.SUBMITTED)
    offer(6, "‰")
    (found,) = already_met(need)
    assert found.rows[0].offered_converted == pytest.approx(0.6)


def test_a_figure_of_something_else_makes_no_need_needless(context):
    need = make.make_need(NeedState.SUBMITTED)
    offer(0.1, title="多孔陶瓷过滤膜孔隙率检测仪", summary="用于过滤膜的检测仪器。")
    assert already_met(need) == []


def test_our_own_capability_says_nothing(context):
    need = make.make_need(NeedState.SUBMITTED)
    offer(0.62, organisation=need.organisation)
    assert already_met(need) == []


def test_a_need_without_targets_is_not_held_against_anything(context):
    need = make.make_need(NeedState.DRAFT, indicators=0)
    offer(0.62)
    assert already_met(need) == []


def well_written_need(**fields):
    need = make.make_need(
        keywords=["铸造", "气孔", "壳体"], budget_total=5_000_000, payment_terms="签约 30%、验收 70%",
        problem="壳体热节处气孔集中，气密检测一次合格率只有 88%，孔隙率 2.1%，返修浸渗后仍有批次泄漏。" * 2,
        application="用于三合一电驱总成，油温零下三十度到一百二十度，年产十二万台套。",
        tried="提高保压压力，飞边增多，模具寿命下降三成。",
        indicators=3, **fields,
    )  # fmt: skip
    for row, today in zip(need.indicators, (2.1, 240, 4), strict=True):
        row.current_value, row.test_method = today, "第三方检测"
    db.session.flush()
    return need


def test_a_well_written_public_need_of_the_field_is_an_example(context):
    example = well_written_need(state=NeedState.SOLVED)
    ours = make.make_need(title="铝合金壳体压铸气孔治理")
    (found,) = well_written(ours, examine(ours))
    assert found.need is example
    assert found.score >= 80
    assert "每条都写了怎样检测" in found.better


def test_a_poor_or_unpublished_need_is_no_example(context):
    make.make_need(NeedState.SOLVED)
    well_written_need(state=NeedState.VETTED)
    ours = make.make_need(title="铝合金壳体压铸气孔治理")
    assert well_written(ours, examine(ours)) == []


@pytest.fixture
def draft(app, signed_in):
    """(client of its owner, its path) of a draft that a capability already meets."""
    with app.app_context():
        need = make.make_need()
        offer(0.62)
        id, user = need.id, make.make_submitter(need.organisation).id
        db.session.commit()
    return signed_in(user), f"/needs/{id}"


def test_the_form_says_who_can_do_it_already(draft):
    client, path = draft
    page = client.get(f"{path}/edit?section=indicators").text
    assert "可能无需攻关" in page
    assert "0.62" in page


def test_the_counsel_alone_is_for_whoever_may_edit(draft, made, signed_in):
    client, path = draft
    assert "可能无需攻关" in client.get(f"{path}/counsel?section=indicators").text
    assert signed_in(made(make.make_submitter)).get(f"{path}/counsel").status_code == 404


def test_without_a_script_looking_again_keeps_what_can_be_read(draft, app):
    client, path = draft
    fields = {"problem": "写到一半", "version": 1, "look": "1"}
    page = client.send(f"{path}/edit?section=problem", fields, page=f"{path}/edit?section=problem")
    assert page.status_code == 200
    assert "写到一半" in page.text
    with app.app_context():
        assert db.session.query(Need).one().problem == "写到一半"


def test_the_examining_officer_reads_what_exists_already(app, signed_in):
    with app.app_context():
        need = make.make_need(NeedState.RECOMMENDED)
        offer(0.62)
        id, officer = need.id, make.make_officer().id
        db.session.commit()
    page = signed_in(officer).get(f"/needs/{id}").text
    assert "可能无需攻关" in page
    assert "审查时请核实" in page
