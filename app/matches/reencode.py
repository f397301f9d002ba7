"""A change of the model: every vector made anew beside the old ones, then all processes swap at once.

Everything is committed batch by batch by the caller, so that whoever is killed goes on where it
stopped. The old model answers until the last vector of the new one is there.
"""

import os
import socket
import uuid
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import delete, update

from app.audit.operations import record
from app.clock import now
from app.extensions import db
from app.matches.encoding import active_model, encoder
from app.matches.entries import LIVE, begin_epoch, hold_clock
from app.matches.index import LiveIndex
from app.matches.index_models import IndexModel, IndexModelState, WaitingVector
from app.matches.waiting import encode_batch, missing, move_batch, pending, pending_count, total
from app.workflow.declaration import NotNow

SILENT = timedelta(minutes=2)  # longer than any batch should take; then its process is given up


def begin(choice, model_id, actor=None):
    """The row of the change to this model, claimed for this process; raises NotNow while another
    process is at work. A change that was broken off is gone on with, one to a third model dropped."""
    hold_clock(db.session)
    active = _active_row()
    running = next((row for row in (preparing_row(), active) if row and is_running(row)), None)
    if running is not None:
        raise NotNow(f"另一个进程（{running.runner}）正在把向量换成 {running.model}，请等它完成")
    begun = preparing_row()
    if begun is not None and begun.model != model_id:
        begun.state, begun.finished_at, begun.runner = IndexModelState.STOPPED, now(), ""
        db.session.execute(delete(WaitingVector).where(WaitingVector.model == begun.model))
        begun = None
    row = active if active.model == model_id else begun
    if row is None:
        row = IndexModel(state=IndexModelState.PREPARING, model=model_id, choice=asdict(choice))
        row.started_by_id = getattr(actor, "id", None)
        db.session.add(row)
        record(None, "change_model", actor, label="开始更换向量模型", note=model_id)
    row.runner, row.beat_at = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:6]}", now()
    row.total = total(db.session)
    row.done = row.total - pending_count(db.session, row.model)
    db.session.flush()
    return row


def carry_out(row, new_encoder):
    """Does the work in steps and yields (done, total) after each, which the caller commits."""
    id, runner = row.id, row.runner
    is_change = row.state == IndexModelState.PREPARING
    yield row.done, row.total
    while True:
        yield from _encode_all(id, runner, new_encoder)
        if not is_change:
            break
        _leave_snapshots(new_encoder)
        if _swap(id):
            yield _progress(id, runner)
            break
        yield _progress(id, runner)  # something was written meanwhile
    while move_batch(db.session, new_encoder.model_id):
        yield _progress(id, runner)
    row = db.session.get(IndexModel, id)
    row.runner, row.done = "", row.total
    db.session.flush()
    yield row.total, row.total


def is_running(row):
    """Whether the process that claimed the row is still alive, as far as can be told from here."""
    if not row.runner or now() - row.beat_at > SILENT:
        return False
    host, process, _ = row.runner.rsplit(":", 2)
    return host != socket.gethostname() or _is_alive(int(process))


def preparing_row():
    chosen = db.select(IndexModel).where(IndexModel.state == IndexModelState.PREPARING)
    return db.session.scalars(chosen).first()


def _active_row():
    chosen = db.select(IndexModel).where(IndexModel.state == IndexModelState.ACTIVE)
    row = db.session.scalars(chosen).first()
    if row is None:  # nothing was ever written, or only before models were written down
        choice, _ = active_model()
        fields = {"model": encoder().model_id, "choice": asdict(choice), "finished_at": now()}
        row = IndexModel(state=IndexModelState.ACTIVE, **fields)
        db.session.add(row)
    return row


def _encode_all(id, runner, new_encoder):
    for kind in LIVE:
        missing(db.session, kind)
        yield _progress(id, runner)  # committed, so that nobody waits for us while we encode
        last = 0
        while ids := pending(db.session, kind, new_encoder.model_id, last):
            encode_batch(db.session, kind, ids, new_encoder)
            last = ids[-1]
            yield _progress(id, runner, len(ids))


def _progress(id, runner, more=0):
    """Sign of life and count; refuses to go on for a process whose claim was taken over."""
    mine = update(IndexModel).where(IndexModel.id == id, IndexModel.runner == runner)
    done = IndexModel.done + more
    if db.session.execute(mine.values(beat_at=now(), done=done)).rowcount == 0:
        raise NotNow("另一个进程接手了这次更换，本进程到此为止")
    row = db.session.get(IndexModel, id, populate_existing=True)
    return min(row.done, row.total), row.total


def _leave_snapshots(new_encoder):
    for kind in LIVE:
        LiveIndex(kind).prepare(new_encoder)


def _swap(id):
    """True when the model answers from this transaction on: under the clock nobody writes, so
    what is complete stays complete until the commit."""
    hold_clock(db.session)
    row = db.session.get(IndexModel, id, populate_existing=True)
    if pending_count(db.session, row.model):
        return False
    former = _active_row()
    former.state, former.finished_at = IndexModelState.FORMER, now()
    row.state, row.finished_at = IndexModelState.ACTIVE, now()
    begin_epoch(db.session)
    record(
        None,
        "swap_model",
        row.started_by,
        label="更换向量模型",
        note=f"{former.model} → {row.model}",
    )
    return True


def _is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
