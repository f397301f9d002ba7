"""Needs that are about the same thing: which are near to one, which form a group, what they share.

The vectors of titles and of texts are kept in this process and made again when a need has changed.
Who may see which need is the caller's question: only what meets its condition is ever looked at.
"""

import threading
from dataclasses import dataclass

import numpy as np
from flask import current_app
from sqlalchemy import select

from app.extensions import db
from app.matches.documents import content_hash, need_document
from app.matches.encoding import quick_encoder
from app.matches.entries import chunks
from app.needs.models import Need
from matching.clusters import TOGETHER, clusters
from matching.likeness import NEAR, SAME, Profile, background, likeness, profiles, said_in_both
from matching.text import pairs
from matching.together import shared_indicators

TITLES, TEXTS = "titles", "texts"
LOOKED_AT = 60  # the nearest by meaning; only of these the letters are compared
DOUBLES = 3  # of these, where nearly the same is looked for
REMEMBERED = 20  # answers about groups
_lock = threading.Lock()


@dataclass(frozen=True)
class Alike:
    need_id: int
    likeness: float
    is_same: bool  # 几乎相同, not only 相近
    by_title: bool


def near_to(title, problem, where, least=NEAR, limit=5):
    """The needs that meet the SQL condition `where` and are about the same thing, best first."""
    found = {}
    asked = ((TITLES, title.strip()), (TEXTS, f"{title} {problem}".strip() if problem else ""))
    for kind, text in asked:
        for need_id, value in _nearest(kind, text, where) if text else ():
            if value >= max(least, found[need_id].likeness if need_id in found else 0):
                found[need_id] = Alike(need_id, value, value >= SAME, kind == TITLES)
    return sorted(found.values(), key=lambda one: (-one.likeness, one.need_id))[:limit]


def doubles_of(ids, where):
    """{need id: id of the need that is nearly the same} of those of `ids` that have one; both meet
    the SQL condition `where`."""
    found, used = {}, quick_encoder()
    for kind in (TITLES, TEXTS):
        kept = _kept(kind, where, used)
        asked = [id for id in kept if id in ids and id not in found]
        if not asked or len(kept) < 2:
            continue
        nearest = _nearest_others(asked, kept)
        involved = {*asked, *(other for others in nearest.values() for other in others)}
        made = _profiles(kind, {id: kept[id] for id in involved})
        behind = background(used, kind == TITLES)
        for id, others in nearest.items():
            value, best = max((likeness(made[id], made[other], behind), other) for other in others)
            if value >= SAME:
                found[id] = best
    return found


def _nearest_others(asked, kept):
    """{id: the DOUBLES nearest by meaning} of the needs in {id: vector}."""
    known, vectors = list(kept), np.stack(list(kept.values()))
    rows = np.argsort(-(np.stack([kept[id] for id in asked]) @ vectors.T), axis=1, kind="stable")
    nearest = ([known[at] for at in row[: DOUBLES + 1]] for row in rows)
    return {
        id: [other for other in others if other != id]
        for id, others in zip(asked, nearest, strict=True)
    }


def groups_of(needs, least=TOGETHER):
    """[(needs, likeness)] of different organisations that are about one problem, most alike first.

    The same needs are grouped once: the desk asks on every visit.
    """
    by_id = {str(need.id): need for need in needs}
    owners = {id: str(need.organisation_id) for id, need in by_id.items()}
    documents = [need_document(need) for need in needs]
    used = quick_encoder()
    said = frozenset((content_hash(document), owners[document.id]) for document in documents)
    key = (said, least, used.model_id)
    known = current_app.extensions.setdefault("need groups", {})
    if key not in known:
        if len(known) >= REMEMBERED:
            known.clear()
        known[key] = clusters(documents, used, owners, least)
    return [([by_id[id] for id in one.ids], one.likeness) for one in known[key]]


def shared_rows(needs):
    """matching.together.Shared for every quantity the needs ask for, those of several first."""
    return shared_indicators([need_document(need) for need in needs], quick_encoder())


def model_id():
    return quick_encoder().model_id


def words_of_both(one, other):
    return said_in_both(one, other)


def _nearest(kind, text, where):
    """[(id, likeness)] of the LOOKED_AT nearest by meaning, their letters compared as well."""
    used = quick_encoder()
    kept = _kept(kind, where, used)
    if not kept:
        return []
    (asked,), behind = profiles([text], used, kind == TITLES), background(used, kind == TITLES)
    ids = list(kept)
    order = np.argsort(-(np.stack([kept[id] for id in ids]) @ asked.vector), kind="stable")
    made = _profiles(kind, {ids[at]: kept[ids[at]] for at in order[:LOOKED_AT]})
    return [(id, likeness(asked, one, behind)) for id, one in made.items()]


def _profiles(kind, vectors):
    """{id: Profile} of {id: vector}, without encoding anything again."""
    texts = _texts(kind, list(vectors))
    return {id: Profile(vector, frozenset(pairs(texts[id]))) for id, vector in vectors.items()}


def _kept(kind, where, used):
    """{id: vector} of the needs that meet `where`, under the encoder `used`."""
    live = current_app.extensions.setdefault(f"need {kind}", {})
    rows = db.session.execute(select(Need.id, Need.version, Need.created_at).where(where)).all()
    model = used.model_id
    stamps = {id: (version, created_at, model) for id, version, created_at in rows}
    with _lock:
        stale = [id for id, stamp in stamps.items() if live.get(id, (None,))[0] != stamp]
        for some in chunks(stale):
            texts = _texts(kind, some)
            made = profiles([texts[id] for id in some], used, kind == TITLES)
            live |= {id: (stamps[id], one.vector) for id, one in zip(some, made, strict=True)}
        return {id: live[id][1] for id in stamps}


def _texts(kind, ids):
    rows = db.session.execute(select(Need.id, Need.title, Need.problem).where(Need.id.in_(ids)))
    return {
        id: title if kind == TITLES else f"{title} {problem}".strip() for id, title, problem in rows
    }
