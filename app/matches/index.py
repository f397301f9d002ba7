"""The matchers of this process, brought up to the database before every question."""

import os
import threading

import numpy as np
from flask import current_app

from app.extensions import db
from app.matches import cache
from app.matches.documents import TRANSLATORS, content_hash
from app.matches.encoding import encoder, encoder_if_loaded, packed, reranker, unpacked
from app.matches.entries import (
    changed_since,
    chunks,
    hashes,
    kept_vectors,
    live_ids,
    live_things,
    read_clock,
)
from app.matches.in_force import use_parameters_in_force
from matching import Matcher

SAVE_AFTER = 500  # changes; fewer are quicker read from the database again than written to disk


def index_of(kind):
    """This process's index of "need" or "capability"; a forked worker makes its own."""
    live = current_app.extensions.setdefault("search index", {})
    return live.setdefault((os.getpid(), kind), LiveIndex(kind))


class LiveIndex:
    """One kind's matcher and what it has seen; every question passes through `current`."""

    def __init__(self, kind):
        self.kind = kind
        self.matcher = None
        self.hashes = {}  # {thing_id: content_hash} of what the matcher holds
        self.epoch, self.seen = "", 0
        self.unsaved = 0
        self.changes = 0  # so that an answer given before a change is not given after it
        self.answers = {}
        self._lock = threading.RLock()

    def current(self):
        """The matcher, holding every change that is committed by now."""
        with self._lock, db.session.no_autoflush:
            epoch, last = read_clock(db.session)
            if self.matcher is None:
                self._open(encoder())
            elif epoch != self.epoch:
                epoch = self._turn(epoch)
            elif last != self.seen:
                self._follow()
            self.epoch, self.seen = epoch, last
            read_by = reranker()
            self.changes += read_by is not self.matcher.reranker
            self.matcher.reranker = read_by
            self.matcher.rerank_depth = current_app.config["RERANK_DEPTH"]
            # After the models: parameters hold for those they were learned with.
            self.changes += use_parameters_in_force(self.matcher)
            if self.unsaved >= SAVE_AFTER:
                cache.write_beside(self.kind, self.matcher, self.hashes)
                self.unsaved = 0
            return self.matcher

    def rebuild(self):
        """From the rows alone, whatever the cache says."""
        with self._lock, db.session.no_autoflush:
            self.epoch, self.seen = read_clock(db.session)
            self._build(encoder())
            self.save()

    def prepare(self, other):
        """Leave a snapshot under another model, for the processes that will open it."""
        with self._lock, db.session.no_autoflush:
            self._build(other)
            self.save()

    def save(self):
        with self._lock:
            cache.write(self.kind, self.matcher, self.hashes)
            self.unsaved = 0

    def _turn(self, epoch):
        """Another database or another model; the epoch that is reached. While this process still
        loads the model, the old one answers, and the next question looks again."""
        answering = encoder_if_loaded()
        if answering is not None and answering.model_id != self.matcher.encoder.model_id:
            self._open(answering)
        else:
            self._reconcile()
        return self.epoch if answering is None else epoch

    def _open(self, answering):
        self.changes += 1
        held = cache.read(self.kind, answering)
        if held is None:
            self._build(answering)
            self.save()
        else:
            self.matcher, self.hashes = held
            self._reconcile()

    def _build(self, answering):
        self.changes += 1
        self.matcher, self.hashes = Matcher(answering, holds_needs=self.kind != "capability"), {}
        self._read(live_ids(db.session, self.kind))

    def _reconcile(self):
        """Hold exactly what the entries say, whichever database they have come from."""
        wanted = hashes(db.session, self.kind)
        self._drop([id for id in self.hashes if id not in wanted])
        self._read([id for id, digest in wanted.items() if self.hashes.get(id) != digest])

    def _follow(self):
        changed = changed_since(db.session, self.kind, self.seen)
        if len(changed) > SAVE_AFTER:  # an import; whoever made it may have left a snapshot
            self._open(self.matcher.encoder)
        else:
            self._read(changed)

    def _read(self, ids):
        """Hold what the rows of these things say now; what is no longer public is dropped."""
        for some in chunks(ids):
            things = live_things(db.session, self.kind, some)
            documents = [TRANSLATORS[self.kind](thing) for thing in things]
            self._put(documents)
            self._drop(set(some) - {thing.id for thing in things})

    def _put(self, documents):
        ids = [int(document.id) for document in documents]
        digests = [content_hash(document) for document in documents]
        kept = kept_vectors(db.session, self.kind, ids, self.matcher.encoder.model_id)
        vectors = [kept.get(key) for key in zip(ids, digests, strict=True)]
        fresh = [place for place, vector in enumerate(vectors) if vector is None]
        if fresh:  # made by another model, or past the session that keeps the entries
            made = self.matcher.vectors_for([documents[place] for place in fresh])
            for place, vector in zip(fresh, made, strict=True):
                vectors[place] = unpacked(packed(vector))  # as every other process will read it
        if documents:
            self.matcher.put(documents, np.stack(vectors))
        self.hashes.update(zip(ids, digests, strict=True))
        self.unsaved += len(documents)
        self.changes += len(documents)

    def _drop(self, ids):
        self.matcher.drop([str(id) for id in ids])
        dropped = [id for id in ids if self.hashes.pop(id, None)]
        self.unsaved += len(dropped)
        self.changes += len(dropped)
