"""Which step of the ladder an enterprise holds, and whether it is a candidate for the next one."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from app.accounts.models import Organisation, OrganisationState
from app.chain_offices.ladder_models import Fact, LadderStep
from app.chain_offices.models import LeadEnterprise
from app.chain_offices.rules import MAKERS
from app.chains.models import ChainNode, NodeProvider
from app.clock import today
from app.extensions import db
from app.needs.models import Need
from app.needs.queries import PUBLIC_STATES

# An honour that is only being prepared for is none yet.
NOT_YET = ("培育", "候选", "入库", "后备")
WAN = 10_000


class Verdict(StrEnum):
    CANDIDATE = "candidate"
    UNKNOWN = "unknown"
    NOT_YET = "not_yet"
    TOP = "top"


VERDICTS = {
    Verdict.CANDIDATE: ("可以推荐", "ok"),
    Verdict.UNKNOWN: ("差材料", "wait"),
    Verdict.NOT_YET: ("还差条件", "rest"),
    Verdict.TOP: ("已在最高一级", "rest"),
}


@dataclass(frozen=True)
class Check:
    """One criterion held against one enterprise; `is_met` is None where the fact is not known."""

    criterion: object
    value: float | None
    is_met: bool | None

    @property
    def answer(self):
        return {True: "符合", False: "不符合", None: "不知道"}[self.is_met]


@dataclass(frozen=True)
class Place:
    organisation: Organisation
    held: LadderStep | None
    next: LadderStep | None
    checks: list
    verdict: Verdict


def steps():
    chosen = select(LadderStep).options(selectinload(LadderStep.criteria))
    return db.session.scalars(chosen.order_by(LadderStep.position)).all()


def places(chain):
    """Where each enterprise of the chain stands, candidates first."""
    ladder, facts = steps(), _node_facts(chain)
    found = [place_of(one, ladder, facts.get(one.id)) for one in enterprises_of(chain)]
    order = list(Verdict)
    return sorted(found, key=lambda place: (order.index(place.verdict), -_rung(place.held)))


def enterprises_of(chain):
    """Verified makers that fill a node of the chain, posted a public need in it, or lead it."""
    nodes = select(ChainNode.id).where(ChainNode.chain_id == chain.id)
    provides = select(NodeProvider.organisation_id).where(NodeProvider.node_id.in_(nodes))
    needs = select(Need.organisation_id).where(
        Need.chain_id == chain.id, Need.state.in_(PUBLIC_STATES)
    )
    leads = select(LeadEnterprise.organisation_id).where(
        LeadEnterprise.chain_id == chain.id, LeadEnterprise.until.is_(None)
    )
    id = Organisation.id
    chosen = select(Organisation).where(
        Organisation.kind.in_(MAKERS), Organisation.state == OrganisationState.VERIFIED,
        or_(id.in_(provides), id.in_(needs), id.in_(leads)),
    )  # fmt: skip
    return db.session.scalars(chosen.order_by(id)).all()


def place_of(organisation, ladder, node_facts=None):
    held = step_held(organisation.honours, ladder)
    above = [step for step in ladder if step.position > _rung(held)]
    if not above:
        return Place(organisation, held, None, [], Verdict.TOP)
    known = facts_known(organisation) | (node_facts or {})
    checks = [_check(criterion, known.get(criterion.fact)) for criterion in above[0].criteria]
    return Place(organisation, held, above[0], checks, _verdict(checks))


def step_held(honours, ladder):
    """The highest step an honour speaks of; one that is only being prepared for does not count."""
    real = [name for name in honours or () if not any(word in name for word in NOT_YET)]
    held = [step for step in ladder if any(word in name for name in real for word in step.words)]
    return max(held, key=_rung, default=None)


def facts_known(organisation):
    """{fact: figure} of what the organisation told; what it did not tell is left out."""
    told = {
        Fact.AGE: today().year - organisation.founded_year if organisation.founded_year else None,
        Fact.STAFF: organisation.staff,
        Fact.RD_STAFF_SHARE: _share(organisation.rd_staff, organisation.staff),
        Fact.RD_SPENDING: _wan(organisation.rd_spending),
        Fact.RD_SPENDING_SHARE: _share(organisation.rd_spending, organisation.revenue),
        Fact.REVENUE: _wan(organisation.revenue),
        Fact.HONOURS: len(organisation.honours or ()),
    }
    return {fact: figure for fact, figure in told.items() if figure is not None}


def _node_facts(chain):
    """{organisation id: {fact: its best figure}} of share and rank on the nodes of the chain."""
    chosen = select(NodeProvider).join(ChainNode, NodeProvider.node_id == ChainNode.id)
    found = {}
    for row in db.session.scalars(chosen.where(ChainNode.chain_id == chain.id)):
        known = found.setdefault(row.organisation_id, {})
        if row.share is not None:
            known[Fact.NODE_SHARE] = max(row.share, known.get(Fact.NODE_SHARE, 0))
        if row.rank is not None:
            known[Fact.NODE_RANK] = min(row.rank, known.get(Fact.NODE_RANK, row.rank))
    return found


def _check(criterion, value):
    if value is None:
        return Check(criterion, None, None)
    met = value >= criterion.value if criterion.sign == ">=" else value <= criterion.value
    return Check(criterion, value, met)


def _verdict(checks):
    answers = {check.is_met for check in checks}
    if False in answers:
        return Verdict.NOT_YET
    # A step without criteria makes nobody a candidate: there is nothing to hold against.
    return Verdict.UNKNOWN if None in answers or not checks else Verdict.CANDIDATE


def _rung(step):
    return step.position if step is not None else 0


def _share(part, whole):
    return None if part is None or not whole else round(100 * part / whole, 1)


def _wan(yuan):
    return None if yuan is None else yuan / WAN
