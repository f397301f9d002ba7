"""What people have decided about pairs: which suggestion was right, and what the ranking knew of it."""

from dataclasses import dataclass

from sqlalchemy import Integer, String, column, select, table

from app.audit.models import AuditEvent
from app.bids.workflow import LOST_FOR
from app.extensions import db
from app.matches.documents import need_document
from app.matches.index import index_of
from app.matches.models import Match, MatchState
from app.matches.workflow import DECLINES, REJECTIONS
from app.needs.models import Need
from matching.fitting import Decision
from matching.fusion import TEXT_WEIGHTS

# Reasons that speak about the pair itself. Price, kinship, terms and capacity say nothing about
# whether a need and a capability belong together, so such decisions teach nothing.
MISFITS = {
    *(label for code, label in REJECTIONS if code in ("indicators", "unrelated")),
    *(
        label
        for code, label in DECLINES
        if code in ("route", "indicators", "maturity", "unrelated")
    ),
    *(label for code, label in LOST_FOR if code in ("indicators", "route", "foundation")),
}
AGREED = (MatchState.APPROVED, MatchState.IN_PROJECT)
REFUSED = (MatchState.REJECTED, MatchState.DECLINED)
QUALIFIED, LOST = ("eligible", "reserve", "awarded"), "lost"
REFUSALS = ("reject", "owner_decline", "contractor_decline", "decline", "lose")
CONSENTS = ("approve", "qualify")

# Bids are a later noun: only the columns that say what was decided.
_bid = table(
    "bid",
    column("id", Integer),
    column("need_id", Integer),
    column("capability_id", Integer),
    column("state", String),
)


@dataclass(frozen=True)
class Decided:
    """One decided pair; `match_id` is None where a bid said it."""

    need_id: int
    capability_id: int
    is_right: bool
    match_id: int | None = None


@dataclass(frozen=True)
class Gathered:
    """The decisions that can teach, pair by pair, and how many cannot and why."""

    decided: tuple[Decided, ...]
    examples: tuple[Decision, ...]  # in the order of `decided`
    unrelated_reasons: int  # refused for reasons that say nothing about the pair
    without_capability: int  # bids that name no capability
    gone: int  # neither kept nor to be computed: withdrawn, or of another model


def gather():
    """Every decision so far with what the ranking knew of it, ordered by need."""
    pairs, unrelated, without = decided_pairs()
    snapshots = _snapshots()
    known = [(row, _example(row, snapshots.get(row.match_id))) for _, row in sorted(pairs.items())]
    kept = [(row, example) for row, example in known if example is not None]
    return Gathered(
        tuple(row for row, _ in kept),
        tuple(example for _, example in kept),
        unrelated,
        without,
        len(known) - len(kept),
    )


def decided_pairs():
    """({(need_id, capability_id): Decided}, refused for other reasons, bids without a capability).

    Of a match and a bid of one pair the match is the one: the bid may fail by its own text.
    """
    pairs, unrelated = _decided_matches()
    bids, without = _decided_bids()
    return bids | pairs, unrelated, without


def _decided_matches():
    columns = (Match.id, Match.need_id, Match.capability_id, Match.state)
    chosen = select(*columns).where(Match.state.in_((*AGREED, *REFUSED)))
    refusals, consents = _reasons("match")
    pairs, unrelated = {}, 0
    for match in db.session.execute(chosen):
        is_right = match.state in AGREED or match.id in consents
        if match.state in REFUSED and refusals.get(match.id) in MISFITS:
            is_right = False
        elif not is_right:
            unrelated += 1
            continue
        key = (match.need_id, match.capability_id)
        pairs[key] = Decided(*key, is_right, match.id)
    return pairs, unrelated


def _decided_bids():
    chosen = select(_bid).where(_bid.c.state.in_((*QUALIFIED, LOST)))
    refusals, consents = _reasons("bid")
    pairs, without = {}, 0
    for bid in db.session.execute(chosen):
        is_misfit = bid.state == LOST and refusals.get(bid.id) in MISFITS
        if not (is_misfit or bid.state in QUALIFIED or bid.id in consents):
            continue
        if bid.capability_id is None:
            without += 1
            continue
        key = (bid.need_id, bid.capability_id)
        # Two organisations may bid with one capability: one that qualified shows that it fits.
        if key not in pairs or not is_misfit:
            pairs[key] = Decided(*key, not is_misfit)
    return pairs, without


def _reasons(kind):
    """({id: the last refusal's reason}, ids that were once agreed to), from the audit trail."""
    chosen = (
        select(AuditEvent.thing_id, AuditEvent.action, AuditEvent.reason)
        .where(AuditEvent.thing_kind == kind, AuditEvent.action.in_((*REFUSALS, *CONSENTS)))
        .order_by(AuditEvent.id)
    )
    refusals, consents = {}, set()
    for id, action, reason in db.session.execute(chosen):
        if action in CONSENTS:
            consents.add(id)
        else:
            refusals[id] = reason
    return refusals, consents


def _snapshots():
    """{match_id: what was kept when it was decided}"""
    decided = Match.state.in_((*AGREED, *REFUSED))
    return dict(db.session.execute(select(Match.id, Match.snapshot).where(decided)).all())


def _example(decided, kept):
    """From what was kept when it was decided; where that does not fit today's scores, from what is
    true now."""
    matcher, kept = index_of("capability").current(), kept or {}
    scores, parts = kept.get("text_scores") or {}, kept.get("parts") or ()
    if kept.get("model") != matcher.model_id or set(scores) != set(TEXT_WEIGHTS):
        need = db.session.get(Need, decided.need_id)
        try:
            found = matcher.score(need_document(need), str(decided.capability_id))
        except KeyError:
            return None
        scores = found.text_scores
        parts = [{"name": p.name, "points": p.points, "out_of": p.out_of} for p in found.parts]
    shares = {
        part["name"]: part["points"] / part["out_of"]
        for part in parts
        # What a reranker says of the text is kept as it is; else it follows from the text scores.
        if part["out_of"] and (part["name"] != "text" or matcher.reranker)
    }
    return Decision(str(decided.need_id), decided.is_right, scores, shares)
