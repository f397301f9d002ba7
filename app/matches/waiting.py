"""Vectors under a model that does not answer yet: which are missing, made, and moved into place."""

from sqlalchemy import and_, bindparam, delete, func, insert, select, update

from app.matches.documents import TRANSLATORS, content_hash
from app.matches.encoding import packed
from app.matches.entries import LIVE, live_ids, live_things, write_entries
from app.matches.index_models import WaitingVector
from app.matches.models import IndexEntry
from matching.text import whole

BATCH = 64  # small, so that the bar moves and little is lost when the process is killed
MOVED = 500

_entry = IndexEntry.__table__
_waiting = WaitingVector.__table__


def total(session):
    """How many documents are in the index."""
    found = select(func.count()).where(_entry.c.kind.in_(LIVE), _entry.c.vector.is_not(None))
    return session.scalar(found)


def pending_count(session, model):
    return session.scalar(_lacking(select(func.count(_entry.c.id)), model))


def pending(session, kind, model, after):
    """Ids of the next documents that have no vector of this model for what they say now."""
    chosen = _lacking(select(_entry.c.thing_id), model)
    chosen = chosen.where(_entry.c.kind == kind, _entry.c.thing_id > after)
    return session.scalars(chosen.order_by(_entry.c.thing_id).limit(BATCH)).all()


def missing(session, kind):
    """Give an entry to whatever is public and has none, written past the session that keeps them."""
    known = session.scalars(select(_entry.c.thing_id).where(_entry.c.kind == kind)).all()
    write_entries(session, kind, set(live_ids(session, kind)) - set(known))


def encode_batch(session, kind, ids, encoder):
    """Make and keep the vectors of these documents under `encoder`."""
    documents = {thing.id: TRANSLATORS[kind](thing) for thing in live_things(session, kind, ids)}
    digests = {id: content_hash(document) for id, document in documents.items()}
    vectors = encoder.encode([whole(document) for document in documents.values()])
    # Encoded before anything is written: the writers of the site must not wait for it.
    known = dict(session.execute(_hashes(kind, ids)).all())
    write_entries(session, kind, [id for id in ids if known.get(id) != digests.get(id)])
    rows = [
        {
            "kind": kind,
            "thing_id": id,
            "model": encoder.model_id,
            "content_hash": digests[id],
            "vector": packed(vector),
        }
        for id, vector in zip(documents, vectors, strict=True)
    ]
    same = and_(
        _waiting.c.kind == kind,
        _waiting.c.thing_id.in_(ids),
        _waiting.c.model == encoder.model_id,
    )
    session.execute(delete(_waiting).where(same))
    if rows:
        session.execute(insert(_waiting), rows)


def move_batch(session, model):
    """Put some waiting vectors of the model that answers into their entries, in place of the old
    model's; vectors of any other model are dropped. False when none is left."""
    session.execute(delete(_waiting).where(_waiting.c.model != model))
    rows = session.execute(select(_waiting).limit(MOVED)).all()
    if not rows:
        return False
    same = (
        _entry.c.kind == bindparam("kind_"),
        _entry.c.thing_id == bindparam("id_"),
        _entry.c.content_hash == bindparam("hash_"),  # else it was written again meanwhile
    )
    values = {"vector": bindparam("vector_"), "model": bindparam("model_")}
    session.connection().execute(
        update(_entry).where(*same).values(values),
        [
            {
                "kind_": row.kind,
                "id_": row.thing_id,
                "hash_": row.content_hash,
                "vector_": row.vector,
                "model_": row.model,
            }
            for row in rows
        ],
    )
    session.execute(delete(_waiting).where(_waiting.c.id.in_([row.id for row in rows])))
    return True


def _hashes(kind, ids):
    chosen = select(_entry.c.thing_id, _entry.c.content_hash)
    return chosen.where(_entry.c.kind == kind, _entry.c.thing_id.in_(ids))


def _lacking(chosen, model):
    """`chosen` of the living entries without a vector of the model, in either place."""
    waits = and_(
        _waiting.c.kind == _entry.c.kind,
        _waiting.c.thing_id == _entry.c.thing_id,
        _waiting.c.model == model,
        _waiting.c.content_hash == _entry.c.content_hash,
    )
    return chosen.select_from(_entry.outerjoin(_waiting, waits)).where(
        _entry.c.kind.in_(LIVE),
        _entry.c.vector.is_not(None),
        _entry.c.model != model,
        _waiting.c.id.is_(None),
    )
