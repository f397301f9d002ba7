"""Needs that are about the same thing: which are near to one, which form a group, what they share.

What is compared of a need is kept in this process and made again when the need has changed; who may
see which need is the caller's question: only the ids that are handed in are ever looked at.
"""

import threading
from dataclasses import dataclass

import numpy as np
from flask import current_app
from sqlalchemy import select

from app.extensions import db
from app.matches.documents import need_document
from app.matches.encoding import encoder
from app.needs.models import Need
from matching.clusters import TOGETHER, clusters
from matching.likeness import NEAR, SAME, background, likeness, profiles, said_in_both
from matching.together import shared_indicators

LOOKED_AT = 60  # the nearest by meaning; only of these the letters are compared
_lock = threading.Lock()


@dataclass(frozen=True)
class Alike:
    need_id: int
    likeness: float
    is_same: bool  # 几乎相同, not only 相近
    by_title: bool


def near_to(title, problem, where, least=NEAR, limit=5):
    """The needs that meet the SQL condition `where` and are about the same thing, best first."""
    kept = _kept(where)
    found = {}
    for at, text in enumerate((title.strip(), f"{title} {problem}".strip() if problem else "")):
        for need_id, value in _nearest(text, {id: row[at] for id, row in kept.items()}, at == 0):
            if value >= max(least, found[need_id].likeness if need_id in found else 0):
                found[need_id] = Alike(need_id, value, value >= SAME, at == 0)
    return sorted(found.values(), key=lambda one: (-one.likeness, one.need_id))[:limit]


def groups_of(needs, least=TOGETHER):
    """[(needs, likeness)] of different organisations that are about one problem, most alike first."""
    by_id = {str(need.id): need for need in needs}
    owners = {id: str(need.organisation_id) for id, need in by_id.items()}
    documents = [need_document(need) for need in needs]
    found = clusters(documents, encoder(), owners, least)
    return [([by_id[id] for id in one.ids], one.likeness) for one in found]


def shared_rows(needs):
    """matching.together.Shared for every quantity the needs ask for, those of several first."""
    return shared_indicators([need_document(need) for need in needs], encoder())


def model_id():
    return encoder().model_id


def words_of_both(one, other):
    return said_in_both(one, other)


def _nearest(text, candidates, is_title):
    if not text or not candidates:
        return []
    (asked,) = profiles([text], encoder(), is_title)
    behind = background(encoder(), is_title)
    ids = list(candidates)
    cosines = np.stack([candidates[id].vector for id in ids]) @ asked.vector
    nearest = np.argsort(-cosines, kind="stable")[:LOOKED_AT]
    return [(ids[at], likeness(asked, candidates[ids[at]], behind)) for at in nearest]


def _kept(where):
    """{id: (title profile, text profile)} of the needs that meet `where`."""
    live = current_app.extensions.setdefault("need profiles", {})
    rows = db.session.execute(select(Need.id, Need.version, Need.created_at).where(where)).all()
    model = encoder().model_id
    stamps = {id: (version, created_at, model) for id, version, created_at in rows}
    with _lock:
        stale = [id for id, stamp in stamps.items() if live.get(id, (None,))[0] != stamp]
        if stale:
            live |= {id: (stamps[id], *made) for id, made in _made(stale).items()}
        return {id: live[id][1:] for id in stamps}


def _made(ids):
    chosen = select(Need.id, Need.title, Need.problem).where(Need.id.in_(ids))
    rows = db.session.execute(chosen).all()
    titles = profiles([title for _, title, _ in rows], encoder(), are_titles=True)
    texts = profiles([f"{title} {problem}".strip() for _, title, problem in rows], encoder())
    return {row[0]: pair for row, *pair in zip(rows, titles, texts, strict=True)}
