"""The life of a bid: sealed, opened together, judged, awarded or answered with a reason."""

from app.bids.models import IN_PLAY, Bid
from app.bids.models import BidState as S
from app.bids.operations import (
    award_need,
    begin_again,
    decline_rivals,
    open_project,
    stamp_submission,
)
from app.bids.rules import (
    answers_every_indicator,
    is_complete,
    is_declared,
    is_not_own_need,
    need_is_accepting,
    need_is_in_review,
    organisation_is_verified,
    owner_does_not_refuse,
    owner_has_answered,
)
from app.workflow.declaration import Action, Role, State, Workflow

BIDDER, OFFICER, SYSTEM = (Role.CONTRACTOR,), (Role.OFFICER,), (Role.SYSTEM,)
OPEN_TO = (Role.CONTRACTOR, Role.OWNER, Role.OFFICER, Role.AUDITOR, Role.PANELIST)

INELIGIBLE_FOR = (
    ("conditions", "不满足揭榜条件"),
    ("incomplete", "材料不全"),
    ("related", "与需求方存在关联关系"),
    ("credit", "三年内有失信记录"),
    ("other", "其他"),
)
LOST_FOR = (
    ("indicators", "指标响应不足"),
    ("route", "技术路线不可行或风险过大"),
    ("foundation", "前期基础不足"),
    ("price", "报价或周期超出需求"),
    ("better", "有更合适的方案"),
    ("other", "其他"),
)

BID = Workflow(
    "bids", "揭榜方案", Bid,
    states=(
        State(S.DRAFT, "草稿", "只有本单位看得到，截止前提交才有效。", "rest", BIDDER, BIDDER, Role.CONTRACTOR, todo="填完并提交方案"),
        State(S.SUBMITTED, "已密封", "截止前谁也看不到，包括受理岗；截止前可以撤回。", "ok", BIDDER),
        State(S.WITHDRAWN, "已撤回", "截止前可以改好再次提交。", "rest", BIDDER),
        State(S.EXPIRED, "截止未提交", "揭榜截止时还没有提交。", "rest", BIDDER),
        State(S.OPENED, "等资格审查", "已开榜，等资格审查。", "wait", OPEN_TO, (), Role.OFFICER, 10, "资格审查"),
        State(S.ELIGIBLE, "资格通过", "资格审查通过，等评审定榜。", "wait", OPEN_TO, (), Role.OFFICER, 20, "评审定榜"),
        State(S.INELIGIBLE, "资格不符", "没有通过资格审查，理由见记录。", "bad", OPEN_TO),
        State(S.RESERVE, "备选", "列为备选方案。", "wait", OPEN_TO, (), Role.OFFICER, 20, "备选方案定论"),
        State(S.AWARDED, "中榜", "已选为揭榜方案，进入签约。", "ok", OPEN_TO),
        State(S.LOST, "未中榜", "没有中榜，理由见记录。", "rest", OPEN_TO),
        State(S.VOID, "随需求终止", "需求已终止，方案不再评审。", "rest", BIDDER),
    ),
    actions=(
        Action("submit", "提交并密封", (S.DRAFT,), S.SUBMITTED, BIDDER,
               guards=(need_is_accepting, organisation_is_verified, is_not_own_need, is_complete, answers_every_indicator, is_declared),
               effects=(stamp_submission,), consequence="方案立即密封，截止后统一开榜；截止前可以撤回修改。", done="已提交密封"),
        Action("withdraw", "撤回方案", (S.SUBMITTED,), S.WITHDRAWN, BIDDER, guards=(need_is_accepting,), is_danger=True,
               consequence="方案不再参加揭榜；截止前可以改好再次提交。", done="已撤回"),
        # A need that found nobody is listed again; whoever bid before may bid again.
        Action("revise", "继续修改", (S.WITHDRAWN, S.EXPIRED, S.INELIGIBLE, S.LOST), S.DRAFT, BIDDER, guards=(need_is_accepting,),
               effects=(begin_again,), done="转为草稿"),
        Action("expire", "截止未提交", (S.DRAFT,), S.EXPIRED, SYSTEM, notify=BIDDER, done="截止时没有提交"),
        Action("open", "开榜", (S.SUBMITTED,), S.OPENED, SYSTEM, notify=BIDDER, done="方案已开榜"),
        Action("qualify", "资格通过", (S.OPENED,), S.ELIGIBLE, OFFICER, notify=(Role.CONTRACTOR, Role.OWNER), needs_opinion=True,
               consequence="方案进入评审，需求方可以表态。", done="资格审查通过"),
        Action("disqualify", "资格不符", (S.OPENED,), S.INELIGIBLE, OFFICER, notify=BIDDER, needs_opinion=True, reasons=INELIGIBLE_FOR,
               is_danger=True, consequence="揭榜单位会收到理由，方案到此结束。", done="资格不符"),
        Action("award", "定为中榜", (S.ELIGIBLE, S.RESERVE), S.AWARDED, OFFICER,
               guards=(need_is_in_review, owner_has_answered, owner_does_not_refuse), effects=(decline_rivals, award_need, open_project),
               notify=(Role.CONTRACTOR, Role.OWNER), needs_opinion=True,
               consequence="其余方案同时告知未中榜，并生成项目任务书草稿；不能撤回。", done="中榜"),
        Action("reserve", "列为备选", (S.ELIGIBLE,), S.RESERVE, OFFICER, notify=BIDDER, needs_opinion=True, done="列为备选"),
        Action("decline", "不予中榜", (S.ELIGIBLE, S.RESERVE), S.LOST, OFFICER, notify=BIDDER, needs_opinion=True, reasons=LOST_FOR,
               is_danger=True, consequence="揭榜单位会收到理由。", done="未中榜"),
        Action("lose", "未中榜", IN_PLAY, S.LOST, SYSTEM, notify=BIDDER, done="未中榜"),
        Action("void", "随需求终止", (S.DRAFT, S.SUBMITTED, S.WITHDRAWN, *IN_PLAY), S.VOID, SYSTEM, notify=BIDDER, done="随需求终止"),
    ),
)  # fmt: skip
