"""What must hold of a project or a milestone; each answers with the reason, or None."""

from app.audit.queries import timeline
from app.formats import number
from app.projects.models import MilestoneState, ProjectState

HANDED_IN = (
    ProjectState.ACCEPTANCE_APPLIED,
    ProjectState.RECTIFYING,
    ProjectState.ACCEPTED,
    ProjectState.FAILED,
)


def task_book_is_complete(project):
    wanted = {
        "总目标": project.goal,
        "开始日期": project.starts_on,
        "结束日期": project.ends_on,
        "知识产权": project.ip_terms,
        "里程碑": project.milestones,
    }
    missing = [label for label, value in wanted.items() if not value]
    return f"任务书还没有填：{'、'.join(missing)}" if missing else None


def milestones_have_dates(project):
    undated = [row.name for row in project.milestones if row.due_on is None]
    return f"里程碑还没有日期：{'、'.join(undated)}" if undated else None


def milestones_are_within_the_term(project):
    if project.starts_on is None or project.ends_on is None:
        return None
    outside = [
        row.name
        for row in project.milestones
        if row.due_on and not project.starts_on <= row.due_on <= project.ends_on
    ]
    return f"里程碑日期不在起止日期之内：{'、'.join(outside)}" if outside else None


def milestones_cost_no_more_than_agreed(project):
    """A contract without an amount has nothing to hold the milestones against."""
    planned = sum(row.amount for row in project.milestones)
    if not project.amount or planned <= project.amount:
        return None
    told, agreed = number(planned / 10_000), number(project.amount / 10_000)
    return f"里程碑经费合计 {told} 万元，超过合同金额 {agreed} 万元"


def milestones_have_names(project):
    unnamed = [str(row.position + 1) for row in project.milestones if not row.name]
    return f"里程碑还没有名称：第 {'、'.join(unnamed)} 行" if unnamed else None


def task_book_is_open(project):
    if project.state is not ProjectState.TASK_BOOK_DRAFT:
        return "任务书已经签署，不能再改；要改请先退回"
    return None


def acceptance_papers_are_open(project):
    if project.state not in (ProjectState.RUNNING, ProjectState.RECTIFYING):
        return "项目实施中或整改中才能填写验收材料"
    return None


def acceptance_papers_are_handed_in(project):
    return None if project.state in HANDED_IN else "揭榜单位还没有申请验收"


def rectifies_for_the_first_time(project):
    if any(event.action == "rectify" for event in timeline(project)):
        return "已经整改过一次，只能通过或不通过"
    return None


def every_milestone_passed(project):
    left = [row.name for row in project.milestones if row.state is not MilestoneState.PASSED]
    return f"还有里程碑没有通过考核：{'、'.join(left)}" if left else None


def has_actual_figures(project):
    missing = [row.name for row in project.indicators if row.actual_value is None]
    return f"验收申请要逐条写实测值：{'、'.join(missing)}" if missing else None


def has_self_assessment(project):
    return None if project.self_assessment else "验收申请要写自评报告"


def user_has_reported(project):
    return None if project.user_verdict else "需求方还没有填写用户使用报告"


def has_report(milestone):
    draft = milestone.draft_report
    if draft is None:
        return "先写里程碑报告"
    return None if draft.progress else "里程碑报告还没有写完成情况"


def project_is_running(milestone):
    if milestone.project.state is not ProjectState.RUNNING:
        return "项目不在实施中"
    return None


def may_be_paid(milestone):
    if milestone.state is not MilestoneState.PASSED:
        return "里程碑考核通过以后才能付款"
    return None


def user_report_is_due(project):
    if project.state is not ProjectState.ACCEPTANCE_APPLIED:
        return "申请验收以后才填写用户使用报告"
    return None
