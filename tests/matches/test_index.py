"""The index follows the database: at once, in every process, and without its cache."""

import shutil
from pathlib import Path

import pytest

from app import create_app
from app.accounts.models import User
from app.capabilities.models import Capability, CapabilityState
from app.extensions import db
from app.matches.entries import read_clock
from app.matches.index import LiveIndex, index_of
from app.matches.models import IndexEntry
from app.matches.reasons import capabilities_for
from app.matches.search import capability_ids, need_ids
from app.needs.models import NeedState
from app.workflow.advance import advance
from tests.factories import make_capability, make_need, make_officer


def holds(id, kind="capability"):
    return str(id) in index_of(kind).current()


def entry_of(id, kind="capability"):
    return db.session.query(IndexEntry).filter_by(kind=kind, thing_id=id).one_or_none()


def kept(factory, *args, **fields):
    row = factory(*args, **fields)
    db.session.commit()
    return row


def test_a_published_capability_is_found_at_once(context):
    capability = kept(make_capability)
    assert holds(capability.id)
    assert capability_ids("真空低压铸造") == [capability.id]


def test_a_draft_leaves_no_trace(context):
    capability = kept(make_capability, CapabilityState.DRAFT)
    assert not holds(capability.id)
    assert entry_of(capability.id) is None


def test_publishing_by_the_process_puts_it_in(context):
    officer, capability = make_officer(), make_capability(CapabilityState.SUBMITTED)
    db.session.commit()
    assert not holds(capability.id)
    advance(capability, "publish", officer)
    db.session.commit()
    assert holds(capability.id)


def test_a_changed_capability_is_found_by_its_new_words(context):
    capability = kept(make_capability)
    other = kept(make_capability, title="风电主轴轴承滚道淬火", summary="中频感应淬火，硬度均匀。")
    capability.title = "超声相控阵检测焊缝"
    capability.summary = "对厚板焊缝做相控阵检测，检出率 98%。"
    db.session.commit()
    assert capability_ids("相控阵检测焊缝缺陷")[0] == capability.id
    assert capability_ids("轴承滚道淬火")[0] == other.id


def test_a_changed_indicator_is_compared_with_its_new_figure(context):
    capability = kept(make_capability)
    before = entry_of(capability.id).content_hash
    capability.indicators[0].value = 0.3
    db.session.commit()
    db.session.expire_all()
    assert entry_of(capability.id).content_hash != before


def test_a_withdrawn_capability_is_gone_at_once(context):
    officer, capability = make_officer(), make_capability()
    db.session.commit()
    assert holds(capability.id)
    advance(capability, "archive", officer, note="停产")
    db.session.commit()
    assert not holds(capability.id)
    assert entry_of(capability.id).vector is None


def test_a_need_is_found_only_while_it_is_open(context):
    need = kept(make_need, NeedState.VETTED)
    assert need_ids("气孔") == []
    need.state = NeedState.OPEN
    db.session.commit()
    assert need_ids("气孔") == [need.id]
    need.state = NeedState.AWARDED
    db.session.commit()
    assert need_ids("气孔") == []


def test_what_is_rolled_back_was_never_there(context):
    kept(make_need)
    before = read_clock(db.session)
    make_capability()
    db.session.rollback()
    db.session.commit()
    assert read_clock(db.session) == before


def test_a_change_that_the_index_does_not_read_writes_no_entry(context):
    capability = kept(make_capability)
    before = entry_of(capability.id).sequence
    capability.available = "签约后两周"
    db.session.commit()
    assert entry_of(capability.id).sequence == before


def test_a_moved_organisation_moves_its_capabilities(context):
    capability = kept(make_capability)
    capability.organisation.region = "北碚区"
    db.session.commit()
    db.session.expire_all()
    need = kept(make_need, NeedState.OPEN)
    found = capabilities_for(need, filters={"region": ["北碚区"]})
    assert [match.id for match in found] == [str(capability.id)]
    assert capabilities_for(need, filters={"region": ["江津区"]}) == []


def test_many_changes_in_one_transaction_have_numbers_in_a_row(context):
    rows = [make_capability() for _ in range(30)]
    db.session.commit()
    sequences = [entry_of(row.id).sequence for row in rows]
    assert sorted(sequences) == list(range(min(sequences), min(sequences) + 30))
    assert len(index_of("capability").current()) == 30


def test_a_deleted_cache_is_made_again_from_the_rows(context, app):
    capability = kept(make_capability)
    index_of("capability").rebuild()
    shutil.rmtree(Path(app.config["DATA_DIR"]) / "index")
    fresh = LiveIndex("capability")
    assert str(capability.id) in fresh.current()
    assert (Path(app.config["DATA_DIR"]) / "index" / "capability.json").exists()


@pytest.mark.parametrize("wound", [b"", b"not a snapshot", b"{}"])
def test_a_broken_cache_is_not_used(context, app, wound):
    capability = kept(make_capability)
    index_of("capability").rebuild()
    folder = Path(app.config["DATA_DIR"]) / "index"
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(wound)
    assert str(capability.id) in LiveIndex("capability").current()


def test_a_stale_cache_is_brought_up_to_the_rows(context, app):
    officer, first, second = make_officer(), make_capability(), make_capability()
    db.session.commit()
    index_of("capability").rebuild()
    advance(first, "archive", officer, note="停产")
    third = make_capability()
    db.session.commit()
    fresh = LiveIndex("capability")
    fresh.current()
    assert set(fresh.hashes) == {second.id, third.id}


@pytest.fixture
def other(app):
    """A second worker: its own index, its own sessions, only the database between."""
    second = create_app(DATA_DIR=app.config["DATA_DIR"], TESTING=True, SECRET_KEY="tests")
    yield second
    with second.app_context():
        db.session.remove()
        db.engine.dispose()


def test_two_applications_on_one_database_see_each_other(app, other, made):
    officer = made(make_officer)

    def seen_by(one, id):
        with one.app_context():
            return holds(id)

    id = made(make_capability)
    assert seen_by(app, id)
    assert seen_by(other, id)
    with other.app_context():
        db.session.get(Capability, id).title = "半固态流变压铸"
        db.session.commit()
    with app.app_context():
        assert capability_ids("半固态流变")[0] == id
        assert index_of("capability").hashes[id] == entry_of(id).content_hash
    with app.app_context():
        advance(db.session.get(Capability, id), "archive", db.session.get(User, officer), note="停")
        db.session.commit()
    assert not seen_by(other, id)
