"""What a need's page says about its course: steps, what comes next, the timeline told to a reader."""

from app.formats import format_date, format_datetime
from app.needs.models import NeedState as S
from app.workflow.declaration import Role

INSIDERS = {
    Role.OWNER, Role.DISTRICT_OFFICER, Role.OFFICER, Role.AUDITOR, Role.CHAIN_LEAD,
}  # fmt: skip
ENDED_EARLY = (S.WITHDRAWN, S.CANCELLED, S.REFUSED, S.MERGED)

# The seven steps, and the actions whose event dates each as done.
STEPS = (
    ("征集", ("submit",)),
    ("论证", ("vet",)),
    ("发榜", ("publish",)),
    ("揭榜", ("close", "lapse")),
    ("评审定榜", ("award", "award_by_match")),
    ("签约实施", ("start_project",)),
    ("验收", ("solve", "fail")),
)
STEP_OF = {
    S.DRAFT: 0, S.SUBMITTED: 0, S.RETURNED: 0, S.RECOMMENDED: 1, S.REFUSED: 1, S.VETTED: 2, S.LISTED: 2,
    S.OPEN: 3, S.NO_BID: 3, S.BID_CLOSED: 4, S.REVIEWING: 4, S.AWARDED: 5, S.IN_PROJECT: 5, S.FAILED: 6,
    S.SOLVED: 7,
}  # fmt: skip
NEXT = {
    S.DRAFT: "填完提交后，由{region}经信委在 5 个工作日内推荐或退回。",
    S.SUBMITTED: "区县推荐后转市级审查论证；要改的会退回来。",
    S.RETURNED: "按意见改好再次提交，从区县推荐重新走起。",
    S.RECOMMENDED: "市级审查通过后编入榜单，统一发布。",
    S.VETTED: "编入榜单，榜单发布时同时公开。",
    S.LISTED: "榜单发布后公开揭榜。",
    S.OPEN: "{closes} 截止后统一开榜，随后资格审查、评审定榜。",
    S.BID_CLOSED: "统一开榜，随后资格审查和评审。",
    S.REVIEWING: "评审后选定揭榜单位，签订任务书。",
    S.NO_BID: "可以调整后再次发榜，也可以经对接定榜。",
    S.AWARDED: "双方签订任务书，开始攻关。",
    S.IN_PROJECT: "按里程碑考核，期满验收。",
}
NOTES = {S.NO_BID: "流榜", S.REFUSED: "不予受理", S.RETURNED: "退回修改", S.FAILED: "没有解决",
         S.WITHDRAWN: "企业撤回", S.CANCELLED: "已终止",
         S.MERGED: "并入共性需求"}  # fmt: skip


def is_insider(need, user):
    """Who reads committee-only fields and the opinions of others."""
    return not INSIDERS.isdisjoint(need.roles_of(user))


def next_of(need):
    said = NEXT.get(need.state, "")
    closes = format_datetime(need.closes_at)
    return said.format(region=need.organisation.region or "区县", closes=closes)


def steps_of(need, events):
    """Steps for the bar; a date only where the trail has one."""
    dates = _dates(need, events)
    current = STEP_OF.get(need.state)
    if current is None:
        current = _where_it_ended(events)
    return [
        {
            "label": label,
            "status": "done" if at < current else "current" if at == current else "later",
            "note": _note(need, at, current, dates.get(label, "")),
            "note_tone": "late" if at == current and need.state in NOTES else "",
        }
        for at, (label, _) in enumerate(STEPS)
    ]


def _note(need, at, current, date):
    if at != current:
        return date if at < current else ""
    if need.state is S.OPEN:
        return f"至 {format_datetime(need.closes_at)[5:]}"
    return NOTES.get(need.state, "")


def _dates(need, events):
    """{label: month and day} of the latest event that completed each step."""
    found = {}
    for label, actions in STEPS:
        at = next((event.at for event in events if event.action in actions), None)
        if at is None and label == "发榜":
            at = need.published_at
        found[label] = format_date(at)[5:]
    return found


def _where_it_ended(events):
    """The step a withdrawn or cancelled need had reached, from the state its last move left."""
    ended = next((event for event in events if event.after in set(ENDED_EARLY)), None)
    return STEP_OF.get(S(ended.before), 0) if ended else 0
