"""What the side by side page of a need and a capability shows, begun as a match or not."""

from datetime import datetime

from app.accounts.roles import may
from app.clock import now
from app.formats import format_datetime
from app.matches import reasons
from app.matches.confidence import told_confidence
from app.matches.in_force import told_version
from app.matches.models import Match, MatchState
from app.matches.queries import by_capability, is_over, others_of_capability, things_of
from app.matches.sides import capability_side, need_side
from app.matches.verdict import gaps, lacks, thin, verdict
from app.workflow.declaration import Role
from app.workflow.registry import workflow_of

NEED_SIDE = {Role.OWNER, Role.OFFICER, Role.AUDITOR}
SHOWN = 5


def sees_rivals(need, user):
    """Who may read the other candidates of a need: whoever chooses among them."""
    return not need.roles_of(user).isdisjoint(NEED_SIDE)


def may_compare(need, capability, user):
    return sees_rivals(need, user) or Role.OWNER in capability.roles_of(user)


def pair_page(need, capability, user, match=None):
    """The context of templates/matches/reasons.html."""
    found, kept_at = _found(need, capability, match)
    rivals = sees_rivals(need, user)
    place, ranking = reasons.rank_of(need, capability) if rivals else (None, ())
    return {
        "need": need,
        "capability": capability,
        "sides": (need_side(need), capability_side(capability)),
        "found": found,
        "kept_at": kept_at,
        "verdict": verdict(found.comparisons) if found else "",
        "thin_line": thin(found) if found else "",
        "lacks": lacks(found) if found else [],
        "missing_line": gaps(found.comparisons) if found else "",
        "confidence": told_confidence(found) if found and rivals else None,
        "made": made(found, kept_at) if found else "",
        "readings": readings_of(match) if match is not None and rivals else [],
        "rank": _rank(place, ranking, str(capability.id)),
        "others": candidates(need, ranking, leave_out=capability.id)[:SHOWN],
        "others_total": max(len(ranking) - (place is not None), 0),
        "sees_rivals": rivals,
        "may_see_quality": may(user, "statistics.read"),
        "states": states(),
        "remarks": remarks(need, capability, match) if rivals else [],
    }


def candidates(need, ranking, leave_out=None):
    """[(place, matching.Match, capability, match or None)] in the order of the ranking."""
    begun = by_capability(need)
    rows = things_of("capability", [int(found.id) for found in ranking])
    return [
        (place, found, rows[int(found.id)], begun.get(int(found.id)))
        for place, found in enumerate(ranking, start=1)
        if int(found.id) in rows and int(found.id) != leave_out
    ]


def made(found, kept_at):
    """Who said so and when: model, parameters, time."""
    when = format_datetime(kept_at or now())
    return f"模型 {found.model}，{told_version(found.parameters)}，计算于 {when}"


def readings_of(match):
    """One line for the suggestion and for each decision: what the machine said at that time."""
    return [
        row
        | {"at": datetime.fromisoformat(row["at"]), "parameters": told_version(row["parameters"])}
        for row in match.readings or ()
    ]


def remarks(need, capability, match):
    """What whoever decides should know besides: kin and other talks, as sentences."""
    said = []
    if need.organisation_id == capability.organisation_id:
        said.append("需求方和能力方是同一个单位")
    others = len(others_of_capability(capability, match))
    said.append(f"同一能力还在对接另外 {others} 个需求" if others else "同一能力没有在对接别的需求")
    if match is not None and match.rank:
        said.append(f"发起时在候选中排第 {match.rank}")
    return said


def states():
    """{code: state} of matches, for badges in lists."""
    return {state.code: state for state in workflow_of(Match).states}


def _found(need, capability, match):
    """(reasons, when they were kept): as they are now while it is undecided, then as they were."""
    kept = reasons.restored(match.snapshot) if match is not None else None
    is_settled = match is not None and (is_over(match) or match.state is MatchState.APPROVED)
    if kept is None or not is_settled:
        live = reasons.reasons_for(need, capability)
        if live is not None:
            return live, None
    if kept is None:
        return None, None
    return kept, datetime.fromisoformat(match.snapshot["kept_at"])


def _rank(place, ranking, own):
    if not ranking:
        return ""
    best = next((found for found in ranking if found.id != own), None)
    where = (
        f"在前 {len(ranking)} 个候选中排第 {place}"
        if place
        else f"没有进入前 {len(ranking)} 个候选"
    )
    if best is None:
        return where
    return f"{where}，{'其余最高' if place == 1 else '最高'} {round(best.score)}"
