"""匹配质量: how the ranking did by the committee's own decisions, for whoever answers for it."""

from dataclasses import dataclass, replace

from flask import current_app

from app.matches.documents import need_document
from app.matches.index import index_of
from app.matches.learn_decisions import Gathered, gather
from app.matches.queries import things_of
from matching.calibration import suffice
from matching.fitting import scores_of
from matching.learning import too_few
from matching.reliability import Bin, bins_of, brier, calibration_error, out_of_fold

DEPTHS = (5, 10, 20)
RECENT = 100  # needs whose ranking is asked for, the newest: a page must not take minutes


@dataclass(frozen=True)
class Found:
    """Of the pairs that people found right, the share among the first 5, 10 and 20."""

    label: str
    pairs: int
    shares: tuple[float, ...]


@dataclass(frozen=True)
class Quality:
    """`bins` and the errors are empty where decisions are too few for a confidence."""

    gathered: Gathered
    right: int
    too_few: str | None
    found: tuple[Found, ...]
    bins: tuple[Bin, ...] = ()
    brier: float | None = None
    base_rate_brier: float | None = None
    error: float | None = None

    @property
    def wrong(self):
        return len(self.gathered.decided) - self.right


def quality():
    """Computed once for the same decisions, index and parameters."""
    gathered = gather()
    index = index_of("capability")
    key = (index.changes, tuple((d.need_id, d.capability_id, d.is_right) for d in gathered.decided))
    kept = current_app.extensions.get("match quality")
    if kept is None or kept[0] != key:
        kept = key, _quality(gathered)
        current_app.extensions["match quality"] = kept
    return kept[1]


def _quality(gathered):
    right = [row.is_right for row in gathered.decided]
    fields = {
        "gathered": gathered,
        "right": sum(right),
        "too_few": too_few(gathered.examples),
        "found": tuple(_found(gathered.decided)),
    }
    if not suffice(right):
        return Quality(**fields)
    scores = scores_of(gathered.examples, index_of("capability").current().parameters)
    said = out_of_fold(scores, right, [one.need for one in gathered.examples])
    bins = bins_of(said, right)
    share = sum(right) / len(right)
    return Quality(
        **fields,
        bins=tuple(bins),
        brier=brier(said, right),
        base_rate_brier=share * (1 - share),
        error=calibration_error(bins),
    )


def _found(decided):
    """By where the decision came from: a bidder came of their own accord, a match was suggested."""
    right = [row for row in decided if row.is_right]
    places = _places(right)
    sources = (
        (
            "揭榜方案用到的能力（单位自己来揭榜）",
            [row for row in right if row.match_id is None],
        ),
        (
            "对接成功的能力（多半由机器推荐，偏乐观）",
            [row for row in right if row.match_id is not None],
        ),
    )
    for label, rows in sources:
        asked = [places[key] for row in rows if (key := (row.need_id, row.capability_id)) in places]
        if asked:
            shares = tuple(sum(place <= depth for place in asked) / len(asked) for depth in DEPTHS)
            yield Found(label, len(asked), shares)


def _places(right):
    """{(need_id, capability_id): place in today's ranking, or one behind the deepest}"""
    matcher = index_of("capability").current()
    recent = sorted({row.need_id for row in right})[-RECENT:]
    needs, places = things_of("need", recent), {}
    for need_id in recent:
        document = replace(need_document(needs[need_id]), id="")
        ranked = [found.id for found in matcher.rank(document, max(DEPTHS), explain=False)]
        for row in right:
            if row.need_id == need_id:
                key = (need_id, row.capability_id)
                id = str(row.capability_id)
                places[key] = ranked.index(id) + 1 if id in ranked else max(DEPTHS) + 1
    return places
