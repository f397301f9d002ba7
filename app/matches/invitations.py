"""Beginning several matches of one need at once: a team's members, or the first twenty."""

from dataclasses import dataclass

from app.matches.operations import suggest_match
from app.matches.queries import by_capability, things_of
from app.workflow.declaration import NotNow

MOST = 20  # at once; an invitation to everybody is an invitation to nobody


@dataclass(frozen=True)
class Choice:
    """A capability that may be invited, as the form offers it."""

    capability: object
    remark: str = ""  # what to know of it before
    is_ticked: bool = True


def invite(need, capability_ids, actor, note=""):
    """The matches begun, in the given order; whoever is in talks already is passed over.

    Raises NotNow where nobody is left to invite or more than MOST were chosen.
    """
    ids = list(dict.fromkeys(capability_ids))
    if len(ids) > MOST:
        raise NotNow(f"一次最多邀请 {MOST} 项能力")
    begun, rows = by_capability(need), things_of("capability", ids)
    left = [rows[id] for id in ids if id in rows and id not in begun]
    if not left:
        raise NotNow("没有可以邀请的能力：选中的都已经在对接，或没有选")
    return [suggest_match(need, capability, actor, note=note) for capability in left]
