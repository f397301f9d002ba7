"""What stands in the way of a project by match, and what the documents never carry."""

import pytest

from app.accounts.models import User
from app.bids.models import BidState
from app.extensions import db
from app.matches import reasons
from app.matches.documents import capability_document, need_document
from app.matches.models import Match, MatchState
from app.needs.models import Need, NeedState
from app.workflow.advance import advance, offered
from app.workflow.declaration import NotNow
from matching.text import whole
from tests.factories import (
    make_bid,
    make_capability,
    make_match,
    make_need,
    make_officer,
    make_organisation,
)


def test_sealed_bids_stand_in_the_way_of_a_project(context):
    officer, need = make_officer(), make_need(NeedState.OPEN)
    match = make_match(MatchState.APPROVED, need=need)
    make_bid(BidState.SUBMITTED, need=need)
    db.session.commit()
    assert "establish" not in [action.name for action in offered(match, officer)]
    with pytest.raises(NotNow, match="密封"):
        advance(match, "establish", officer, note="立项")


def test_without_bids_an_approved_match_becomes_a_project(context):
    officer, match = make_officer(), make_match(MatchState.APPROVED)
    db.session.commit()
    advance(match, "establish", officer, note="双方已谈妥")
    db.session.commit()
    assert db.session.get(Match, match.id).state is MatchState.IN_PROJECT
    assert db.session.get(Need, match.need_id).state is NeedState.AWARDED


def test_documents_carry_nothing_hidden_from_the_other_side(context):
    plant = make_organisation(contact_name="赵机密", contact_phone="13812345678")
    need = make_need(NeedState.OPEN, organisation=plant, import_source="某国某公司")
    capability = make_capability(organisation=plant)
    said = whole(need_document(need)) + whole(capability_document(capability))
    for secret in ("赵机密", "13812345678", "某国某公司"):
        assert secret not in said


def test_kept_reasons_come_back_as_they_were(context):
    need, capability = make_need(NeedState.OPEN), make_capability()
    db.session.commit()
    found = reasons.reasons_for(need, capability)
    assert found.comparisons
    assert reasons.restored(reasons.kept(found)) == found


def test_a_need_is_answered_by_the_capability_of_its_own_number(context):
    """Need 1 asks, capability 1 answers: their numbers are not of one series."""
    need, capability = make_need(NeedState.OPEN), make_capability()
    db.session.commit()
    assert need.id == capability.id
    assert [match.id for match in reasons.capabilities_for(need)] == [str(capability.id)]


def test_the_command_prints_the_ranking_with_reasons(app, parties):
    told = app.test_cli_runner().invoke(args=["match", str(parties["need"])]).output
    assert "真空辅助低压铸造" in told
    assert "指标符合" in told
    assert "＋" in told


def test_the_command_says_which_need_is_missing(app):
    answer = app.test_cli_runner().invoke(args=["match", "XQ-1999-0001"])
    assert answer.exit_code != 0
    assert "XQ-1999-0001" in answer.output


def test_the_index_tells_its_state_and_is_built_again(app, parties):
    run = app.test_cli_runner().invoke
    assert "1 件已重建" in run(args=["index", "rebuild"]).output
    assert "能力：公开 1 件，索引 1 件" in run(args=["index", "status"]).output


def test_whoever_is_no_party_cannot_begin(context):
    from app.matches.operations import suggest_match
    from app.workflow.declaration import NotYours
    from tests.factories import make_solver

    need, capability, stranger = make_need(NeedState.OPEN), make_capability(), make_solver()
    db.session.commit()
    with pytest.raises(NotYours):
        suggest_match(need, capability, db.session.get(User, stranger.id))
