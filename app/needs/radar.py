"""查重: needs near to one that is being written or examined, among those this person may see."""

from dataclasses import dataclass

from sqlalchemy import and_, select

from app.extensions import db
from app.matches import alike
from app.needs.models import Need
from app.needs.models import NeedState as S
from app.needs.presenting import is_insider
from app.workflow.registry import workflow_of
from app.workflow.visible import where_visible

# What repeats one of these repeats nothing.
FALLEN = (S.DRAFT, S.WITHDRAWN, S.REFUSED, S.CANCELLED, S.MERGED)
SHORTEST = 4  # characters; less of a title is near to everything


@dataclass(frozen=True)
class Near:
    need: Need
    word: str
    tone: str
    label: str  # its state, in the reader's vocabulary
    why: str
    is_own: bool


def near_needs(title, problem, user, leave_out=None, limit=5):
    """Near, best first; neither what the person may not see nor the need itself is looked at."""
    if len(title.strip()) < SHORTEST:
        return []
    where = where_visible(Need, user)
    if leave_out is not None:
        where = and_(where, Need.id != leave_out)
    found = alike.near_to(title, problem or "", where, limit=limit)
    return [_near(one, title, problem or "", user) for one in found]


def suspected(needs, user):
    """{need id: Need it nearly repeats} of those of `needs` that are still examined, among what the
    person may see and what still stands."""
    ids = {need.id for need in needs if need.state in (S.SUBMITTED, S.RECOMMENDED)}
    where = and_(where_visible(Need, user), Need.state.not_in(FALLEN))
    found = alike.doubles_of(ids, where) if ids else {}
    rows = db.session.scalars(select(Need).where(Need.id.in_(found.values()))).unique()
    known = {need.id: need for need in rows}
    return {id: known[other] for id, other in found.items()}


def duplicates_of(need, user, limit=5):
    return near_needs(need.title, need.problem, user, leave_out=need.id, limit=limit)


def _near(one, title, problem, user):
    need = db.session.get(Need, one.need_id)
    state = workflow_of(Need).state(need.state)
    own = need.organisation_id == user.organisation_id
    return Near(
        need,
        "几乎相同" if one.is_same else "相近",
        "bad" if one.is_same else "wait",
        state.label if own else state.label_for(is_insider(need, user)),
        _why(one, title, problem, need),
        own,
    )


def _why(one, title, problem, need):
    """名称里都有“低压铸造”: on what the likeness rests, in the words of the other need."""
    where = "名称" if one.by_title else "名称和难点"
    mine = title if one.by_title else f"{title} {problem}"
    theirs = need.title if one.by_title else f"{need.title} {need.problem}"
    words = alike.words_of_both(mine, theirs)
    if not words:
        return f"{where}的意思相近"
    return f"{where}里都有{'、'.join(f'“{word}”' for word in words)}"
