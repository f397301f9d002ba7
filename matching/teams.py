"""The smallest set of capabilities that together cover a need.

This is the minimum set cover problem (Karp 1972). It is solved exactly: a depth-first search that
branches over whoever covers the item with the fewest coverers (the choice of Knuth's Algorithm X,
2000), deepened one member at a time (Korf 1985), with failures remembered per set of open items and
a bound on what the members left could still cover (branch and bound, Land and Doig 1960). Twenty
items and sixty candidates take milliseconds. The size is exact always; the choice among teams of
that size is exact unless more than PATIENCE steps do not settle it, which takes many equal scores.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

PATIENCE = 20_000


@dataclass(frozen=True)
class Candidate:
    """A capability and the positions of the items it covers; what is near is counted apart."""

    id: str
    score: float = 0.0
    met: frozenset[int] = frozenset()
    near: frozenset[int] = frozenset()
    region: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class Team:
    """Members, best score first; positions of the items they meet, come near, and leave open."""

    members: tuple[Candidate, ...]
    met: frozenset[int]
    near: frozenset[int]  # by somebody in the team, and met by nobody in it
    missing: frozenset[int]


def smallest_team(candidates: Sequence[Candidate], items: int) -> Team | None:
    """The fewest members that meet whatever any candidate meets; None where nobody meets anything.

    Of several of that size: the one near to more of the rest, then of the higher sum of scores,
    then in fewer regions, then of fewer organisations, then the first that was found.
    """
    useful = [one for one in candidates if one.met]
    if not useful:
        return None
    search = _Search(_undominated(sorted(useful, key=lambda one: -one.score)))
    return _team(search.best(), items)


def alternatives(candidates: Sequence[Candidate], items: int, limit: int = 2) -> list[Team]:
    """The next teams: each is the best without any member of the ones before it, first included."""
    found, left = [], list(candidates)
    while len(found) <= limit and (team := smallest_team(left, items)) is not None:
        found.append(team)
        left = [one for one in left if one not in team.members]
    return found[1:]


def uncovered(candidates: Sequence[Candidate], items: int) -> frozenset[int]:
    """The items that no candidate meets."""
    return frozenset(range(items)).difference(*(one.met for one in candidates))


def reach(candidates: Sequence[Candidate], members: int) -> int:
    """How many items the best `members` candidates meet together, at most."""
    masks = _largest({_mask(one.met) for one in candidates})
    chosen = combinations(masks, min(members, len(masks)))
    return max((_union(masks).bit_count() for masks in chosen), default=0)


class _Search:
    """One question; items are bits, members are places in `candidates`, best score first."""

    def __init__(self, candidates):
        self.candidates = candidates
        self.met = [_mask(one.met) for one in candidates]
        self.near = [_mask(one.near) for one in candidates]
        self.goal = _union(self.met)
        self.largest = _largest(set(self.met))
        self.failed = set()  # (open items, members) that no choice of members covers
        self.record, self.chosen = None, ()
        self.steps = 0

    def best(self):
        """The members of the best team of the least size."""
        size = 1
        while not self._can_cover(self.goal, size):
            size += 1
        self._extend((), self.goal, 0, size, frozenset())
        return [self.candidates[place] for place in sorted(self.chosen)]

    def _can_cover(self, remaining, members):
        if not remaining:
            return True
        if not members or (remaining, members) in self.failed:
            return False
        most = max((mask & remaining).bit_count() for mask in self.largest)
        if remaining.bit_count() <= most * members:
            for mask in self._coverers(remaining, self.largest):
                if self._can_cover(remaining & ~mask, members - 1):
                    return True
        self.failed.add((remaining, members))
        return False

    def _extend(self, team, remaining, near, left, barred):
        """Try every team of the size once: who was tried for an item is barred from the rest."""
        if not remaining:
            self._keep(team)
            return
        self.steps += 1
        if self.steps > PATIENCE and self.chosen or not self._can_cover(remaining, left):
            return
        if not self._is_promising(team, near, left, barred):
            return
        rarest = self._rarest(remaining, self.met)
        for place, mask in enumerate(self.met):
            if mask & rarest and place not in barred:
                beside = near | self.near[place]
                self._extend((*team, place), remaining & ~mask, beside, left - 1, barred)
                barred = barred | {place}

    def _is_promising(self, team, near, left, barred):
        """Whether near items and scores could still reach the record."""
        if self.record is None:
            return True
        free = [at for at in range(len(self.met)) if at not in barred and at not in team]
        reached = (_union(self.near[at] for at in free) | near) & ~self.goal
        score = sum(self.candidates[at].score for at in (*team, *free[:left]))
        members = [self.candidates[at] for at in team]
        regions, organisations = (
            {one.region for one in members},
            {one.organisation for one in members},
        )
        hoped = (reached.bit_count(), score, -max(1, len(regions)), -max(1, len(organisations)))
        return hoped > self.record

    def _keep(self, team):
        members = [self.candidates[place] for place in team]
        near = _union(self.near[place] for place in team) & ~self.goal
        score = sum(one.score for one in members)
        regions = len({one.region for one in members})
        organisations = len({one.organisation for one in members})
        worth = (near.bit_count(), score, -regions, -organisations)
        if self.record is None or worth > self.record:
            self.record, self.chosen = worth, team

    def _coverers(self, remaining, masks):
        """The masks that hold the rarest open item, those that close most first."""
        rarest = self._rarest(remaining, masks)
        holding = {mask & remaining for mask in masks if mask & rarest}
        return sorted(holding, key=lambda mask: -mask.bit_count())

    def _rarest(self, remaining, masks):
        bits = [1 << at for at in range(remaining.bit_length()) if remaining >> at & 1]
        return min(bits, key=lambda bit: sum(bool(mask & bit) for mask in masks))


def _undominated(candidates):
    """Without those whom another replaces in any team for the better: it would not be chosen."""
    kept = []
    for one in candidates:  # best score first, so whoever replaces one stands before it
        if not any(_replaces(other, one) for other in kept):
            kept.append(one)
    return kept


def _replaces(other, one):
    is_wider = one.met <= other.met and one.near <= other.met | other.near
    place = (one.region, one.organisation)
    return is_wider and (other.score > one.score or (other.region, other.organisation) == place)


def _team(members, items):
    met = frozenset().union(*(one.met for one in members))
    near = frozenset().union(*(one.near for one in members)) - met
    return Team(tuple(members), met, near, frozenset(range(items)) - met)


def _mask(positions: Collection[int]) -> int:
    return sum(1 << position for position in positions)


def _union(masks):
    whole = 0
    for mask in masks:
        whole |= mask
    return whole


def _largest(masks):
    """Those that are not part of another: who covers less than somebody else shrinks no team."""
    return [
        mask for mask in masks if mask and not any(mask != o and mask & o == mask for o in masks)
    ]
