"""Search that understands meaning, for the lists: what a question finds, best first."""

from app.matches.index import index_of
from matching import Document

FOUND = 200
LEAST = 0.15  # of full marks for the text; below it a long text meets any question by chance
WORTH = 0.4  # of the best answer's marks; below it the rest is only distantly about the same


def need_ids(question, limit=FOUND):
    """Ids of the open needs that answer the question, best first."""
    return _ids("need", question, limit)


def past_need_ids(question, limit=FOUND):
    """Ids of the public needs that no longer take bids and answer the question, best first."""
    return _ids("past_need", question, limit)


def capability_ids(question, limit=FOUND):
    """Ids of the published capabilities that answer the question, best first."""
    return _ids("capability", question, limit)


def _ids(kind, question, limit):
    asked = Document("", question.strip())
    found = index_of(kind).current().rank(asked, limit, explain=False)
    shares = {int(match.id): _text_share(match) for match in found}
    least = max(LEAST, WORTH * max(shares.values(), default=0))
    answers = [id for id, share in shares.items() if share >= least]
    return sorted(answers, key=lambda id: -shares[id])


def _text_share(match):
    """The text's part alone: a question has no indicators and no place on a chain."""
    return next((p.points / p.out_of for p in match.parts if p.name == "text"), 0)
