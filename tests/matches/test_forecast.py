"""流榜预警: who could come, what a relaxation would bring, who sees it, what history tells."""

from datetime import timedelta

import pytest

from app.bids.models import BidState
from app.capabilities.models import CapabilityIndicator
from app.clock import now
from app.extensions import db
from app.matches.forecast import PRICE, TRL, conditions_of, forecast_of, history_of
from app.matches.forecast_words import advice_on, headline, raising, reasons_of
from app.matches.models import Match
from app.matches.proposals import TICKED, proposals
from app.needs.models import Need, NeedState
from tests.factories import (
    make_bid,
    make_capability,
    make_need,
    make_officer,
    make_organisation,
    make_submitter,
)

ANSWER = "真空辅助低压铸造：针对薄壁铝合金壳体热节处气孔，分级抽真空与局部挤压补缩控制气孔。"


def offering(pores, **fields):
    """A capability of an institute of its own, near in its text, with this porosity."""
    fields = {"title": "薄壁铝合金壳体低压铸造气孔控制", "summary": ANSWER} | fields
    capability = make_capability(organisation=make_organisation("institute"), **fields)
    row = CapabilityIndicator(position=0, name="孔隙率", operator="=", value=pores, unit="%")
    capability.indicators = [row] if pores is not None else []
    return capability


@pytest.fixture
def need(context):
    """It asks for a porosity of at most 0.8 %, hard, and no more."""
    row = make_need(NeedState.OPEN, indicators=1, reward=0)
    db.session.commit()
    return row


def committed():
    db.session.commit()  # what is not committed is not in the index


def test_bidders_are_counted_by_organisation_and_level(need):
    for pores in (0.5, 0.6, 0.7, 0.7, 0.75):
        offering(pores)
    committed()
    found = forecast_of(need)
    assert (found.bidders, found.level, len(found.proven)) == (5, "低", 5)


def test_many_who_are_silent_on_a_hard_figure_do_not_make_the_risk_low(need):
    for _ in range(12):
        offering(None)
    committed()
    found = forecast_of(need)
    assert (found.crowd.unproven, found.level) == (12, "中")


def test_many_who_fail_a_hard_figure_leave_the_risk_high(need):
    for _ in range(12):
        offering(5)
    committed()
    found = forecast_of(need)
    assert (found.crowd.failing, found.level, found.chance) == (12, "高", 1)


def test_silence_refuses_nobody_but_is_told(context):
    need = make_need(NeedState.OPEN, indicators=2, reward=0)
    need.indicators[1].is_hard = True  # a strength that nobody gives a figure for
    offering(0.5)
    committed()
    found = forecast_of(need)
    assert (found.bidders, found.crowd.unproven) == (1, 1)
    assert any("没有写数据" in said for said in reasons_of(found))


def test_where_nobody_gives_every_hard_figure_the_page_says_why_the_risk_is_not_low(context):
    need = make_need(NeedState.OPEN, indicators=2, reward=0)
    need.indicators[1].is_hard = True
    offering(0.5)
    committed()
    found = forecast_of(need)
    assert any("风险不会算到低" in said for said in reasons_of(found))
    assert "可能来揭榜" in headline(found)


def test_without_hard_indicators_likeness_of_words_is_told_as_no_more(context):
    need = make_need(NeedState.OPEN, indicators=1, reward=0)
    need.indicators[0].is_hard = False
    offering(0.5)
    committed()
    found = forecast_of(need)
    assert any("需求没有写硬指标" in said for said in reasons_of(found))
    assert "可能来揭榜" in headline(found)


def test_what_is_proven_is_not_told_as_perhaps(need):
    offering(0.5)
    committed()
    found = forecast_of(need)
    assert not any("不会算到低" in said for said in reasons_of(found))
    assert "能来揭榜" in headline(found)
    assert "可能来揭榜" not in headline(found)


def test_a_likeness_of_words_without_a_figure_is_not_the_subject(need):
    offering(None, title="铝合金壳体清洗", summary="清洗铝合金壳体。")
    committed()
    assert forecast_of(need).prospects == ()


def test_with_nobody_near_the_risk_is_high_and_nothing_helps(need):
    make_capability(title="稻米加工", summary="稻米碾磨与色选。").indicators = []
    committed()
    found = forecast_of(need)
    assert (found.level, found.chance, found.best) == ("高", 1, None)
    assert advice_on(found.best) == ""


def test_the_relaxation_names_the_bound_and_what_it_brings(need):
    for pores in (0.7, 0.9, 1.0):
        offering(pores)
    committed()
    advice = advice_on(forecast_of(need).best)
    assert advice == "把“孔隙率”由 ≤ 0.8 % 放到 ≤ 1 %，可能来揭榜的单位由 1 家增加到 3 家"


def test_maturity_and_price_count_only_where_the_need_sets_them(need):
    assert {condition.key for condition in conditions_of(need)} == {"i0"}
    need.min_trl, need.reward = 7, 3_000_000
    assert {TRL, PRICE} < {condition.key for condition in conditions_of(need)}


def test_a_higher_reward_may_be_what_helps(need):
    need.reward = 3_000_000
    offering(0.5, price_low=4_000_000)
    committed()
    advice = advice_on(forecast_of(need).best)
    assert advice == "把榜额提到 400 万元，可能来揭榜的单位由 0 家增加到 1 家"


def test_money_is_proposed_only_where_a_price_speaks_for_it(need):
    offering(0.5)
    committed()
    assert "面议" in raising(forecast_of(need))
    need.reward = 3_000_000
    assert "看不出会多一家" in raising(forecast_of(need))


def test_soft_indicators_keep_nobody_out(need):
    need.indicators[0].is_hard = False
    offering(5)
    committed()
    assert forecast_of(need).bidders == 1


def past_need(chain_id, bids, state=NeedState.NO_BID):
    row = make_need(state, chain_id=chain_id, closes_at=now() - timedelta(days=30))
    row.chain_id = chain_id
    for _ in range(bids):
        make_bid(BidState.LOST, need=row)
    return row


def test_a_few_past_needs_are_no_evidence(need):
    past_need(need.chain_id, 2)
    committed()
    found = forecast_of(need)
    assert not found.history.is_enough
    assert any("历史依据不足" in said for said in reasons_of(found))


def test_enough_past_needs_of_the_chain_move_the_share(need):
    offering(0.5)
    for _ in range(5):
        past_need(need.chain_id, 0)
    committed()
    found = forecast_of(need)
    assert found.history.needs == found.history.without == 5
    assert found.share < 0.3
    assert any("5 件没有收到" in said for said in reasons_of(found))


@pytest.mark.parametrize("state", [NeedState.OPEN, NeedState.BID_CLOSED])
def test_sealed_bids_of_other_needs_are_not_counted(need, state):
    past_need(need.chain_id, 2, state)
    committed()
    assert history_of(need).needs == 0


def path(parties):
    return f"/matches/need/{parties['need']}/forecast"


def test_owner_and_officer_read_the_forecast_with_its_reasons(parties, signed_in):
    for who in ("owner", "officer"):
        shown = signed_in(parties[who]).get(path(parties)).text
        for part in ("流榜风险", "为什么", "放宽哪一条最有用", "怎么办", "历史依据不足"):
            assert part in shown


@pytest.mark.parametrize("who", ["solver", "stranger"])
def test_rivals_and_strangers_do_not(parties, signed_in, made, who):
    person = parties["solver"] if who == "solver" else made(make_submitter)
    assert signed_in(person).get(path(parties)).status_code == 403


def test_the_nearest_are_invited_at_once(app, parties, signed_in):
    owner = signed_in(parties["owner"])
    answer = owner.send(path(parties), {"capability": [parties["capability"]]}, page=path(parties))
    assert answer.status_code == 302
    with app.app_context():
        assert db.session.query(Match).count() == 1


def test_the_few_best_are_ticked_and_who_fails_something_is_not(need):
    best, silent = offering(0.5), offering(None)
    for pores in (0.5, 0.55, 0.6, 0.65, 0.7):
        offering(pores)
    failing = offering(0.9)
    committed()
    found = proposals(need, forecast_of(need))
    named = {one.capability.id: one for one in found}
    assert sum(one.is_ticked for one in found) == TICKED
    assert named[best.id].remark == "硬指标都达到"
    assert (named[silent.id].remark, named[silent.id].is_ticked) == ("硬指标一条也没有写", False)
    assert (named[failing.id].remark, named[failing.id].is_ticked) == ("达不到：孔隙率", False)
    assert found[-1].capability.id == failing.id


def test_where_nobody_gives_a_hard_figure_nobody_is_ticked(need):
    offering(None)
    committed()
    assert [one.is_ticked for one in proposals(need, forecast_of(need))] == [False]


def test_of_one_organisation_one_capability_is_ticked(need):
    house = offering(0.5).organisation
    offering(0.6).organisation = house
    committed()
    assert [one.is_ticked for one in proposals(need, forecast_of(need))] == [True, False]


def test_more_than_twenty_at_once_are_refused(app, parties, signed_in):
    chosen = [str(number) for number in range(1, 30)]
    answer = signed_in(parties["owner"]).send(
        path(parties), {"capability": chosen}, page=path(parties)
    )
    assert answer.status_code == 409
    with app.app_context():
        assert db.session.query(Match).count() == 0


def test_officers_see_every_waiting_need_with_its_risk(app, parties, signed_in, made):
    made(make_need, state=NeedState.VETTED, title="等编入的需求")
    shown = signed_in(parties["officer"]).get("/matches/forecasts").text
    assert "等编入的需求" in shown
    assert "薄壁铝合金壳体" in shown
    assert signed_in(parties["owner"]).get("/matches/forecasts").status_code == 403


def test_a_list_in_the_making_shows_the_risk_of_each_need(app, signed_in, made):
    from tests.factories import make_call

    made(make_need, state=NeedState.VETTED, title="等编入的需求")
    call = made(make_call)
    shown = signed_in(made(make_officer)).get(f"/calls/{call}").text
    assert "流榜风险" in shown
    assert "0 家能来" in shown


def test_the_forecast_follows_the_need_as_it_is_written_now(app, parties):
    with app.app_context():
        need = db.session.get(Need, parties["need"])
        before = len(forecast_of(need).relaxations)
        need.min_trl = 9
        assert len(forecast_of(need).relaxations) == before + 1
