"""Finding needs by what one types: the one seam between a search box and how it is answered.

Today every word must occur; the matches room may answer `search` by meaning instead. What it
gives back stays the same, so no list has to change.
"""

from dataclasses import dataclass

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
    return Found(where=mentions(words), order=(names(words).desc(),))
