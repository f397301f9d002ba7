"""为什么没有某一项: where a capability stands for a need, and what it lacks against the tenth."""

from dataclasses import dataclass, field

from app.capabilities.models import CapabilityState
from app.matches import reasons
from app.matches.choices import labels_of
from app.matches.documents import capability_document
from app.matches.nearby import ranked
from app.workflow.registry import workflow_of

TENTH = 10
KEPT_OUT = (
    "文字排不进最近的一批：候选先按文字选出一批，再按指标、产业链和条件排，它的总分没有参加排序"
)
FAILING = ("unmet", "near", "unknown")


@dataclass(frozen=True)
class Loss:
    """One part of the score: what it has, what the tenth has, and why it has no more."""

    label: str
    points: float
    tenth: float
    out_of: float
    why: str

    @property
    def lost(self):
        return max(self.tenth - self.points, 0)


@dataclass(frozen=True)
class Standing:
    capability: object
    place: int | None  # None: not among the first READ, or not in the library
    total: int  # how many were ranked
    found: object = None  # matching.Match of the pair; None where it is not in the library
    tenth: object = None  # (matching.Match, place) it is held against
    losses: tuple[Loss, ...] = ()
    failing: tuple = ()  # matching.Comparison of what is not met
    barred: tuple[str, ...] = field(default=())  # sentences: state, and filters it does not pass

    @property
    def is_shown(self):
        """Among those that the list of candidates shows, were it not narrowed."""
        return self.place is not None and self.place <= reasons.TOP


def standing_of(need, capability, filters=None):
    """Where one capability stands among all for the need, and why no higher."""
    ranking = _in_order(need)
    places = {found.id: place for place, found in enumerate(ranking, start=1)}
    found = reasons.reasons_for(need, capability)
    barred = (*_state(capability), *_filtered_out(capability, filters or {}))
    if found is None:
        return Standing(capability, None, len(ranking), barred=barred)
    place = places.get(found.id)
    if _is_kept_out(found, place, ranking):
        barred = (*barred, KEPT_OUT)
    tenth = _tenth(ranking, place)
    return Standing(
        capability,
        place,
        len(ranking),
        found,
        tenth,
        _losses(found, tenth[0]) if tenth else (),
        tuple(row for row in found.comparisons if row.status in FAILING),
        barred,
    )


def _in_order(need):
    """The list as the page shows it, then the others by their score: the list ranks only those
    whose text is nearest by indicators and conditions too, so a higher score may stand below it."""
    listed = reasons.capabilities_for(need)
    known = {found.id for found in listed}
    return [*listed, *(found for found in ranked(need) if found.id not in known)]


def _is_kept_out(found, place, ranking):
    last = ranking[: reasons.TOP][-1:]
    is_below = place is None or place > reasons.TOP
    return bool(last) and is_below and found.score > last[0].score


def _tenth(ranking, place):
    """The tenth, or the last where there are fewer; nobody for one that stands as high itself."""
    at = min(TENTH, len(ranking))
    if not at or (place is not None and place <= at):
        return None
    return ranking[at - 1], at


def _losses(found, tenth):
    """Parts in which it has less than the tenth, the greatest loss first."""
    theirs = {part.name: part for part in tenth.parts}
    rows = [
        Loss(part.label, part.points, theirs[part.name].points, part.out_of, part.why)
        for part in found.parts
        if part.name in theirs
    ]
    return tuple(sorted(rows, key=lambda loss: -loss.lost))


def _state(capability):
    if capability.state is CapabilityState.PUBLISHED:
        return ()
    state = workflow_of(capability).state(capability.state)
    return (f"状态是“{state.label}”，只有已发布的能力参与匹配",)


def _filtered_out(capability, filters):
    """One sentence for each filter of the list that the capability does not pass."""
    facets = capability_document(capability).facets
    labels = labels_of(filters)
    return tuple(
        f"不符合筛选条件“{labels[name]}”"
        for name, wanted in filters.items()
        if not {str(value) for value in facets.get(name, ())} & set(wanted)
    )
