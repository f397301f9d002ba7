"""What the pages of projects and milestones say: steps, what comes next, reports, the record."""

from dataclasses import replace

from app.acting import url_of
from app.formats import format_date
from app.header import header_of
from app.projects.models import MilestoneState as M
from app.projects.models import ProjectState as S
from app.projects.results import verdict

RISK_LABELS = {
    "red": "红：可能完不成",
    "amber": "黄：有偏差",
    "green": "绿：按计划",
    "": "还没有报告",
}
RISK_TONES = {"red": "bad", "amber": "wait", "green": "ok", "": "rest"}

STEPS = (
    ("拟任务书", ("begin",)),
    ("双方签署", ("sign_owner",)),
    ("批复立项", ("start",)),
    ("实施", ("apply_for_acceptance",)),
    ("验收", ("accept", "fail")),
)
STEP_OF = {
    S.TASK_BOOK_DRAFT: 0, S.CONTRACTOR_SIGNED: 1, S.SIGNED: 2, S.RUNNING: 3, S.SUSPENDED: 3,
    S.ACCEPTANCE_APPLIED: 4, S.RECTIFYING: 4, S.FAILED: 4, S.ACCEPTED: 5,
}  # fmt: skip
NOTES = {
    S.SUSPENDED: "已暂停", S.RECTIFYING: "整改中", S.FAILED: "未通过", S.TERMINATED: "已终止",
}  # fmt: skip
NEXT = {
    S.TASK_BOOK_DRAFT: "双方把任务书改到一致，{contractor}先签，{owner}后签，再报市级批复立项。",
    S.CONTRACTOR_SIGNED: "{owner}看过任务书后签署；不同意的退回再改。",
    S.SIGNED: "市级批复后开始实施，里程碑开始计时。",
    S.RUNNING: "到一个里程碑报告一次：{contractor}提交，{owner}确认，市级考核；全部通过后申请验收。",
    S.SUSPENDED: "市级决定恢复实施或者终止；暂停期间里程碑不催办。",
    S.ACCEPTANCE_APPLIED: "{owner}填写使用报告后，市级给出验收结论：通过、整改或不通过。",
    S.RECTIFYING: "{contractor}三个月内整改完成后再次申请验收，只有这一次。",
}
MILESTONE_NEXT = {
    M.PLANNED: "{contractor}到期前写好报告并提交，{owner}在 5 个工作日内确认。",
    M.SUBMITTED: "{owner}确认后转市级考核；不同意的退回整改。",
    M.CONFIRMED: "市级考核：通过后可以付款，有不足的限期整改。",
    M.FIX: "{contractor}按意见改好，报告已带入上次写的内容，改完再次提交。",
    M.FAILED: "市级决定暂停或终止项目。",
}


def next_of(project):
    """Who must do what; while the work runs, the milestone it waits at."""
    if project.state is S.RUNNING:
        waiting = next((row for row in project.milestones if row.state is not M.PASSED), None)
        if waiting is None:
            return f"里程碑全部通过，{project.contractor.name}填好验收材料就可以申请验收。"
        return f"现在是里程碑“{waiting.name}”。{milestone_next(waiting)}"
    return _named(NEXT.get(project.state, ""), project)


def milestone_next(milestone):
    if milestone.is_dormant:
        return "项目不在实施中，里程碑现在不用办。" if milestone.state is not M.PASSED else ""
    if milestone.state is M.PASSED:
        return "" if milestone.paid_on or not milestone.amount else "市级受理岗按约定登记付款。"
    return _named(MILESTONE_NEXT[milestone.state], milestone.project)


def milestone_header(milestone, user):
    """Nobody is asked for a milestone of a project that is not under way."""
    header = header_of(milestone, user)
    if not milestone.is_dormant:
        return header
    return replace(header, waits_for="", is_yours=False, due=None, held_back=())


def steps_of(project, events):
    """The process as bars, each with the day its action was taken; newest events first."""
    current = STEP_OF.get(project.state)
    if current is None:  # terminated: the step it had reached
        ended = next((event for event in events if event.after == project.state.value), None)
        current = STEP_OF.get(S(ended.before), 0) if ended and ended.before else 0
    return [
        _step(project, at, label, actions, current, events)
        for at, (label, actions) in enumerate(STEPS)
    ]


def _step(project, at, label, actions, current, events):
    if at == current:
        note = NOTES.get(project.state, "")
        return {"label": label, "status": "current", "note": note, "note_tone": note and "late"}
    day = (
        next((event.at for event in events if event.action in actions), None)
        if at < current
        else None
    )
    return {
        "label": label,
        "status": "done" if at < current else "later",
        "note": format_date(day)[5:],
    }


def shown_report(report):
    """A report with its figures held against the task book, and its colour."""
    rows = {str(row.id): row for row in report.milestone.project.indicators}
    figures = [
        (rows[id], value, verdict(rows[id], value)[0])
        for id, value in report.results.items()
        if id in rows
    ]
    risk = {"label": RISK_LABELS[report.risk], "tone": RISK_TONES[report.risk]}
    number = report.milestone.reports.index(report) + 1
    return {"report": report, "number": number, "figures": figures, "risk": risk}


def course_of(milestones):
    """The milestones as a timeline: the day, the money, the state; pairs with their headers."""
    line = []
    for row, header in milestones:
        paid = f" · {format_date(row.paid_on)} 已付" if row.paid_on else ""
        line.append(
            {
                "at": row.due_on,
                "text": row.name or "未命名",
                "actor": f"{header.label}{paid}",
                "href": url_of(row),
                "tone": "bad" if header.tone == "bad" else "now" if header.tone == "ok" else "",
            }
        )
    return line


def _named(text, project):
    return text.format(owner=project.organisation.name, contractor=project.contractor.name)
