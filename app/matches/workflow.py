"""The life of a match: suggested, answered by both sides, decided by the committee."""

from app.matches.models import Match
from app.matches.models import MatchState as S
from app.matches.operations import (
    award_need,
    keep_contractor_answer,
    keep_owner_answer,
    keep_reasons,
    open_project,
)
from app.matches.rules import capability_is_published, need_is_public, need_may_go_by_match
from app.workflow.declaration import Action, Role, State, Workflow

OWNER, CONTRACTOR, OFFICER = (Role.OWNER,), (Role.CONTRACTOR,), (Role.OFFICER,)
BOTH = (Role.OWNER, Role.CONTRACTOR)
SEEN_BY = (*BOTH, Role.OFFICER, Role.AUDITOR)
TALKS = (need_is_public, capability_is_published)

DECLINES = (
    ("route", "技术路线不合适"),
    ("indicators", "指标差距太大"),
    ("maturity", "成熟度不够"),
    ("price", "价格或周期不合适"),
    ("capacity", "目前没有力量承担"),
    ("unrelated", "不相关"),
    ("other", "其他"),
)
REJECTIONS = (
    ("indicators", "硬指标达不到"),
    ("unrelated", "不相关"),
    ("related", "双方存在关联关系"),
    ("terms", "条件谈不拢"),
    ("other", "其他"),
)

MATCH = Workflow(
    "matches", "匹配", Match,
    states=(
        State(S.SUGGESTED, "已推荐", "已推荐给双方，等双方表态。", "wait", SEEN_BY, (), Role.OWNER, 5, "答复推荐的能力"),
        State(S.OWNER_WILLING, "等能力方", "需求方愿意谈，等能力方答复。", "wait", SEEN_BY, (), Role.CONTRACTOR, 5, "答复对接意向"),
        State(S.CONTRACTOR_WILLING, "等需求方", "能力方愿意谈，等需求方答复。", "wait", SEEN_BY, (), Role.OWNER, 5, "答复对接意向"),
        State(S.UNDER_REVIEW, "等委里审核", "双方都表示愿意谈。审核同意后，平台向双方开放联系方式并登记对接。", "wait", SEEN_BY, (), Role.OFFICER, 3, "匹配审核"),
        State(S.RETURNED, "请补充", "按审核意见补充后再审。", "bad", SEEN_BY, (), Role.CONTRACTOR, 5, "补充对接材料"),
        State(S.APPROVED, "已对接", "双方可以看到联系方式，谈妥后由市级立项。", "ok", SEEN_BY, (), Role.OFFICER, 20, "登记对接结果"),
        State(S.REJECTED, "不予对接", "审核没有同意，理由见记录。", "rest", SEEN_BY),
        State(S.DECLINED, "已谢绝", "一方没有意向，理由见记录。", "rest", SEEN_BY),
        State(S.IN_PROJECT, "已立项", "经对接立项，进入任务书签订。", "ok", SEEN_BY),
    ),
    actions=(
        Action("owner_offer", "愿意对接", (S.SUGGESTED,), S.OWNER_WILLING, OWNER, guards=TALKS, effects=(keep_owner_answer,),
               notify=CONTRACTOR, consequence="能力方会收到您的意向。", done="需求方愿意谈"),
        Action("contractor_offer", "愿意承接", (S.SUGGESTED,), S.CONTRACTOR_WILLING, CONTRACTOR, guards=TALKS,
               effects=(keep_contractor_answer,), notify=OWNER, consequence="需求方会收到您的意向。", done="能力方愿意谈"),
        Action("owner_agree", "愿意对接", (S.CONTRACTOR_WILLING,), S.UNDER_REVIEW, OWNER, guards=TALKS, effects=(keep_owner_answer,),
               notify=(Role.OFFICER, Role.CONTRACTOR), consequence="转市级审核，同意后开放联系方式。", done="需求方愿意谈"),
        Action("contractor_agree", "愿意承接", (S.OWNER_WILLING,), S.UNDER_REVIEW, CONTRACTOR, guards=TALKS,
               effects=(keep_contractor_answer,), notify=(Role.OFFICER, Role.OWNER), consequence="转市级审核，同意后开放联系方式。", done="能力方愿意谈"),
        Action("owner_decline", "不合适", (S.SUGGESTED, S.CONTRACTOR_WILLING, S.OWNER_WILLING), S.DECLINED, OWNER, effects=(keep_reasons,),
               notify=CONTRACTOR, reasons=DECLINES, is_danger=True, consequence="这次匹配结束，对方会看到理由。", done="需求方谢绝"),
        Action("contractor_decline", "不承接", (S.SUGGESTED, S.OWNER_WILLING, S.CONTRACTOR_WILLING), S.DECLINED, CONTRACTOR,
               effects=(keep_reasons,), notify=OWNER, reasons=DECLINES, is_danger=True, consequence="这次匹配结束，对方会看到理由。", done="能力方谢绝"),
        Action("approve", "同意对接", (S.UNDER_REVIEW,), S.APPROVED, OFFICER, guards=TALKS, effects=(keep_reasons,), notify=BOTH,
               needs_opinion=True, consequence="双方看到联系方式；10 个工作日内登记结果。", done="同意对接"),
        Action("return", "请补充后再审", (S.UNDER_REVIEW,), S.RETURNED, OFFICER, notify=BOTH, needs_opinion=True,
               consequence="退给能力方补充，期限 5 个工作日。", done="请补充后再审"),
        Action("supplement", "已补充，再审", (S.RETURNED,), S.UNDER_REVIEW, BOTH, notify=OFFICER, needs_opinion=True, done="已补充"),
        Action("reject", "不予对接", (S.UNDER_REVIEW, S.APPROVED), S.REJECTED, OFFICER, effects=(keep_reasons,), notify=BOTH,
               needs_opinion=True, reasons=REJECTIONS,
               is_danger=True, consequence="双方都收到理由，本次匹配结束。", done="不予对接"),
        Action("establish", "立项", (S.APPROVED,), S.IN_PROJECT, OFFICER, guards=(need_may_go_by_match,),
               effects=(award_need, open_project), notify=BOTH, needs_opinion=True,
               consequence="需求经对接定榜，生成项目任务书草稿；不能撤回。", done="经对接立项"),
    ),
)  # fmt: skip
