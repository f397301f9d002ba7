"""Workers as real processes: they never disagree, and one that is killed loses nothing."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from app.config import ROOT
from app.extensions import db
from app.matches.index import LiveIndex
from app.matches.models import IndexEntry
from tests.conftest import PATIENCE
from tests.factories import make_capability

STARTED = """
import json, random, sys
from app import create_app
from app.capabilities.models import Capability, CapabilityState
from app.extensions import db
from app.matches.index import index_of
from matching import Document

app = create_app()
question = Document("", "压铸件气孔控制", "铝合金壳体压铸气孔、孔隙率、焊缝检测与电镀废水回收")

def ranking(index):
    # Its change is known only if none was committed while the rows were read.
    reached = None
    while reached != (index.epoch, index.seen):
        found = index.current().rank(question, 12)
        reached = index.epoch, index.seen
        index.current()
    return [*reached, [[one.id, one.score] for one in found]]
"""
WORKER = (
    STARTED
    + """
ids, me = json.loads(sys.argv[1]), int(sys.argv[2])
chance = random.Random(me)
words = ["气孔控制", "孔隙率检测", "焊缝相控阵", "电镀废水回收", "壳体压铸", "低压铸造"]
with app.app_context():
    index = index_of("capability")
    for step in range(12):
        capability = db.session.get(Capability, chance.choice(ids))
        what = chance.choice(["change", "change", "archive", "publish"])
        if what == "change":
            capability.title = "".join(chance.sample(words, 2))
            capability.summary = "铝合金" + "，".join(chance.sample(words, 3)) + "。"
        else:
            is_out = what == "archive"
            capability.state = CapabilityState.ARCHIVED if is_out else CapabilityState.PUBLISHED
        is_public, id = capability.state == CapabilityState.PUBLISHED, str(capability.id)
        title = capability.title
        db.session.commit()
        mine = index.current()
        if (id in mine) != is_public:
            sys.exit(f"{what} of {id} by {me} is not seen by itself")
        if is_public and mine.document(id).title != title:
            sys.exit(f"{id} has another title than {me} gave it")
        db.session.rollback()
        print(json.dumps(ranking(index)), flush=True)
        db.session.rollback()
    sys.stdin.readline()  # until everybody is done
    print(json.dumps(ranking(index)), flush=True)
"""
)
LATE = STARTED + "with app.app_context(): print(json.dumps(ranking(index_of('capability'))))"
SAVER = (
    STARTED
    + """
with app.app_context():
    index = index_of("capability")
    index.current()
    print("ready", flush=True)
    while True:
        index.save()
"""
)


def started(app, script, *arguments):
    settings = {"DATA_DIR": app.config["DATA_DIR"], "SECRET_KEY": "tests", "ENCODER": ""}
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env={**os.environ, **settings, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def ids(app):
    """Published capabilities, some of them word for word the same."""
    with app.app_context():
        rows = [make_capability(title=f"真空低压铸造 {number // 2}") for number in range(18)]
        db.session.commit()
        found = [row.id for row in rows]
        db.session.remove()
    return found


def told(workers, steps=0):
    """What each worker printed; the last line once all have taken their steps."""
    said = [[worker.stdout.readline() for _ in range(steps)] for worker in workers]
    for worker, lines in zip(workers, said, strict=True):
        rest, problem = worker.communicate("\n", timeout=PATIENCE)
        assert worker.returncode == 0, problem[-2_000:]
        yield [json.loads(line) for line in (*lines, *rest.splitlines())]


def test_workers_that_write_and_ask_at_once_never_disagree(app, ids):
    shares = [ids[place::3] for place in range(3)]  # each changes its own, all ask about all
    workers = [
        started(app, WORKER, json.dumps(share), str(place)) for place, share in enumerate(shares)
    ]
    answers = {}
    for said in told(workers, steps=12):
        sequences = [sequence for _, sequence, _ in said]
        assert sequences == sorted(sequences)
        for epoch, sequence, ranking in said:
            assert answers.setdefault((epoch, sequence), ranking) == ranking
        assert len(said) == 13
    # What they hold in the end is what a process finds that reads every row anew.
    with app.app_context():
        entries = db.session.query(IndexEntry).filter_by(kind="capability")
        public = {str(one.thing_id) for one in entries if one.vector is not None}
        fresh = LiveIndex("capability")
        fresh.rebuild()
        assert set(map(str, fresh.hashes)) == public
        db.session.remove()
    (((epoch, sequence, ranking),),) = told([started(app, LATE)])
    assert sequence == max(sequence for _, sequence in answers)
    assert answers[epoch, sequence] == ranking


def test_a_worker_killed_while_it_writes_a_snapshot_loses_nothing(app, ids):
    chance = random.Random(5)
    for _ in range(4):
        worker = started(app, SAVER)
        try:
            assert worker.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.0, 0.3))
            worker.send_signal(signal.SIGKILL)
            assert worker.wait(timeout=PATIENCE) == -signal.SIGKILL
        finally:
            worker.kill()
            worker.communicate()
        with app.app_context():
            matcher = LiveIndex("capability").current()
            assert len(matcher) == len(ids)
            assert all(str(id) in matcher for id in ids)
            db.session.remove()
