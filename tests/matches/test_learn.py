"""A proposal changes nothing; a person applies it, every worker follows at once, and it is undone."""

import pytest

from app.accounts.models import SYSTEM
from app.audit.models import AuditEvent
from app.extensions import db
from app.matches.index import LiveIndex, index_of
from app.matches.learn import apply_parameters, propose_parameters, undo_parameters
from app.matches.learn_models import LearnedParameters
from app.workflow.declaration import NotNow, NotYours
from matching.parameters import INITIAL
from tests.factories import make_solver, make_submitter, make_user
from tests.matches.decided import make_decided
from tests.matching.decisions import ALL_BY_CHAIN


@pytest.fixture
def proposal(context):
    """(officer, proposal) learned from decisions that the chain decided."""
    officer = make_decided(ALL_BY_CHAIN)
    db.session.commit()
    row = propose_parameters(SYSTEM)
    db.session.commit()
    return officer, row


def version_in_use():
    return index_of("capability").current().parameters.version


def test_learning_finds_what_decided_and_changes_nothing_yet(proposal):
    _, row = proposal
    assert row.is_recommended, row.verdict
    learned = {name: (was, is_now) for name, _, was, is_now in row.figures["weights"]["parts"]}
    assert learned["chain"][1] > 2 * learned["chain"][0]
    assert index_of("capability").current().parameters.version == INITIAL


def test_every_worker_follows_at_once(proposal):
    officer, row = proposal
    here, elsewhere = index_of("capability"), LiveIndex("capability")
    assert elsewhere.current().parameters.version == INITIAL
    changes = here.changes
    apply_parameters(row, officer)
    db.session.commit()
    for worker in (here, elsewhere):
        weights = worker.current().parameters.part_weights
        assert weights == row.parameters["part_weights"]
    assert here.changes > changes  # answers remembered from before are not given again


def test_undoing_leads_back_and_twice_is_refused(proposal):
    officer, row = proposal
    apply_parameters(row, officer)
    db.session.commit()
    undo_parameters(officer)
    db.session.commit()
    assert index_of("capability").current().parameters.version == INITIAL
    with pytest.raises(NotNow, match="初始参数"):
        undo_parameters(officer)


def test_undoing_the_second_leads_back_to_the_first(proposal):
    officer, first = proposal
    apply_parameters(first, officer)
    second = LearnedParameters(
        base_id=first.id, model=first.model, parameters=first.parameters, figures=first.figures,
        is_recommended=True, verdict="建议采用",
    )  # fmt: skip
    db.session.add(second)
    db.session.flush()
    apply_parameters(second, officer)
    assert version_in_use() == second.version
    undo_parameters(officer)
    assert version_in_use() == first.version


def test_each_step_is_in_the_audit_log_with_its_person(proposal):
    officer, row = proposal
    apply_parameters(row, officer)
    undo_parameters(officer)
    events = db.session.scalars(
        db.select(AuditEvent).where(AuditEvent.thing_kind == "learned_parameters")
    )
    said = [(event.action, event.actor_name) for event in events]
    assert [action for action, _ in said] == ["propose", "apply", "undo"]
    assert said[1][1] == said[2][1] == officer.name


def test_nobody_but_an_officer_applies_or_undoes(proposal):
    _, row = proposal
    for person in (SYSTEM, make_solver(), make_submitter()):
        with pytest.raises(NotYours):
            apply_parameters(row, person)
        with pytest.raises(NotYours):
            undo_parameters(person)


def test_what_is_not_better_cannot_be_applied(proposal):
    officer, row = proposal
    row.is_recommended = False
    with pytest.raises(NotNow, match="没有比现行参数更好"):
        apply_parameters(row, officer)


def test_what_was_compared_with_other_parameters_cannot_be_applied(proposal):
    officer, first = proposal
    stale = propose_parameters(officer)
    apply_parameters(first, officer)
    with pytest.raises(NotNow, match="另一组参数"):
        apply_parameters(stale, officer)


def test_what_another_model_taught_cannot_be_applied(proposal):
    officer, row = proposal
    row.model = "another@1"
    with pytest.raises(NotNow, match="另一个向量模型"):
        apply_parameters(row, officer)


def test_under_another_model_the_initial_parameters_are_used_until_it_has_learned(proposal):
    officer, row = proposal
    apply_parameters(row, officer)
    db.session.commit()
    assert version_in_use() == "learned-1"
    row.model = "the model before@1"
    db.session.commit()
    assert version_in_use() == INITIAL
    assert index_of("capability").current().parameters.calibration is None


def test_parameters_of_other_scores_are_told_to_the_log_and_not_used(proposal, caplog):
    officer, row = proposal
    row.parameters = row.parameters | {"text_weights": {"smell": 1.0}}
    apply_parameters(row, officer)
    db.session.commit()
    assert index_of("capability").current().parameters.version == INITIAL
    assert "smell" in caplog.text
    from app.matches import in_force

    in_force._unusable.clear()


def test_too_few_decisions_are_refused_in_words(context):
    make_decided(ALL_BY_CHAIN, needs=3)
    with pytest.raises(NotNow, match="现有 18 条"):
        propose_parameters(SYSTEM)
    assert db.session.query(LearnedParameters).count() == 0


def test_the_command_learns_applies_and_undoes(app):
    with app.app_context():
        login = make_decided(ALL_BY_CHAIN).login
        other = make_user().login
        db.session.commit()
    run = app.test_cli_runner().invoke
    told = run(args=["match", "learn"]).output
    assert "建议采用" in told
    assert "链上位置：15 → 15 →" in told
    assert "只有市级受理岗" in run(args=["match", "learn", "--apply", "1"]).output
    assert "只有市级受理岗" in run(args=["match", "learn", "--apply", "1", "--by", other]).output
    assert "没有第 9 号" in run(args=["match", "learn", "--apply", "9", "--by", login]).output
    assert "已采用第 1 号" in run(args=["match", "learn", "--apply", "1", "--by", login]).output
    with app.app_context():
        assert version_in_use() == "learned-1"
    assert "已撤销第 1 号" in run(args=["match", "learn", "--undo", "--by", login]).output
    with app.app_context():
        assert version_in_use() == INITIAL


def test_the_command_says_that_decisions_are_too_few(app):
    answer = app.test_cli_runner().invoke(args=["match", "learn"])
    assert answer.exit_code != 0
    assert "决定不足" in answer.output
    assert "现有 0 条" in answer.output


def test_the_command_writes_the_pairs(app, tmp_path):
    from app.matches.models import MatchState
    from tests.factories import make_match

    with app.app_context():
        make_match(MatchState.APPROVED)
        db.session.commit()
    out = tmp_path / "pairs.tsv"
    told = app.test_cli_runner().invoke(args=["match", "pairs", "--out", str(out)]).output
    assert "1 对" in told
    from matching.training import read_pairs

    [(asked, offered)] = read_pairs(out)
    assert "气孔控制" in asked
    assert "真空辅助" in offered
