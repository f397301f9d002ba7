"""What must hold of a project or a milestone; each answers with the reason, or None."""

from app.projects.models import MilestoneState, ProjectState


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
    if not any(report.reported_at is None for report in milestone.reports):
        return "先写里程碑报告"
    return None


def project_is_running(milestone):
    if milestone.project.state is not ProjectState.RUNNING:
        return "项目不在实施中"
    return None


def may_be_paid(milestone):
    if milestone.state is not MilestoneState.PASSED:
        return "里程碑考核通过以后才能付款"
    return "已经登记过付款" if milestone.paid_on else None


def user_report_is_due(project):
    if project.state is not ProjectState.ACCEPTANCE_APPLIED:
        return "申请验收以后才填写用户使用报告"
    return None
