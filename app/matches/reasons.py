"""Ranked matches with their reasons, and a match's reasons as they are kept beside it."""

from dataclasses import asdict, replace

from app.matches.documents import capability_document, content_hash, need_document
from app.matches.index import index_of
from matching import Comparison, Evidence, Indicator, Match, ScorePart

TOP = 20
REMEMBERED = 60


def capabilities_for(need, limit=TOP, filters=None):
    """The published capabilities that answer a need best, with reasons."""
    return _ranked("capability", need_document(need), limit, filters)


def needs_for(capability, limit=TOP, filters=None):
    """The open needs a capability answers best, with reasons."""
    return _ranked("need", capability_document(capability), limit, filters)


def reasons_for(need, capability):
    """The match of one pair, or None where the capability is no longer in the index."""
    matcher = index_of("capability").current()
    try:
        return matcher.explain(need_document(need), str(capability.id))
    except KeyError:
        return None


def rank_of(need, capability):
    """(place among the first TOP, or None; the ranking)."""
    ranking = capabilities_for(need)
    places = [match.id for match in ranking]
    place = places.index(str(capability.id)) + 1 if str(capability.id) in places else None
    return place, ranking


def kept(match):
    """A matching.Match as JSON for the database."""
    return asdict(match)


def restored(snapshot):
    """The matching.Match that was kept, or None where nothing was."""
    if not snapshot or "parts" not in snapshot:
        return None
    return Match(
        snapshot["id"],
        snapshot["score"],
        tuple(ScorePart(**part) for part in snapshot["parts"]),
        tuple(_evidence(row) for row in snapshot["evidence"]),
        tuple(_comparison(row) for row in snapshot["comparisons"]),
        tuple(snapshot["missing"]),
        snapshot["model"],
        snapshot.get("parameters", ""),
        snapshot.get("confidence"),
        snapshot.get("text_scores") or {},
    )


def _ranked(kind, document, limit, filters):
    """A page read twice in the same state of the index is ranked once."""
    index = index_of(kind)
    matcher = index.current()
    filters = {name: tuple(values) for name, values in (filters or {}).items()}
    key = (content_hash(document), limit, tuple(sorted(filters.items())), index.changes)
    if key not in index.answers:
        while len(index.answers) >= REMEMBERED:
            index.answers.pop(next(iter(index.answers)), None)
        # Without its number: need 7 is not capability 7, which it would keep out of the answer.
        index.answers[key] = matcher.rank(replace(document, id=""), limit, filters or None)
    return index.answers[key]


def _evidence(row):
    marks = {
        name: tuple(tuple(mark) for mark in row.get(name, ())) for name in ("marks", "asked_marks")
    }
    return Evidence(**row | marks | {"indicators": tuple(row["indicators"])})


def _comparison(row):
    offered = _indicator(row["offered"]) if row["offered"] else None
    converted = _value(row["offered_converted"])
    required = _indicator(row["required"])
    return Comparison(
        **row | {"required": required, "offered": offered, "offered_converted": converted}
    )


def _indicator(row):
    return Indicator(**row | {"value": _value(row["value"])})


def _value(value):
    return tuple(value) if isinstance(value, list) else value
