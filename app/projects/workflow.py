"""The life of a project and of each of its milestones."""

from app.projects.models import Milestone, Project
from app.projects.models import MilestoneState as M
from app.projects.models import ProjectState as S
from app.projects.operations import (
    ask_user_again,
    date_report,
    fail_need,
    solve_need,
    start_need,
    strengthen_chain,
)
from app.projects.rules import (
    every_milestone_passed,
    has_actual_figures,
    has_report,
    has_self_assessment,
    milestones_are_within_the_term,
    milestones_cost_no_more_than_agreed,
    milestones_have_dates,
    milestones_have_names,
    project_is_running,
    rectifies_for_the_first_time,
    task_book_is_complete,
    user_has_reported,
)
from app.workflow.declaration import Action, Role, State, Workflow

OWNER, CONTRACTOR, OFFICER = (Role.OWNER,), (Role.CONTRACTOR,), (Role.OFFICER,)
BOTH = (Role.OWNER, Role.CONTRACTOR)
SEEN_BY = (*BOTH, Role.OFFICER, Role.AUDITOR, Role.DISTRICT_OFFICER, Role.CHAIN_LEAD)

PROJECT = Workflow(
    "projects", "项目", Project,
    states=(
        State(S.TASK_BOOK_DRAFT, "拟任务书", "双方和受理岗都可以改任务书，改好后由揭榜单位先签。", "wait", SEEN_BY, (*BOTH, Role.OFFICER),
              Role.CONTRACTOR, 20, "拟定并签任务书"),
        State(S.CONTRACTOR_SIGNED, "等需求方签", "揭榜单位已签，等需求方签署。", "wait", SEEN_BY, (), Role.OWNER, 5, "签任务书"),
        State(S.SIGNED, "等立项", "双方已签署，等市级批复立项。", "wait", SEEN_BY, (), Role.OFFICER, 5, "批复立项"),
        State(S.RUNNING, "实施中", "按任务书实施，到里程碑就报告。", "open", SEEN_BY, CONTRACTOR),
        State(S.SUSPENDED, "已暂停", "项目暂停，期限不计。", "bad", SEEN_BY, (), Role.OFFICER, 20, "决定恢复或终止"),
        State(S.ACCEPTANCE_APPLIED, "等验收", "已申请验收，等需求方使用报告和验收结论。", "wait", SEEN_BY, OWNER, Role.OFFICER, 20, "验收"),
        State(S.RECTIFYING, "整改中", "按验收意见整改，期限三个月，只有一次。", "bad", SEEN_BY, CONTRACTOR, Role.CONTRACTOR, 60, "完成整改"),
        State(S.ACCEPTED, "通过验收", "任务完成，需求已解决。", "ok", SEEN_BY),
        State(S.FAILED, "未通过验收", "没有达到任务书要求。", "rest", SEEN_BY),
        State(S.TERMINATED, "已终止", "项目提前终止，理由见记录。", "rest", SEEN_BY),
    ),
    actions=(
        Action("sign_contractor", "签任务书", (S.TASK_BOOK_DRAFT,), S.CONTRACTOR_SIGNED, CONTRACTOR,
               guards=(task_book_is_complete, milestones_have_names, milestones_have_dates,
                       milestones_are_within_the_term, milestones_cost_no_more_than_agreed), notify=OWNER,
               consequence="签署后任务书不能再改，等需求方签署。", done="揭榜单位已签任务书"),
        Action("reopen_task_book", "退回再改", (S.CONTRACTOR_SIGNED, S.SIGNED), S.TASK_BOOK_DRAFT, (Role.OWNER, Role.OFFICER), notify=BOTH,
               needs_opinion=True, is_danger=True, done="任务书退回再改"),
        Action("sign_owner", "签任务书", (S.CONTRACTOR_SIGNED,), S.SIGNED, OWNER, notify=(Role.OFFICER, Role.CONTRACTOR),
               consequence="双方签署后报市级批复立项。", done="需求方已签任务书"),
        Action("start", "批复立项", (S.SIGNED,), S.RUNNING, OFFICER, effects=(start_need,), notify=BOTH, needs_opinion=True,
               consequence="项目开始实施，里程碑开始计时。", done="已批复立项"),
        Action("suspend", "暂停", (S.RUNNING,), S.SUSPENDED, OFFICER, notify=BOTH, needs_opinion=True, is_danger=True, done="已暂停"),
        Action("resume", "恢复实施", (S.SUSPENDED,), S.RUNNING, OFFICER, notify=BOTH, needs_opinion=True, done="已恢复"),
        Action("apply_for_acceptance", "申请验收", (S.RUNNING,), S.ACCEPTANCE_APPLIED, CONTRACTOR,
               guards=(every_milestone_passed, has_self_assessment, has_actual_figures), notify=(Role.OFFICER, Role.OWNER),
               consequence="需求方填写使用报告，市级组织验收。", done="已申请验收"),
        Action("rectify", "要求整改", (S.ACCEPTANCE_APPLIED,), S.RECTIFYING, OFFICER, guards=(rectifies_for_the_first_time, user_has_reported), notify=BOTH,
               needs_opinion=True, consequence="给一次整改机会，期限三个月。", done="要求整改"),
        Action("reapply", "整改完成，再次申请验收", (S.RECTIFYING,), S.ACCEPTANCE_APPLIED, CONTRACTOR,
               guards=(has_self_assessment, has_actual_figures), effects=(ask_user_again,), notify=(Role.OFFICER, Role.OWNER),
               consequence="需求方重新填写使用报告，市级给出最后结论。", done="整改后再次申请验收"),
        Action("accept", "通过验收", (S.ACCEPTANCE_APPLIED,), S.ACCEPTED, OFFICER, guards=(user_has_reported,), effects=(solve_need, strengthen_chain),
               notify=(*BOTH, Role.CHAIN_LEAD), needs_opinion=True, consequence="需求记为已解决，结果公开；不能撤回。", done="通过验收"),
        Action("fail", "不通过验收", (S.ACCEPTANCE_APPLIED, S.RECTIFYING), S.FAILED, OFFICER, effects=(fail_need,), notify=BOTH,
               needs_opinion=True, is_danger=True, consequence="需求记为未解决；不能撤回。", done="未通过验收"),
        Action("terminate", "终止项目", (S.TASK_BOOK_DRAFT, S.CONTRACTOR_SIGNED, S.SIGNED, S.RUNNING, S.SUSPENDED, S.RECTIFYING), S.TERMINATED,
               OFFICER, effects=(fail_need,), notify=BOTH, needs_opinion=True,
               reasons=(("objective", "客观原因"), ("subjective", "主观原因")), is_danger=True,
               consequence="项目到此结束，需求记为未解决。", done="项目终止"),
    ),
)  # fmt: skip

MILESTONE = Workflow(
    "milestones", "里程碑", Milestone,
    states=(
        State(M.PLANNED, "待完成", "到期前由揭榜单位提交里程碑报告。", "rest", SEEN_BY, CONTRACTOR, Role.CONTRACTOR, todo="提交里程碑报告"),
        State(M.SUBMITTED, "等需求方确认", "报告已提交，等需求方确认。", "wait", SEEN_BY, (), Role.OWNER, 5, "确认里程碑"),
        State(M.CONFIRMED, "等考核", "需求方已确认，等市级考核。", "wait", SEEN_BY, (), Role.OFFICER, 10, "里程碑考核"),
        State(M.FIX, "退回整改", "按意见改好后再次提交。", "bad", SEEN_BY, CONTRACTOR, Role.CONTRACTOR, 10, "整改里程碑"),
        State(M.PASSED, "已通过", "考核通过，可以按约定付款。", "ok", SEEN_BY),
        State(M.FAILED, "未通过", "考核没有通过。", "bad", SEEN_BY),
    ),
    actions=(
        Action("submit", "提交里程碑报告", (M.PLANNED, M.FIX), M.SUBMITTED, CONTRACTOR, guards=(project_is_running, has_report),
               effects=(date_report,), notify=OWNER, consequence="提交后等需求方确认，期间不能修改。", done="已提交里程碑报告"),
        Action("confirm", "确认", (M.SUBMITTED,), M.CONFIRMED, OWNER, guards=(project_is_running,), notify=(Role.OFFICER, Role.CONTRACTOR), needs_opinion=True,
               done="需求方已确认"),
        Action("dispute", "退回整改", (M.SUBMITTED,), M.FIX, OWNER, guards=(project_is_running,), notify=CONTRACTOR, needs_opinion=True,
               is_danger=True, done="需求方退回整改"),
        Action("pass", "考核通过", (M.CONFIRMED,), M.PASSED, OFFICER, guards=(project_is_running,), notify=BOTH, needs_opinion=True,
               consequence="记为通过，可以按约定付款。", done="里程碑考核通过"),
        Action("fix", "限期整改", (M.CONFIRMED,), M.FIX, OFFICER, guards=(project_is_running,), notify=BOTH, needs_opinion=True, is_danger=True,
               done="里程碑限期整改"),
        Action("fail", "考核不通过", (M.CONFIRMED,), M.FAILED, OFFICER, guards=(project_is_running,), notify=BOTH, needs_opinion=True, is_danger=True,
               consequence="之后由市级决定暂停或终止项目。", done="里程碑考核不通过"),
    ),
)  # fmt: skip
