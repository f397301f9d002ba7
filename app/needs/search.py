"""Finding needs by what one types: the one seam between a search box and how it is answered.

What was ever on a list is found by its meaning, open needs first, each best first; whatever else
the list holds (drafts, needs being vetted) by its words, every one of which must occur.
"""

from dataclasses import dataclass

from sqlalchemy import case, or_

from app.matches.search import need_ids, past_need_ids
from app.needs.models import Need
from app.needs.queries import mentions, names


@dataclass(frozen=True)
class Found:
    """`where` narrows a select of needs, `order` puts the best first."""

    where: object
    order: tuple


def search(text):
    """What answers `text`, or None where nothing was typed."""
    words = text.split()
    if not words:
        return None
    order, where = (names(words).desc(),), mentions(words)
    if ids := [*need_ids(text), *past_need_ids(text)]:
        places = {id: place for place, id in enumerate(ids)}
        order += (case(places, value=Need.id, else_=len(ids)),)
        where = or_(where, Need.id.in_(ids))
    return Found(where, order)
