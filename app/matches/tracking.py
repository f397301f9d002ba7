"""Whatever is published, changed or withdrawn reaches the search index in the same transaction."""

from sqlalchemy import event, inspect, select

from app.accounts.models import Organisation
from app.capabilities.models import Capability, CapabilityIndicator
from app.extensions import db
from app.matches.entries import LIVE, write_entries
from app.needs.models import Need, NeedIndicator

# What a change of each row touches: (kinds, the column that names the thing).
TOUCHED = {
    Need: (("need", "past_need"), "id"),
    NeedIndicator: (("need", "past_need"), "need_id"),
    Capability: (("capability",), "id"),
    CapabilityIndicator: (("capability",), "capability_id"),
}
KINDS = {kind: model for kind, (model, _) in LIVE.items()}
PENDING = "things to index"


def install():
    """Listen to every session; called once by create_app, harmless when called again."""
    for name, listener in (
        ("after_flush", _note_changes),
        ("before_commit", _write_pending),
        ("after_soft_rollback", _forget),
    ):
        if not event.contains(db.session, name, listener):
            event.listen(db.session, name, listener)


def touch(session, kind, ids):
    """Mark things that were written past the ORM, so that this transaction indexes them."""
    session.info.setdefault(PENDING, {kind: set() for kind in KINDS})[kind].update(ids)


def _note_changes(session, _flush):
    for thing in (*session.new, *session.dirty, *session.deleted):
        if type(thing) in TOUCHED:
            kinds, column = TOUCHED[type(thing)]
            for kind in kinds:
                touch(session, kind, [getattr(thing, column)])
        elif isinstance(thing, Organisation) and _is_moved(thing):
            _touch_all_of(session, thing)


def _is_moved(organisation):
    """Only what the index holds of an organisation matters: where it is and what it is."""
    state = inspect(organisation)
    return state.persistent and any(
        state.attrs[name].history.has_changes() for name in ("region", "kind")
    )


def _touch_all_of(session, organisation):
    for kind, model in KINDS.items():
        with session.no_autoflush:
            theirs = select(model.id).where(model.organisation_id == organisation.id)
            touch(session, kind, session.scalars(theirs).all())


def _write_pending(session):
    session.flush()
    pending = session.info.pop(PENDING, {})
    for kind, ids in pending.items():
        write_entries(session, kind, ids - {None})


def _forget(session, previous):
    session.info.pop(PENDING, None)
