"""The model of the index is changed beside the old one; nobody notices until all is there."""

import shutil

import numpy as np
import pytest
from tokenizers import Tokenizer

from app import create_app
from app.audit.models import AuditEvent
from app.extensions import db
from app.matches import encoding
from app.matches.encoding import active_model, encoder
from app.matches.entries import kept_vectors
from app.matches.index import LiveIndex, index_of
from app.matches.index_models import IndexModel, IndexModelState, WaitingVector
from app.matches.models import IndexEntry
from app.matches.reencode import begin, carry_out
from app.matches.search import capability_ids
from app.workflow.declaration import NotNow
from matching import EncoderChoice, load_encoder
from matching.encoder import STATIC, STATIC_MODEL
from matching.static_model import write_static_model
from tests.factories import make_capability, make_officer

TITLES = ("真空低压铸造壳体", "中频感应淬火轴承滚道", "超声相控阵检测厚板焊缝")


@pytest.fixture(scope="session")
def other_model(tmp_path_factory):
    """A folder with another model in sentence-transformers' format: 16 random dimensions."""
    tokenizer = Tokenizer.from_file(str(STATIC_MODEL / "tokenizer.json"))
    rows = np.random.default_rng(0).normal(size=(tokenizer.get_vocab_size(), 16))
    folder = tmp_path_factory.mktemp("models") / "other"
    write_static_model(folder, tokenizer, rows.astype(np.float32))
    return str(folder)


@pytest.fixture
def second(app):
    """Another worker: its own index and sessions, only the database between."""
    worker = create_app(DATA_DIR=app.config["DATA_DIR"], TESTING=True, SECRET_KEY="tests")
    yield worker
    with worker.app_context():
        db.session.remove()
        db.engine.dispose()


def published(count=3):
    """Capabilities over several batches' worth of texts, found by their titles."""
    rows = [make_capability(title=f"{TITLES[i % 3]} {i}") for i in range(count)]
    db.session.commit()
    return rows


def started(name):
    new = load_encoder(name)
    row = begin(EncoderChoice(name), new.model_id)
    db.session.commit()
    return row, new


def finish(row, new):
    for _ in carry_out(row, new):
        db.session.commit()


def answering():
    return index_of("capability").current().encoder.model_id


def test_after_the_change_everything_answers_with_the_new_model(context, other_model):
    rows = published()
    old = answering()
    change, new = started(other_model)
    finish(change, new)
    assert old != answering() == new.model_id
    assert set(capability_ids("真空低压铸造壳体")) <= {row.id for row in rows}
    entries = db.session.query(IndexEntry).filter(IndexEntry.vector.is_not(None)).all()
    assert {entry.model for entry in entries} == {new.model_id}
    assert {len(entry.vector) for entry in entries} == {new.dimension * 2}
    assert db.session.query(WaitingVector).count() == 0


def test_search_answers_from_the_old_model_until_the_last_vector_is_there(context, other_model):
    rows = published(80)  # more than one batch
    old = answering()
    steps = carry_out(*started(other_model))
    seen = []
    for done, total in steps:
        db.session.commit()
        active = active_model()[1]
        assert answering() == active
        assert capability_ids(TITLES[0])[0] in {row.id for row in rows}
        seen.append((active == old, done, total))
    shares = [done / total for is_old, done, total in seen if is_old]
    assert shares[0] == 0
    assert any(0 < share < 1 for share in shares)
    assert seen[-1] == (False, 80, 80)


def test_another_worker_sees_the_swap_at_its_next_question(app, second, made, other_model):
    made(make_capability)

    def seen_by(worker):
        with worker.app_context():
            return answering()

    before = seen_by(second)
    with app.app_context():
        change, new = started(other_model)
        steps = carry_out(change, new)
        next(steps)
        db.session.commit()
    assert seen_by(second) == before
    with app.app_context():
        for _ in steps:
            db.session.commit()
    assert seen_by(second) == seen_by(app) == new.model_id


def test_the_snapshot_of_the_new_model_waits_for_whoever_opens_it(context, other_model):
    published()
    finish(*started(other_model))
    fresh = LiveIndex("capability")
    fresh.current()
    assert fresh.changes == 1  # opened and found whole: nothing was read from the rows again


def test_a_change_broken_off_half_way_goes_on_where_it_stopped(context, other_model):
    published(100)
    change, new = started(other_model)
    steps = carry_out(change, new)
    while next(steps)[0] == 0:
        db.session.commit()
    db.session.commit()
    kept = {vector.id for vector in db.session.query(WaitingVector)}
    steps.close()
    db.session.get(IndexModel, change.id).runner = "another-host:1:gone"
    db.session.get(IndexModel, change.id).beat_at = change.started_at.replace(year=2020)
    db.session.commit()
    again, _ = started(other_model)
    assert again.id == change.id
    assert again.done == len(kept) == 64
    finish(again, new)
    assert answering() == new.model_id


def test_two_at_once_are_refused(context, other_model):
    published()
    change, _ = started(other_model)
    assert change.runner
    with pytest.raises(NotNow, match="另一个进程"):
        started(str(STATIC_MODEL))
    db.session.rollback()


def test_who_was_taken_over_does_not_go_on(context, other_model):
    published()
    change, new = started(other_model)
    steps = carry_out(change, new)
    next(steps)
    change.runner = "another-host:1:new"
    db.session.commit()
    with pytest.raises(NotNow, match="接手"):
        list(steps)


def test_what_is_written_during_the_change_has_the_new_vector_too(context, other_model):
    rows = published(80)
    steps = carry_out(*started(other_model))
    while next(steps)[0] == 0:
        db.session.commit()
    rows[0].title = "半固态流变压铸"  # its new vector was there already, and is of no use now
    late = make_capability(title="激光熔覆修复轧辊")
    db.session.commit()
    assert capability_ids("半固态流变压铸")[0] == rows[0].id
    for _ in steps:
        db.session.commit()
    entries = {entry.thing_id: entry for entry in db.session.query(IndexEntry)}
    model = active_model()[1]
    for row in (rows[0], late):
        key = (row.id, entries[row.id].content_hash)
        assert key in kept_vectors(db.session, "capability", [row.id], model)
    assert capability_ids("激光熔覆修复轧辊")[0] == late.id


def test_a_changed_setting_alone_changes_no_answer(app, second, made, other_model):
    made(make_capability)
    second.config["ENCODER"] = other_model
    with second.app_context():
        assert answering().startswith("words-order@")
        made_since = make_capability(title="激光熔覆修复轧辊")
        db.session.commit()
        entry = (
            db.session.query(IndexEntry).filter_by(kind="capability", thing_id=made_since.id).one()
        )
        assert entry.model.startswith("words-order@")


def test_a_third_model_drops_what_was_begun_for_the_second(context, other_model, tmp_path):
    published()
    change, new = started(other_model)
    steps = carry_out(change, new)
    next(steps)
    next(steps)
    db.session.commit()
    change.runner = ""
    db.session.commit()
    third, shipped = started("")
    assert db.session.get(IndexModel, change.id).state == IndexModelState.STOPPED
    assert third.state == IndexModelState.ACTIVE  # the one that answers already
    finish(third, shipped)
    assert db.session.query(WaitingVector).count() == 0


def test_a_model_that_is_gone_is_told_and_the_shipped_one_answers(context, tmp_path, other_model):
    capability = published(1)[0]
    moved = tmp_path / "moved"
    shutil.copytree(other_model, moved)
    finish(*started(str(moved)))
    shutil.rmtree(moved)
    encoding._loaded.clear()  # a process that starts now
    fresh = LiveIndex("capability")
    assert str(capability.id) in fresh.current()
    assert encoder().model_id.startswith("words-order@")
    assert "没有目录" in encoding.problem_of_active()


def test_a_site_that_began_with_the_static_model_keeps_it_until_it_is_changed(context):
    context.config["ENCODER"] = STATIC
    capability = published(1)[0]
    assert answering().startswith("static-zh@")
    context.config["ENCODER"] = ""
    assert answering().startswith("static-zh@")
    db.session.query(IndexModel).delete()  # as in the days before a change was written down
    db.session.commit()
    assert active_model()[0] == EncoderChoice(STATIC)
    finish(*started(""))
    assert answering().startswith("words-order@")
    assert capability_ids(capability.title)[0] == capability.id


def test_an_empty_site_can_change_its_model(context, other_model):
    change, new = started(other_model)
    finish(change, new)
    capability = make_capability()
    db.session.commit()
    assert answering() == new.model_id
    assert capability_ids(capability.title) == [capability.id]


def test_the_audit_tells_who_changed_the_model(context, other_model):
    officer = make_officer()
    new = load_encoder(other_model)
    finish(begin(EncoderChoice(other_model), new.model_id, officer), new)
    told = db.session.query(AuditEvent).filter(AuditEvent.action == "swap_model").one()
    assert told.actor_id == officer.id
    assert new.model_id in told.note
