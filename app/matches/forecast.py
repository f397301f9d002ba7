"""流榜预警: how many could bid for a need, how great the risk is, what a relaxation would bring."""

from dataclasses import dataclass

from sqlalchemy import select

from app.clock import now
from app.extensions import db
from app.matches.documents import need_document
from app.matches.nearby import READ, on_the_subject
from app.needs.models import Need, NeedState
from matching import Indicator
from matching.forecast import (
    UNPROVEN,
    Condition,
    Prospect,
    Relaxation,
    best_relaxation,
    bid_share,
    chance_of_no_bid,
    failures,
    level,
    qualified,
    relaxations,
)

TRL, PRICE = "trl", "price"
FEW = 5  # past needs of the chain; fewer tell nothing about the next one
LOOKED_AT = 8  # past needs, the newest: each is one question to the index
SEALED = (NeedState.OPEN, NeedState.BID_CLOSED)  # their bids are nobody's to count yet


@dataclass(frozen=True)
class History:
    """Past needs of the same chain: how many windows closed, how many bids came, from how many."""

    needs: int
    bids: int
    without: int
    possible: float  # those who show that they meet it all, and half of those who fail nothing

    @property
    def is_enough(self):
        return self.needs >= FEW


@dataclass(frozen=True)
class Crowd:
    """Organisations that speak of the same thing, each counted once, by its best capability."""

    proven: int  # a figure for every hard indicator, and none of them failed
    unproven: int  # nothing failed, and not every figure given
    failing: int

    @property
    def bidders(self):
        return self.proven + self.unproven

    @property
    def worth(self):
        return self.proven + UNPROVEN * self.unproven


@dataclass(frozen=True)
class Forecast:
    prospects: tuple[Prospect, ...]  # who speak of the same thing
    fit: tuple[Prospect, ...]  # and failing no condition
    proven: frozenset[str]  # ids of those who show that they meet it all
    crowd: Crowd
    failures: dict  # {prospect id: keys of failed conditions}
    relaxations: tuple[Relaxation, ...]
    best: Relaxation | None
    history: History
    share: float
    chance: float
    level: str
    capabilities: dict  # {prospect id: Capability}, nearest text first
    is_cut: bool  # more are near than were looked at

    @property
    def is_unproven(self):
        """There is somebody to count on, and no figure says of anybody that all is met."""
        return bool(self.fit) and not self.proven

    @property
    def has_hard(self):
        """Whether the need asks for a hard figure at all."""
        return any(one.condition.key not in (TRL, PRICE) for one in self.relaxations)

    @property
    def bidders(self):
        return self.crowd.bidders


def forecast_of(need):
    """What the database knows today of who could bid for the need."""
    conditions, found = conditions_of(need), on_the_subject(need)
    prospects = [_prospect(one, conditions) for one in found]
    fit = qualified(conditions, prospects)
    relaxed = relaxations(conditions, prospects)
    history = history_of(need)
    share = bid_share(history.bids, history.possible) if history.is_enough else bid_share(0, 0)
    proven = _proven(fit, conditions)
    crowd = crowd_of(prospects, fit, proven)
    chance = chance_of_no_bid(crowd.proven, crowd.unproven, share)
    return Forecast(
        prospects=tuple(prospects),
        fit=tuple(fit),
        proven=proven,
        crowd=crowd,
        failures={one.id: failures(conditions, one) for one in prospects},
        relaxations=tuple(relaxed),
        best=best_relaxation(relaxed),
        history=history,
        share=share,
        chance=chance,
        level=level(chance, is_proven=bool(proven)),
        capabilities={one.id: one.capability for one in found},
        is_cut=len(found) >= READ,
    )


def conditions_of(need):
    """What a bidder must not fail, as far as capabilities say it: hard indicators, maturity, price.

    Region and time stand in no capability as a figure, so nothing is estimated of them.
    """
    rows = enumerate(need_document(need).indicators)
    found = [Condition(_key(at), row) for at, row in rows if row.is_hard and row.value is not None]
    if need.min_trl:
        asked = Indicator("技术成熟度", ">=", need.min_trl, is_hard=True)
        found.append(Condition(TRL, asked))
    if need.reward:
        found.append(Condition(PRICE, Indicator("预期价格", "<=", need.reward, "元", is_hard=True)))
    return found


def history_of(need):
    """The needs of the same chain whose windows are over and whose bids are opened."""
    if need.chain_id is None:
        return History(0, 0, 0, 0)
    past = (
        select(Need)
        .where(
            Need.chain_id == need.chain_id,
            Need.id != need.id,
            Need.published_at.is_not(None),
            Need.closes_at < now(),
            Need.state.not_in(SEALED),
        )
        .order_by(Need.closes_at.desc())
        .limit(LOOKED_AT)
    )
    needs = db.session.scalars(past).unique().all()
    counts = [_bid_count(one) for one in needs]
    # Whom each could have reached is asked only where there is enough to learn from.
    reached = [_could_bid(one) for one in needs] if len(needs) >= FEW else []
    return History(len(needs), sum(counts), counts.count(0), sum(reached))


def _could_bid(need):
    conditions = conditions_of(need)
    prospects = [_prospect(one, conditions) for one in on_the_subject(need)]
    fit = qualified(conditions, prospects)
    return crowd_of(prospects, fit, _proven(fit, conditions)).worth


def crowd_of(prospects, fit, proven):
    """`fit` are those of the prospects that fail nothing, `proven` the ids of those who show it."""
    sure = {one.organisation for one in fit if one.id in proven}
    perhaps = {one.organisation for one in fit} - sure
    failing = {one.organisation for one in prospects} - sure - perhaps
    return Crowd(len(sure), len(perhaps), len(failing))


def _bid_count(need):
    return sum(bid.submitted_at is not None and bid.state.value != "withdrawn" for bid in need.bids)


def _prospect(one, conditions):
    capability = one.capability
    offers = {
        _key(at): row.offered for at, row in enumerate(one.comparisons) if row.status != "unknown"
    }
    if capability.trl:
        offers[TRL] = Indicator("技术成熟度", "=", capability.trl)
    if capability.price_low:
        offers[PRICE] = Indicator("预期价格", "=", capability.price_low, "元")
    asked = {condition.key for condition in conditions}
    kept = {key: offer for key, offer in offers.items() if key in asked}
    return Prospect(one.id, str(capability.organisation_id), kept)


def _proven(fit, conditions):
    """Ids of those who give every hard figure; a need that asks for none proves nobody."""
    hard = {condition.key for condition in conditions} - {TRL, PRICE}
    return frozenset(one.id for one in fit if hard and hard <= one.offers.keys())


def _key(position):
    return f"i{position}"
