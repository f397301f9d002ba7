"""The engine: offered is allowed, list is page, and two people at once."""

import itertools

import pytest

from app.accounts.models import SYSTEM, Visitor
from app.audit.queries import first_broken, timeline
from app.extensions import db
from app.inbox.models import Message
from app.needs.models import NeedState
from app.workflow.advance import advance, held_back, offered
from app.workflow.declaration import NotNow, NotYours, OpinionMissing, Role, UnknownAction
from app.workflow.registry import workflows
from app.workflow.visible import may_see, visible
from tests import factories as make
from tests.workflow.worlds import NOUNS, world_of


@pytest.mark.parametrize("noun", NOUNS)
def test_what_is_offered_is_what_is_allowed(context, noun):
    """Every person x state x action: a button is there exactly when the engine would obey it."""
    workflow, thing, people = world_of(noun)
    for state, person in itertools.product(workflow.states, people):
        thing.state = state.code
        db.session.flush()
        names = {action.name for action in offered(thing, person)}
        for action in workflow.actions:
            with db.session.begin_nested() as trial:
                try:
                    advance(thing, action.name, person, note="意见", reason=_any_reason(action))
                    obeyed = True
                except (NotYours, NotNow):
                    obeyed = False
                trial.rollback()
            db.session.refresh(thing)
            assert obeyed == (action.name in names), (state.code, person.name, action.name)


@pytest.mark.parametrize("noun", NOUNS)
def test_the_list_shows_exactly_what_the_page_would(context, noun):
    workflow, thing, people = world_of(noun)
    for state, person in itertools.product(workflow.states, people):
        thing.state = state.code
        db.session.flush()
        db.session.expire_all()
        listed = thing in db.session.scalars(visible(workflow.model, person)).unique().all()
        assert listed == may_see(thing, person), (state.code, person.name)


@pytest.mark.parametrize("noun", NOUNS)
def test_every_state_can_be_reached_and_every_action_has_a_doer(context, noun):
    workflow, _, _ = world_of(noun)
    reached, before = {workflow.initial}, None
    while reached != before:
        before = set(reached)
        reached |= {a.target for a in workflow.actions if reached & set(a.sources)}
    assert reached == {state.code for state in workflow.states}
    assert all(action.by for action in workflow.actions)


@pytest.mark.parametrize("noun", NOUNS)
def test_whoever_a_state_waits_for_can_see_it(context, noun):
    workflow, _, _ = world_of(noun)
    for state in workflow.states:
        waits = state.waits_for
        if waits and waits is not Role.SOLVER:
            assert waits in state.visible_to or Role.PUBLIC in state.visible_to, state.code


def test_a_move_is_audited_told_and_chained(context):
    officer, need = make.make_district_officer(), make.make_need()
    submitter = make.make_submitter(need.organisation)
    event = advance(need, "submit", submitter)
    db.session.commit()
    assert (event.before, event.after) == ("draft", "submitted")
    assert timeline(need)[0] is event
    told = db.session.scalars(db.select(Message.user_id)).all()
    assert told == [officer.id]
    assert first_broken() is None


def test_a_changed_event_breaks_the_chain(context):
    need = make.make_need()
    event = advance(need, "submit", make.make_submitter(need.organisation))
    db.session.commit()
    db.session.execute(
        db.text("update audit_event set note = '改过' where id = :i"), {"i": event.id}
    )
    db.session.expire_all()
    assert first_broken() == event.id


def test_an_event_cannot_be_changed_through_the_application(context):
    need = make.make_need()
    event = advance(need, "submit", make.make_submitter(need.organisation))
    event.note = "改过"
    with pytest.raises(RuntimeError, match="never changed"):
        db.session.flush()


def test_the_second_of_two_people_is_told_that_somebody_was_quicker(context):
    need = make.make_need(NeedState.SUBMITTED)
    officer = make.make_officer()
    seen = need.version
    advance(need, "recommend", officer, note="同意", version=seen)
    with pytest.raises(NotNow):
        advance(need, "return", officer, note="退回", version=seen)


def test_an_opinion_the_process_wants_must_be_given(context):
    need = make.make_need(NeedState.SUBMITTED)
    with pytest.raises(OpinionMissing, match="推荐"):
        advance(need, "recommend", make.make_officer(), note="  ")


def test_a_refusal_must_pick_its_reason(context):
    need = make.make_need(NeedState.RECOMMENDED)
    with pytest.raises(OpinionMissing, match="理由"):
        advance(need, "refuse", make.make_officer(), note="不合适", reason="made up")


def test_an_unknown_action_is_named(context):
    with pytest.raises(UnknownAction, match="fly"):
        advance(make.make_need(), "fly", SYSTEM)


def test_a_rule_that_stands_in_the_way_is_said_beforehand(context):
    need = make.make_need(is_declared_true=False)
    submitter = make.make_submitter(need.organisation)
    assert "submit" not in {action.name for action in offered(need, submitter)}
    reasons = {action.name: reason for action, reason in held_back(need, submitter)}
    assert "承诺" in reasons["submit"]


def test_a_stranger_holds_nothing_but_the_public_role(context):
    assert make.make_need().roles_of(Visitor()) == {Role.PUBLIC}


def test_every_workflow_is_tried_here(context):
    assert {workflow.name for workflow in workflows()} == set(NOUNS)


def _any_reason(action):
    return action.reasons[0][0] if action.reasons else ""
