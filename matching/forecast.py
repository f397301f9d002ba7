"""Whether anybody will bid for a need, and which single relaxation would bring most bidders.

A bidder is an organisation with a capability that speaks of the same thing and fails none of the
need's conditions; where it is silent on a hard figure it counts for less, and silence alone never
makes the risk low. Whoever fails a condition is no bidder. Nobody knows who will bid: `RISKS` and
the share of possible bidders who do bid turn their number into a level, and the share moves from its
assumed value to the city's own figure as windows close (a beta prior worth `WEIGHT` organisations;
Gelman et al., Bayesian Data Analysis).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .documents import Indicator
from .indicators import compare

ASSUMED_SHARE = 0.3  # of those who could bid, how many do: an assumption, until windows have closed
UNPROVEN = 1 / 2  # of that share: those who fail nothing and do not show that they meet it all
WEIGHT = 10  # possible bidders in past needs from which the city's own figure counts for half
RISKS = ((0.5, "高"), (0.2, "中"), (0.0, "低"))  # chance of no bid at all, from this on
FACTOR = 2  # a bound is relaxed to its half or its double at most, then dropped
FALL = 10  # and a yield of 99.9 % lets ten times as much fail at most, not half of all
_AT_LEAST, _AT_MOST = (">=", ">", "increase", "decrease"), ("<=", "<")
_OPEN = ("met", "unknown")  # a hard indicator that nobody denies; near is a miss all the same


@dataclass(frozen=True)
class Condition:
    """One thing a need demands: an indicator, or a plain bound such as TRL >= 6 or a price <= 3.6m."""

    key: str
    required: Indicator


@dataclass(frozen=True)
class Prospect:
    """A capability near enough in its text, and what it offers by condition key; None says nothing."""

    id: str
    organisation: str
    offers: Mapping[str, Indicator | None]


@dataclass(frozen=True)
class Step:
    """The bound relaxed so far (None: dropped), and who qualifies then."""

    value: float | tuple[float, float] | None
    capabilities: tuple[str, ...]
    bidders: int
    gained: int  # bidders more than now


@dataclass(frozen=True)
class Relaxation:
    """One condition with its steps from what is asked now to dropping it."""

    condition: Condition
    steps: tuple[Step, ...]

    @property
    def best(self) -> Step | None:
        """The smallest step that gains most short of dropping; dropping where only that gains."""
        relaxed = [step for step in self.steps[1:] if step.value is not None and step.gained]
        dropped = [step for step in self.steps[1:] if step.value is None and step.gained]
        return max(relaxed or dropped, key=lambda step: step.gained, default=None)


def relaxation_steps(
    required: Indicator, offered: Mapping[str, Indicator | None]
) -> list[tuple[float | tuple[float, float] | None, tuple[str, ...]]]:
    """[(bound, who qualifies)] from the bound as it is to none at all, each step a figure offered.

    `offered` is what each capability offers for this indicator, None where it says nothing: nobody
    is refused for what is unknown. Figures further off than `FACTOR` qualify only at the last step.
    """
    bounds = {_bound_for(required, offer) for offer in offered.values() if offer is not None}
    within = [bound for bound in bounds if bound is not None and _is_within(required, bound)]
    bounds = [required.value, *sorted(within, key=lambda bound: _distance(required.value, bound))]
    found = []
    for bound in bounds:
        asked = required if bound == required.value else _relaxed(required, bound)
        ids = tuple(id for id, offer in offered.items() if _is_open(asked, offer))
        if not found or len(ids) > len(found[-1][1]):
            found.append((bound, ids))
    return [*found, (None, tuple(offered))]


def qualified(conditions: Sequence[Condition], prospects: Sequence[Prospect]) -> list[Prospect]:
    """The prospects that fail no condition."""
    return [one for one in prospects if not failures(conditions, one)]


def failures(conditions: Sequence[Condition], prospect: Prospect) -> tuple[str, ...]:
    """Keys of the conditions that the prospect fails."""
    return tuple(
        condition.key
        for condition in conditions
        if not _is_open(condition.required, prospect.offers.get(condition.key))
    )


def relaxations(conditions: Sequence[Condition], prospects: Sequence[Prospect]) -> list[Relaxation]:
    """What relaxing each condition alone would bring, in the order of the conditions."""
    failed = {one.id: set(failures(conditions, one)) for one in prospects}
    found = []
    for condition in conditions:
        only = [one for one in prospects if failed[one.id] <= {condition.key}]
        offered = {one.id: one.offers.get(condition.key) for one in only}
        owner = {one.id: one.organisation for one in only}
        steps = []
        for bound, ids in relaxation_steps(condition.required, offered):
            bidders = len({owner[id] for id in ids})
            steps.append(
                Step(bound, ids, bidders, bidders - (steps[0].bidders if steps else bidders))
            )
        found.append(Relaxation(condition, tuple(steps)))
    return found


def best_relaxation(found: Sequence[Relaxation]) -> Relaxation | None:
    """The one whose best step brings most bidders; a relaxed bound before a dropped one."""
    useful = [one for one in found if one.best is not None]
    return max(useful, key=lambda one: (one.best.gained, one.best.value is not None), default=None)


def bid_share(bids: int, possible: float) -> float:
    """The share of possible bidders who do bid, after `bids` of `possible` did in past needs."""
    return (bids + ASSUMED_SHARE * WEIGHT) / (max(possible, bids) + WEIGHT)


def chance_of_no_bid(proven: int, unproven: int = 0, share: float = ASSUMED_SHARE) -> float:
    """Where each decides for itself: those who show that they meet it all, and the `unproven`."""
    return (1 - share) ** proven * (1 - share * UNPROVEN) ** unproven


def level(chance: float, is_proven: bool = True) -> str:
    """`is_proven`: at least one shows that it meets it all; without any the risk is never low."""
    found = next(place for place, (least, _) in enumerate(RISKS) if chance >= least)
    return RISKS[found if is_proven else min(found, len(RISKS) - 2)][1]


def _is_open(required, offer):
    return offer is None or compare(required, [offer]).status in _OPEN


def _bound_for(required, offer):
    """The bound at which the offer would just pass, in the required unit; None where it passes."""
    held = compare(required, [offer])
    if held.status in _OPEN or held.offered_converted is None:
        return None
    low, high = _ends(held.offered_converted)
    if isinstance(required.value, tuple):
        return (min(low, required.value[0]), max(high, required.value[1]))
    if required.op in _AT_MOST:
        return high
    return low if required.op in _AT_LEAST or low < required.value else high


def _relaxed(required, bound):
    """The bound is a figure that somebody offers, so it must pass itself."""
    return replace(required, value=bound, op={">": ">=", "<": "<="}.get(required.op, required.op))


def _is_within(required, bound):
    asked = required.value
    if required.unit == "%" and required.op in _AT_LEAST and 0 < 100 - asked < 50:
        return 100 - bound <= FALL * (100 - asked) and bound * FACTOR >= asked
    return all(
        min(abs(one), abs(other)) * FACTOR >= max(abs(one), abs(other)) and one * other >= 0
        for one, other in zip(_ends(asked), _ends(bound), strict=True)
    )


def _distance(asked, bound):
    return sum(abs(one - other) for one, other in zip(_ends(asked), _ends(bound), strict=True))


def _ends(value):
    return value if isinstance(value, tuple) else (value, value)
