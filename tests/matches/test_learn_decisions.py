"""Which decisions teach, and what they say; which do not, and why."""

import pytest

from app.bids.models import BidState
from app.extensions import db
from app.matches.learn_decisions import gather
from app.matches.learn_pairs import public_pairs
from app.matches.models import MatchState
from app.matches.operations import decline_recommendation
from app.needs.models import NeedState
from app.workflow.advance import advance
from tests.factories import (
    make_bid,
    make_capability,
    make_match,
    make_need,
    make_officer,
    make_organisation,
    make_solver,
)


@pytest.fixture
def reviewed(context):
    """(officer, match) of a match that waits for the committee."""
    officer, match = make_officer(), make_match(MatchState.UNDER_REVIEW)
    db.session.commit()
    return officer, match


def taught():
    db.session.commit()
    return [row.is_right for row in gather().decided]


def test_an_approved_match_was_right(reviewed):
    officer, match = reviewed
    advance(match, "approve", officer, note="同意")
    assert taught() == [True]


@pytest.mark.parametrize("reason", ["indicators", "unrelated"])
def test_a_match_refused_for_its_substance_was_wrong(reviewed, reason):
    officer, match = reviewed
    advance(match, "reject", officer, note="不行", reason=reason)
    assert taught() == [False]


@pytest.mark.parametrize("reason", ["related", "terms", "other"])
def test_kinship_and_terms_teach_nothing_about_the_pair(reviewed, reason):
    officer, match = reviewed
    advance(match, "reject", officer, note="不行", reason=reason)
    assert taught() == []
    assert gather().unrelated_reasons == 1


def test_an_approved_match_whose_terms_failed_was_still_right(reviewed):
    officer, match = reviewed
    advance(match, "approve", officer, note="同意")
    advance(match, "reject", officer, note="价格谈不拢", reason="terms")
    assert taught() == [True]


def test_unrelated_said_by_an_institute_is_a_wrong_suggestion(context):
    institute = make_organisation("institute")
    need, capability = make_need(NeedState.OPEN), make_capability(organisation=institute)
    solver = make_solver(institute)
    db.session.commit()
    decline_recommendation(need, capability, solver)
    assert taught() == [False]


def test_what_nobody_decided_teaches_nothing(context):
    make_match(MatchState.SUGGESTED)
    make_match(MatchState.UNDER_REVIEW)
    make_bid(BidState.SUBMITTED, capability=make_capability())
    make_bid(BidState.OPENED, capability=make_capability())
    assert taught() == []


@pytest.mark.parametrize("state", [BidState.ELIGIBLE, BidState.RESERVE, BidState.AWARDED])
def test_a_bid_that_qualified_shows_that_its_capability_fits(context, state):
    make_bid(state, capability=make_capability())
    assert taught() == [True]


def test_a_bid_without_a_capability_is_counted_but_teaches_nothing(context):
    make_bid(BidState.AWARDED)
    assert taught() == []
    assert gather().without_capability == 1


def test_a_bid_that_lost_for_its_indicators_was_wrong_and_one_beaten_was_right(context):
    officer = make_officer()
    need = make_need(NeedState.REVIEWING)
    for reason in ("indicators", "better"):
        bid = make_bid(BidState.OPENED, need=need, capability=make_capability())
        advance(bid, "qualify", officer, note="合格")
        advance(bid, "decline", officer, note="未选", reason=reason)
    assert taught() == [False, True]


def test_the_match_is_believed_where_a_bid_of_the_same_pair_failed(context):
    need, capability = make_need(NeedState.OPEN), make_capability()
    make_match(MatchState.APPROVED, need=need, capability=capability)
    bid = make_bid(BidState.ELIGIBLE, need=need, capability=capability)
    advance(bid, "decline", make_officer(), note="未选", reason="route")
    assert taught() == [True]


def test_a_withdrawn_capability_without_kept_scores_is_left_out_and_counted(context):
    from app.capabilities.models import CapabilityState

    make_bid(BidState.AWARDED, capability=make_capability(CapabilityState.ARCHIVED))
    assert taught() == []
    assert gather().gone == 1


def test_what_was_kept_at_the_decision_is_what_is_learned_from(reviewed):
    officer, match = reviewed
    advance(match, "approve", officer, note="同意")
    kept = match.snapshot
    match.capability.summary = "改成了完全不同的一件事：食堂供餐与绿化养护。"
    db.session.commit()
    [example] = gather().examples
    assert example.text_scores == kept["text_scores"]


def test_exported_pairs_are_right_and_public(context):
    plant = make_organisation(contact_name="赵机密", contact_phone="13812345678")
    shown = make_need(NeedState.OPEN, organisation=plant, import_source="某国某公司")
    hidden = make_need(NeedState.WITHDRAWN, title="撤回的需求")
    for need in (shown, hidden):
        make_match(MatchState.APPROVED, need=need, capability=make_capability())
    make_match(MatchState.REJECTED, need=shown, capability=make_capability(title="不合适的能力"))
    db.session.commit()
    [(asked, offered)] = public_pairs()
    assert shown.title in asked
    assert "真空辅助低压铸造" in offered
    assert not any(secret in asked + offered for secret in ("赵机密", "13812345678", "某国某公司"))
    assert "\t" not in asked + offered
    assert "\n" not in asked + offered
