"""Rows of the search index: written beside the things they stand for, read by every process."""

import uuid

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import selectinload

from app.capabilities.models import Capability, CapabilityState
from app.clock import now
from app.matches.documents import TRANSLATORS, content_hash
from app.matches.encoding import encoder, note_active, packed, unpacked
from app.matches.index_models import WaitingVector
from app.matches.models import IndexEntry
from app.needs.models import Need, NeedState
from app.needs.queries import PUBLIC_STATES
from matching.text import whole

# What is in the index: the model of each kind, and the states in which it is found. Needs that no
# longer take bids stand apart, so that nothing that ranks open needs has to leave them out.
LIVE = {
    "need": (Need, (NeedState.OPEN,)),
    "past_need": (Need, tuple(s for s in PUBLIC_STATES if s is not NeedState.OPEN)),
    "capability": (Capability, (CapabilityState.PUBLISHED,)),
}
CLOCK = "clock"  # one row of this kind: its sequence is the last one given, its hash the epoch
CHUNK = 500

_entry = IndexEntry.__table__
_waiting = WaitingVector.__table__


def live_things(session, kind, ids):
    """The things of these ids that are to be found, with what their documents are made of."""
    model, states = LIVE[kind]
    chosen = select(model).where(model.id.in_(ids), model.state.in_(states))
    with session.no_autoflush:
        return session.scalars(chosen.options(selectinload(model.indicators))).unique().all()


def live_ids(session, kind):
    model, states = LIVE[kind]
    chosen = select(model.id).where(model.state.in_(states))
    return session.scalars(chosen.order_by(model.id)).all()


def write_entries(session, kind, ids):
    """Bring the entries of these things in step with their rows; unchanged ones stay as they are."""
    for chunk in chunks(sorted(ids)):
        _write_chunk(session, kind, chunk)


def rewrite_entries(session, kind):
    """Encode everything that is public again, and mark as gone what is not."""
    known = select(_entry.c.thing_id).where(_entry.c.kind == kind)
    forgotten = update(_entry).where(_entry.c.kind == kind).values(content_hash="changed")
    session.execute(forgotten)
    write_entries(session, kind, {*session.scalars(known), *live_ids(session, kind)})


def read_clock(session):
    """(epoch, last sequence); the epoch tells one database from another put in its place."""
    row = session.execute(
        select(_entry.c.content_hash, _entry.c.sequence).where(_entry.c.kind == CLOCK)
    ).first()
    return tuple(row) if row else ("", 0)


def hold_clock(session):
    """Until this transaction ends nobody else writes an entry or changes the model."""
    _take_sequences(session, 0)


def begin_epoch(session):
    """Makes every process look again at what it holds, and under which model."""
    clock = update(_entry).where(_entry.c.kind == CLOCK)
    session.execute(clock.values(content_hash=uuid.uuid4().hex))


def changed_since(session, kind, sequence):
    """Ids of what was written or taken away after `sequence`."""
    chosen = select(_entry.c.thing_id)
    return session.scalars(chosen.where(_entry.c.kind == kind, _entry.c.sequence > sequence)).all()


def kept_vectors(session, kind, ids, model):
    """{(thing_id, content_hash): vector} of what was encoded by `model`."""
    return {
        (id, digest): unpacked(vector)
        for table in (_entry, _waiting)
        for id, digest, vector in session.execute(
            select(table.c.thing_id, table.c.content_hash, table.c.vector).where(
                table.c.kind == kind,
                table.c.thing_id.in_(ids),
                table.c.model == model,
                table.c.vector.is_not(None),
            )
        )
    }


def hashes(session, kind):
    """{thing_id: content_hash} of everything that is to be found."""
    found = select(_entry.c.thing_id, _entry.c.content_hash)
    found = found.where(_entry.c.kind == kind, _entry.c.vector.is_not(None))
    return dict(session.execute(found).all())


def chunks(values, size=CHUNK):
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _write_chunk(session, kind, ids):
    written = _written(session, kind, ids)
    documents = {thing.id: TRANSLATORS[kind](thing) for thing in live_things(session, kind, ids)}
    wanted = {id: content_hash(document) for id, document in documents.items()}
    changed = [id for id, digest in wanted.items() if written.get(id, (None,))[0] != digest]
    gone = [id for id, (digest,) in written.items() if digest and id not in wanted]
    if not changed and not gone:
        return
    texts = [whole(documents[id]) for id in changed]
    used = encoder()
    vectors = used.encode(texts)
    first = _take_sequences(session, len(changed) + len(gone))
    # Only now nobody else can change the model; whoever did so meanwhile is followed.
    if encoder().model_id != used.model_id:
        used = encoder()
        vectors = used.encode(texts)
    note_active(session, used)
    rows = [
        {"id_": id, "hash_": wanted[id], "model_": used.model_id, "vector_": packed(vector)}
        for id, vector in zip(changed, vectors, strict=True)
    ]
    rows += [{"id_": id, "hash_": "", "model_": "", "vector_": None} for id in gone]
    for place, row in enumerate(rows):
        row |= {"sequence_": first + place, "at_": now(), "kind_": kind}
    _store(session, [row for row in rows if row["id_"] in written], known=True)
    _store(session, [row for row in rows if row["id_"] not in written], known=False)


def _written(session, kind, ids):
    chosen = select(_entry.c.thing_id, _entry.c.content_hash)
    chosen = chosen.where(_entry.c.kind == kind, _entry.c.thing_id.in_(ids))
    return {id: (digest,) for id, digest in session.execute(chosen)}


def _take_sequences(session, count):
    """The first of `count` new numbers. The update locks the clock until the commit, so numbers
    become visible in their order and a reader never passes one that is still to come."""
    clock = _entry.c.kind == CLOCK
    taken = session.execute(update(_entry).where(clock).values(sequence=_entry.c.sequence + count))
    if taken.rowcount == 0:
        epoch = uuid.uuid4().hex
        fields = {"kind": CLOCK, "thing_id": 0, "sequence": count, "content_hash": epoch}
        session.execute(insert(_entry).values(model="", indexed_at=now(), **fields))
    return session.scalar(select(_entry.c.sequence).where(clock)) - count + 1


def _store(session, rows, known):
    if not rows:
        return
    columns = {
        "sequence": bindparam("sequence_"),
        "content_hash": bindparam("hash_"),
        "model": bindparam("model_"),
        "vector": bindparam("vector_"),
        "indexed_at": bindparam("at_"),
    }
    key = {"kind": bindparam("kind_"), "thing_id": bindparam("id_")}
    if known:
        same = (_entry.c.kind == key["kind"], _entry.c.thing_id == key["thing_id"])
        statement = update(_entry).where(*same).values(columns)
    else:
        statement = insert(_entry).values(key | columns)
    session.connection().execute(statement, rows)
