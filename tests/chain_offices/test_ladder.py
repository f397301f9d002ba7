"""The ladder: the step an enterprise holds by its honours, and the next one criterion by criterion."""

import pytest

from app.chain_offices.ladder import Verdict, enterprises_of, place_of, places, step_held, steps
from app.chain_offices.ladder_models import Fact, LadderStep
from app.chain_offices.ladder_operations import write_step
from app.chains.models import Chain, NodeProvider, Scope
from app.clock import today
from app.extensions import db
from tests import factories

RICH = {"revenue": 60_000_000, "rd_spending": 3_000_000, "staff": 200, "rd_staff": 40,
        "founded_year": 2010}  # fmt: skip


@pytest.mark.parametrize(
    ("honours", "held"),
    [
        (["高新技术企业"], None),
        (["创新型中小企业"], "创新型"),
        (["专精特新", "高新技术企业"], "专精特新"),
        (["专精特新小巨人"], "小巨人"),
        (["单项冠军培育企业"], None),
        (["专精特新", "单项冠军"], "单项冠军"),
        ([], None),
    ],
)
def test_the_highest_honour_decides_and_one_in_preparation_does_not_count(context, honours, held):
    found = step_held(honours, steps())
    assert (found.name if found else None) == held


def test_all_met_makes_a_candidate_one_missed_does_not_and_a_gap_is_unknown(context):
    ladder = steps()
    base = {"honours": ["创新型中小企业"]}
    rich = place_of(factories.make_organisation(**RICH | base), ladder)
    assert (rich.next.name, rich.verdict) == ("专精特新", Verdict.CANDIDATE)
    poor = place_of(factories.make_organisation(**RICH | base | {"rd_spending": 500_000}), ladder)
    assert poor.verdict is Verdict.NOT_YET
    assert [check.answer for check in poor.checks] == ["符合", "符合", "不符合", "不符合"]
    silent = place_of(factories.make_organisation(**RICH | base | {"rd_spending": None}), ladder)
    assert silent.verdict is Verdict.UNKNOWN
    assert [check.answer for check in silent.checks] == ["符合", "符合", "不知道", "不知道"]


def test_share_and_rank_come_from_the_nodes_the_enterprise_fills(context):
    chain = factories.make_chain()
    one = factories.make_organisation(**RICH | {"honours": ["专精特新"], "revenue": 60_000_000})
    provider = NodeProvider(organisation=one, name=one.name, scope=Scope.LOCAL, share=24, rank=2)
    chain.nodes[0].providers = [provider]
    db.session.flush()
    (place,) = places(chain)
    known = {check.criterion.fact: check.value for check in place.checks}
    assert known[Fact.NODE_SHARE] == 24
    assert (place.next.name, place.verdict) == ("小巨人", Verdict.CANDIDATE)


def test_the_top_of_the_ladder_has_no_next_step(context):
    place = place_of(factories.make_organisation(honours=["市级领军企业"]), steps())
    assert (place.held.name, place.next, place.verdict) == ("领军", None, Verdict.TOP)


def test_the_enterprises_of_a_chain_are_verified_makers_that_have_to_do_with_it(desk, context):
    chain = db.session.get(Chain, desk.chain)
    school = factories.make_organisation("university")
    chain.nodes[0].providers = [NodeProvider(organisation=school, name="校", scope=Scope.LOCAL)]
    db.session.flush()
    assert [one.id for one in enterprises_of(chain)] == [desk.enterprise]


def test_a_step_without_criteria_makes_nobody_a_candidate(context):
    step = steps()[0]
    write_step(step, step.words, [], "", False, factories.make_officer())
    place = place_of(factories.make_organisation(**RICH), steps())
    assert place.verdict is Verdict.UNKNOWN


def test_defaults_say_that_nobody_checked_them_until_an_officer_has(desk, signed_in, app):
    lead, officer = signed_in(desk.lead), signed_in(desk.officer)
    page = f"/chain-offices/{desk.chain}/ladder"
    assert "没有人对照现行文件核对过" in lead.get(page).text
    step = "/chain-offices/ladder/1"
    assert lead.get(step).status_code == 403
    given = {"words": "创新型", "criteria-0-fact": "age", "criteria-0-sign": ">=",
             "criteria-0-value": "2", "is_checked": "y"}  # fmt: skip
    assert "写明对照的是哪份文件" in officer.send(step, given, page=step).text
    for n in range(1, 6):
        step = f"/chain-offices/ladder/{n}"
        sent = officer.send(step, given | {"basis": "示例〔2026〕9 号"}, page=step)
        assert sent.status_code == 302
    assert "没有人对照现行文件核对过" not in lead.get(page).text
    rules = lead.get("/chain-offices/ladder").text
    assert "示例〔2026〕9 号" in rules
    with app.app_context():
        assert db.session.get(LadderStep, 1).checked_on == today()
    assert "原来：" in officer.get("/chain-offices/ladder/1").text


def test_a_row_can_be_added_to_the_criteria_without_saving(desk, signed_in, app):
    officer = signed_in(desk.officer)
    step = "/chain-offices/ladder/1"
    answer = officer.send(step, {"words": "甲", "row_add": "criteria"}, page=step)
    assert answer.status_code == 200
    with app.app_context():
        assert db.session.get(LadderStep, 1).words != ["甲"]


def test_the_table_of_the_ladder_goes_out_as_a_spreadsheet(desk, signed_in):
    answer = signed_in(desk.lead).get(f"/chain-offices/{desk.chain}/ladder?export=xlsx")
    assert answer.mimetype.endswith("sheet")
