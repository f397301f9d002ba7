"""The capabilities nearest to a need as far as they are worth counting; who of them is out."""

from dataclasses import dataclass, replace

from app.matches.documents import need_document
from app.matches.encoding import quick_encoder
from app.matches.index import index_of
from app.matches.models import MatchState
from app.matches.queries import by_capability, things_of
from matching import Document
from matching.explain import offered_indicators
from matching.indicators import compare_all

READ = 300  # the nearest by text; whatever is further off than so many is about something else
# Of full marks for the text: 部分相关, 较接近 and 很接近, as the score words it.
PARTLY, CLOSELY, VERY = 0.3, 0.45, 0.6
SET_ASIDE = (MatchState.DECLINED, MatchState.REJECTED)


@dataclass(frozen=True)
class Near:
    """A capability near in its text, with the need's own indicators held against it."""

    capability: object
    document: Document  # as the index holds it
    share: float  # of full marks for the text
    comparisons: tuple

    @property
    def id(self):
        return str(self.capability.id)


def ranked(need, limit=READ):
    """matching.Match of the `limit` capabilities nearest by text, best score first, without quotes."""
    document = replace(need_document(need), id="")
    return index_of("capability").current().rank(document, limit, explain=False)


def near(need, least, limit=READ):
    """Near of the capabilities whose text is near enough and who could still come, nearest first:
    neither the need's own organisation nor whoever has said no or been refused."""
    document = replace(need_document(need), id="")
    # Without its indicators a need is ranked by its text alone, and nobody's figures are read yet.
    question = replace(document, indicators=(), facets={})
    matcher, reader = index_of("capability").current(), quick_encoder()
    found = matcher.rank(question, limit, explain=False)
    shares = {int(match.id): share for match in found if (share := text_share(match)) >= least}
    begun = by_capability(need)
    rows = things_of("capability", list(shares))
    chosen = [
        (row, matcher.document(str(id)), share)
        for id, share in shares.items()
        if (row := rows.get(id))
        and row.organisation_id != need.organisation_id
        and not (id in begun and begun[id].state in SET_ASIDE)
    ]
    return [
        Near(row, said, share, compare_all(document.indicators, offered_indicators(said), reader))
        for row, said, share in chosen
    ]


def on_the_subject(need):
    """Near of those who speak of the same thing: the text very close, or close and with a figure
    for one of the need's indicators. Of 31 bids of the demonstration 28 come from an organisation
    found so, among 2.8 a need; closeness alone finds 29 among 4.5, electrolytes beside heaters."""
    return [
        one
        for one in near(need, CLOSELY)
        if one.share >= VERY or any(row.status != "unknown" for row in one.comparisons)
    ]


def text_share(found):
    """The share of full marks for the text; the other parts say nothing of the subject."""
    return next((p.points / p.out_of for p in found.parts if p.name == "text" and p.out_of), 0.0)
