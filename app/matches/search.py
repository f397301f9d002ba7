"""Search that understands meaning, for the lists: what a question finds, best first."""

from app.matches.index import index_of
from matching import Document

FOUND = 200
_WORTH = 0.5  # of the best answer's score; below it the words meet by chance


def need_ids(question, limit=FOUND):
    """Ids of the open needs that answer the question, best first."""
    return _ids("need", question, limit)


def capability_ids(question, limit=FOUND):
    """Ids of the published capabilities that answer the question, best first."""
    return _ids("capability", question, limit)


def _ids(kind, question, limit):
    asked = Document("", question.strip())
    found = index_of(kind).current().rank(asked, limit, explain=False)
    least = _WORTH * found[0].score if found else 0
    return [int(match.id) for match in found if match.score >= least]
