"""组队建议: the fewest capabilities that together cover a need's sub-needs and indicators."""

from dataclasses import dataclass, replace

from app.matches.documents import need_document
from app.matches.encoding import quick_encoder
from app.matches.nearby import PARTLY, VERY, near, ranked
from matching.coverage import Cover, covers
from matching.sub_needs import sub_needs
from matching.teams import Candidate, Team, alternatives, reach, smallest_team, uncovered

NO_CLAIMS = ("优势与不足", "与现有方案的比较")
TOLD = 3  # sizes of teams whose reach is told
POOL = 60  # candidates, the nearest by text
BESIDE = (
    0.75  # of the nearest one's closeness; a figure alone of whoever is further off proves nothing
)


@dataclass(frozen=True)
class Row:
    """One thing the need asks for, and who covers it: {capability id: Cover}."""

    label: str
    indicator: object  # matching.Indicator, or None for a sub-need
    covers: dict[str, Cover]
    compared: dict  # {capability id: matching.Comparison} of an indicator
    is_met_by_nobody: bool


@dataclass(frozen=True)
class Advice:
    rows: tuple[Row, ...]
    team: Team | None
    others: tuple[Team, ...]
    capabilities: dict  # {id: Capability}
    reached: tuple[int, ...]  # rows that the best one, two, ... capabilities meet
    considered: int

    @property
    def open_rows(self):
        return [row for row in self.rows if row.is_met_by_nobody]

    def members(self, team):
        return [self.capabilities[member.id] for member in team.members]

    def only(self, member):
        """How many rows nobody else of the team meets."""
        rest = (one.met for one in self.team.members if one.id != member.id)
        return len(member.met.difference(*rest))

    def lost(self, team):
        """The labels of what the first team meets and this one does not."""
        return [self.rows[at].label for at in sorted(self.team.met - team.met)]

    def near_of(self, row):
        """Capabilities that come near what nobody meets."""
        return [self.capabilities[id] for id, cover in row.covers.items() if cover.status == "near"]


def advice_for(need):
    """The team that covers most of what is asked with the fewest members, and what it leaves open."""
    document = need_document(need)
    parts = sub_needs(need.research_content or need.problem)
    found, reader = near(need, PARTLY, POOL), quick_encoder()
    enough = max([VERY, *(BESIDE * one.share for one in found)])
    covered = {
        one.id: covers(
            parts,
            one.comparisons,
            _claims(one.document),
            reader,
            one.share,
            counts_figures=one.share >= enough,
        )
        for one in found
    }
    scores = _scores(need, found)
    candidates = [_candidate(one, scores[one.id], covered[one.id]) for one in found]
    items = len(parts) + len(document.indicators)
    nobody, first = uncovered(candidates, items), smallest_team(candidates, items)
    asked = [*((part, None) for part in parts), *((row.name, row) for row in document.indicators)]
    rows = tuple(
        Row(label, indicator, _who(covered, at), _compared(found, at - len(parts)), at in nobody)
        for at, (label, indicator) in enumerate(asked)
    )
    return Advice(
        rows,
        first,
        tuple(_worthwhile(alternatives(candidates, items), first)),
        {one.id: one.capability for one in found},
        tuple(reach(candidates, size) for size in range(1, _counted(first) + 1)),
        len(found),
    )


def _scores(need, found):
    """{id: score}, rounded as the list of candidates shows it: equal on the page is equal here."""
    known = {match.id: match.score for match in ranked(need, POOL)}
    return {one.id: round(known.get(one.id, 0)) for one in found}


def _candidate(one, score, covered):
    def positions(status):
        return frozenset(at for at, cover in covered.items() if cover.status == status)

    organisation = one.capability.organisation
    met, close = positions("met"), positions("near")
    return Candidate(one.id, score, met, close, organisation.region, str(organisation.id))


def _claims(document):
    """A capability as far as it says what it does: its limits and comparisons claim nothing."""
    kept = tuple(pair for pair in document.passages if pair[0] not in NO_CLAIMS)
    return replace(document, passages=kept)


def _counted(team):
    """Up to how many members it is worth telling what they reach."""
    return min(len(team.members), TOLD) if team else 0


def _worthwhile(others, first):
    """Those that meet at least half of what the first team does; the rest replace nobody."""
    return [team for team in others if 2 * len(team.met) >= len(first.met)]


def _who(covered, position):
    return {id: found[position] for id, found in covered.items() if position in found}


def _compared(found, position):
    return {one.id: one.comparisons[position] for one in found} if position >= 0 else {}
