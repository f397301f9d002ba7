"""The count of each chain by month, and chains held side by side."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.bids.models import BidState
from app.chain_offices.comparing import compared
from app.chain_offices.snapshot_models import ChainSnapshot
from app.chain_offices.snapshots import standings, take_snapshots
from app.chains.models import Chain
from app.clock import now, pretending
from app.demo.offices import days_to_month_ends
from app.extensions import db
from app.needs.models import NeedState
from app.projects.models import ProjectState
from app.risk_warnings.models import RiskWarningState
from tests import factories


def test_a_chain_is_counted_from_its_records(desk, context):
    chain = db.session.get(Chain, desk.chain)
    chain.nodes[0].strength = "gap"
    factories.make_need(NeedState.OPEN, chain=chain)
    factories.make_bid(BidState.SUBMITTED, need=factories.make_need(NeedState.OPEN, chain=chain))
    factories.make_capability(chain=chain, trl=7)
    factories.make_capability(chain=chain, trl=6)
    for state in (ProjectState.RUNNING, ProjectState.ACCEPTED):
        need = factories.make_need(NeedState.IN_PROJECT, chain=chain)
        factories.make_project(state, need=need)
    factories.make_risk_warning(node=chain.nodes[0])
    factories.make_risk_warning(RiskWarningState.CLOSED, node=chain.nodes[0])
    db.session.flush()
    found = standings()[chain.id]
    assert (found.gaps, found.weak_places, found.open_needs, found.without_bid) == (1, 1, 2, 1)
    assert (found.ready_capabilities, found.running_projects, found.accepted_projects) == (1, 1, 1)
    assert found.open_warnings == 1


def test_one_row_a_chain_and_month_however_often_it_is_taken(desk, app):
    run = app.test_cli_runner().invoke
    for _ in range(2):
        answer = run(args=["chain-offices", "snapshot"])
        assert answer.exit_code == 0, answer.output
    with app.app_context():
        assert db.session.query(ChainSnapshot).count() == db.session.query(Chain).count()


def test_taken_again_in_the_month_it_says_how_things_are_now(desk, context):
    chain = db.session.get(Chain, desk.chain)
    take_snapshots()
    chain.nodes[0].strength = "weak"
    db.session.flush()
    take_snapshots()
    assert db.session.query(ChainSnapshot).one().weak == 1


def test_the_change_is_against_the_last_earlier_month_and_unknown_without_one(desk, context):
    chain = db.session.get(Chain, desk.chain)
    take_snapshots()
    assert compared()[0].change("weak_places") is None
    with pretending(now() - timedelta(days=62)):
        take_snapshots()
    chain.nodes[0].strength = "blocked"
    db.session.flush()
    (row,) = compared()
    assert row.change("weak_places") == 1
    assert row.tone("weak_places") == "late"
    assert len(row.months) == 2
    assert len(row.points("weak_places")) == 2


@pytest.mark.parametrize(
    ("who", "status"),
    [("lead", 200), ("officer", 200), ("auditor", 200), ("person", 403), ("stranger", 403)],
)
def test_who_may_compare_the_chains(desk, signed_in, who, status):
    assert signed_in(getattr(desk, who)).get("/chain-offices/").status_code == status


def test_without_a_second_month_the_page_says_so_and_draws_no_line(desk, signed_in, app):
    lead = signed_in(desk.lead)
    assert "还没有月度记录" in lead.get("/chain-offices/").text
    with app.app_context():
        take_snapshots()
        db.session.commit()
    shown = lead.get("/chain-offices/").text
    assert "只有一次记录" in shown
    assert "<polyline" not in shown


def test_a_line_is_drawn_with_its_figures_below_and_nonsense_falls_back(desk, signed_in, app):
    with app.app_context():
        with pretending(now() - timedelta(days=40)):
            take_snapshots()
        db.session.get(Chain, desk.chain).nodes[0].strength = "gap"
        db.session.flush()
        take_snapshots()
        db.session.commit()
    lead = signed_in(desk.lead)
    shown = lead.get("/chain-offices/?measure=weak_places&sort=-open_needs").text
    assert "<polyline" in shown
    level = lead.get("/chain-offices/?measure=open_needs").text
    assert "一直是 0" in level
    assert "<polyline" not in level
    assert "在榜需求逐月" in level
    assert "薄弱环节逐月" in lead.get("/chain-offices/?measure=drop&sort=drop").text


def test_both_tables_go_out_as_spreadsheets(desk, signed_in, app):
    with app.app_context():
        take_snapshots()
        db.session.commit()
    lead = signed_in(desk.lead)
    rows = _rows(lead.get("/chain-offices/?export=xlsx"))
    assert rows[0][:3] == ("产业链", "薄弱环节", "薄弱环节较上次")
    assert rows[1][:3] == ("传动链", 0, None)
    assert _rows(lead.get("/chain-offices/?export=months"))[1][0] == "传动链"


def test_the_months_of_the_demonstration_end_where_months_end():
    days = days_to_month_ends(date(2026, 3, 10))
    assert days[:3] == [0, 10, 38]
    assert len(days) == 12


def _rows(answer):
    return list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
