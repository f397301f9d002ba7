"""How far the needs came: of all submitted, how many reached each later stage."""

from dataclasses import dataclass

from sqlalchemy import case, func, or_, select

from app.bids.models import Bid, BidState
from app.extensions import db
from app.needs.models import Need
from app.needs.models import NeedState as S
from app.projects.models import Project, ProjectState

# Never submitted, taken back by its owner, or gone on as part of a joint need, which is counted.
BEFORE = (S.DRAFT, S.WITHDRAWN, S.MERGED)
AT_DISTRICT = (*BEFORE, S.SUBMITTED, S.RETURNED, S.REFUSED)
TASK_BOOK = (
    ProjectState.TASK_BOOK_DRAFT, ProjectState.CONTRACTOR_SIGNED, ProjectState.SIGNED,
)  # fmt: skip
SEALED_OR_LATER = tuple(
    state
    for state in BidState
    if state not in (BidState.DRAFT, BidState.WITHDRAWN, BidState.EXPIRED)
)


@dataclass(frozen=True)
class Stage:
    label: str
    count: int
    share: int | None  # percent of the stage before; None where there is none


def funnel(where=()):
    """Stages from 提交 to 解决, over all needs or over those that meet `where`."""
    reached = [func.count(case((reaches(), 1))) for reaches in REACHED.values()]
    counts = db.session.execute(select(*reached).select_from(Need).where(*where)).one()
    befores = (None, *counts[:-1])
    return [
        Stage(label, count, round(100 * count / before) if before else None)
        for label, count, before in zip(REACHED, counts, befores, strict=True)
    ]


def _published():
    return Need.published_at.is_not(None)


def _with_project(*states):
    return Need.project.has(Project.state.not_in(states)) if states else Need.project.has()


REACHED = {
    "提交": lambda: Need.state.not_in(BEFORE),
    "区县推荐": lambda: or_(Need.state.not_in(AT_DISTRICT), _published()),
    "论证通过": lambda: or_(Need.state.not_in((*AT_DISTRICT, S.RECOMMENDED)), _published()),
    "发榜": _published,
    "有人揭榜": lambda: or_(Need.bids.any(Bid.state.in_(SEALED_OR_LATER)), Need.project.has()),
    "定榜": _with_project,
    "立项": lambda: _with_project(*TASK_BOOK),
    "解决": lambda: Need.state == S.SOLVED,
}
