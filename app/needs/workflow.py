"""The life of a need, from the plant's draft to the solved problem."""

from app.joint_needs.operations import MERGEABLE, merge_members
from app.needs.models import Need
from app.needs.models import NeedState as S
from app.needs.operations import (
    clear_publication,
    end_bids,
    expire_drafts,
    leave_unpublished_call,
    open_bids,
    put_on_the_market,
    take_from_call,
)
from app.needs.rules import (
    deadline_has_passed,
    has_measurable_indicators,
    has_no_candidates,
    has_no_sealed_bids,
    has_sealed_bids,
    is_complete,
    is_declared,
    is_not_being_merged,
    is_on_a_call,
    organisation_is_verified,
)
from app.workflow.declaration import Action, Role, State, Workflow

OWNER, DISTRICT, OFFICER, SYSTEM = (
    (Role.OWNER,),
    (Role.DISTRICT_OFFICER,),
    (Role.OFFICER,),
    (Role.SYSTEM,),
)
INSIDE = (Role.OWNER, Role.DISTRICT_OFFICER, Role.OFFICER, Role.AUDITOR)
STAFF = (*INSIDE, Role.CHAIN_LEAD, Role.PANELIST)
EVERYBODY = (Role.PUBLIC,)

REFUSALS = (
    ("solvable", "企业自身或采购即可解决"),
    ("vague", "指标不明确、无法考核"),
    ("duplicate", "与已有需求重复"),
    ("funding", "投入没有保障"),
    ("secret", "涉及不宜公开的内容"),
    ("other", "其他"),
)

NEED = Workflow(
    "needs", "需求", Need,
    states=(
        State(S.DRAFT, "草稿", "只有本单位看得到。", "rest", OWNER, OWNER, Role.OWNER, todo="填完并提交需求"),
        State(S.SUBMITTED, "等区县推荐", "已提交，等区县经信委推荐或退回。", "wait", INSIDE, (), Role.DISTRICT_OFFICER, 5,
              "区县推荐", "审核中"),
        State(S.RETURNED, "退回修改", "按意见改好后再次提交，已填的内容都在。", "bad", INSIDE, OWNER, Role.OWNER, 10,
              "按意见修改需求"),
        State(S.RECOMMENDED, "等形式审查", "区县已推荐，等市级审查论证。", "wait", STAFF, (), Role.OFFICER, 10, "形式审查", "审核中"),
        State(S.VETTED, "论证通过", "需求成立，等编入榜单。", "ok", STAFF, (), Role.OFFICER, 20, "编入榜单", "论证通过"),
        State(S.REFUSED, "不予受理", "需求没有通过审查，理由见记录。", "rest", INSIDE),
        State(S.LISTED, "待发榜", "已编入榜单，等榜单发布。", "wait", STAFF, (), Role.OFFICER, 10, "发布榜单"),
        State(S.OPEN, "揭榜中", "已公开发榜，高校、院所、企业都可以提交揭榜方案；方案密封，截止前谁也看不到。", "open", EVERYBODY,
              (), Role.SOLVER),
        State(S.BID_CLOSED, "揭榜截止", "已截止揭榜，等统一开榜。", "wait", EVERYBODY, (), Role.OFFICER, 3, "开榜"),
        State(S.REVIEWING, "评审中", "方案已开榜，正在资格审查和评审。", "wait", EVERYBODY, (), Role.OFFICER, 20, "评审定榜"),
        State(S.NO_BID, "流榜", "截止时没有合格的揭榜方案，可以调整后再次发榜。", "rest", EVERYBODY, (), Role.OFFICER, 20, "处理流榜"),
        State(S.AWARDED, "已定榜", "已选定揭榜单位，正在签订任务书。", "ok", EVERYBODY, (), Role.OFFICER, 30, "督促签订任务书"),
        State(S.IN_PROJECT, "攻关中", "已立项实施，按里程碑考核。", "open", EVERYBODY),
        State(S.SOLVED, "已解决", "项目通过验收，需求已经解决。", "ok", EVERYBODY),
        State(S.FAILED, "未解决", "项目没有通过验收或已终止。", "rest", EVERYBODY),
        State(S.WITHDRAWN, "企业撤回", "提出单位已撤回需求。", "rest", INSIDE),
        State(S.CANCELLED, "已终止", "市级已终止这项需求，理由见记录。", "rest", EVERYBODY),
        State(S.MERGED, "并入共性需求", "与别家的同类需求合成了一件共性需求，由牵头单位统一提出。", "rest", INSIDE),
    ),
    actions=(
        Action("submit", "提交需求", (S.DRAFT, S.RETURNED), S.SUBMITTED, OWNER,
               guards=(organisation_is_verified, is_complete, has_measurable_indicators, is_declared),
               notify=(Role.DISTRICT_OFFICER,), consequence="提交后由区县经信委推荐，期间不能修改；退回后可以再改。", done="已提交"),
        Action("recommend", "推荐", (S.SUBMITTED,), S.RECOMMENDED, (*DISTRICT, *OFFICER), notify=(Role.OFFICER, Role.OWNER),
               needs_opinion=True, consequence="转市级形式审查，企业会收到消息。", done="已推荐"),
        Action("vet", "审查通过", (S.RECOMMENDED,), S.VETTED, OFFICER, effects=(merge_members,),
               notify=(Role.OWNER, Role.CHAIN_LEAD), needs_opinion=True,
               consequence="需求成立，可以编入榜单。", is_public=True, done="论证通过"),
        Action("return", "退回修改", (S.SUBMITTED, S.RECOMMENDED), S.RETURNED, (*DISTRICT, *OFFICER), notify=(Role.OWNER,),
               needs_opinion=True, consequence="企业会看到意见，改好后再次提交。", is_danger=True, done="已退回修改"),
        Action("refuse", "不予受理", (S.SUBMITTED, S.RECOMMENDED), S.REFUSED, OFFICER, notify=(Role.OWNER,), needs_opinion=True,
               reasons=REFUSALS, consequence="需求到此结束，企业会收到理由。", is_danger=True, done="不予受理"),
        Action("list", "编入榜单", (S.VETTED,), S.LISTED, OFFICER, guards=(is_on_a_call, is_not_being_merged), done="已编入榜单"),
        Action("unlist", "移出榜单", (S.LISTED,), S.VETTED, OFFICER, effects=(take_from_call,), done="已移出榜单"),
        Action("publish", "发榜", (S.LISTED,), S.OPEN, SYSTEM, guards=(is_on_a_call,), effects=(put_on_the_market,),
               notify=(Role.OWNER,), is_public=True, done="已发榜"),
        Action("close", "截止揭榜", (S.OPEN,), S.BID_CLOSED, (*OFFICER, *SYSTEM), guards=(deadline_has_passed, has_sealed_bids),
               effects=(expire_drafts,), notify=(Role.OWNER, Role.OFFICER), is_public=True, done="揭榜截止"),
        Action("lapse", "记为流榜", (S.OPEN,), S.NO_BID, (*OFFICER, *SYSTEM), guards=(deadline_has_passed, has_no_sealed_bids),
               effects=(expire_drafts,), notify=(Role.OWNER, Role.OFFICER), is_public=True, done="流榜"),
        Action("open_bids", "开榜", (S.BID_CLOSED,), S.REVIEWING, OFFICER, effects=(open_bids,), notify=(Role.OWNER,),
               consequence="全部密封方案同时打开，需求方和受理岗可以查看。", is_public=True, done="已开榜"),
        Action("conclude_without_award", "无合格方案", (S.REVIEWING,), S.NO_BID, OFFICER, guards=(has_no_candidates,),
               notify=(Role.OWNER,), needs_opinion=True, is_danger=True, is_public=True, done="评审无合格方案"),
        Action("award", "定榜", (S.REVIEWING,), S.AWARDED, SYSTEM, notify=(Role.OWNER,), is_public=True, done="已定榜"),
        Action("award_by_match", "对接定榜", (S.OPEN, S.NO_BID), S.AWARDED, SYSTEM, guards=(has_no_sealed_bids,),
               effects=(end_bids,), notify=(Role.OWNER,), is_public=True, done="经对接定榜"),
        Action("start_project", "转入实施", (S.AWARDED,), S.IN_PROJECT, SYSTEM, is_public=True, done="任务书已签订，开始攻关"),
        Action("solve", "解决", (S.IN_PROJECT,), S.SOLVED, SYSTEM, notify=(Role.OWNER, Role.CHAIN_LEAD), is_public=True, done="通过验收，需求已解决"),
        Action("fail", "未解决", (S.IN_PROJECT, S.AWARDED), S.FAILED, SYSTEM, notify=(Role.OWNER, Role.CHAIN_LEAD), is_public=True, done="攻关未成"),
        Action("relist", "退回调整后再次发榜", (S.NO_BID,), S.RETURNED, OFFICER, effects=(clear_publication,), notify=(Role.OWNER,),
               needs_opinion=True, consequence="需求回到企业手里调整，再次提交、审查后编入新的榜单。", done="退回调整，准备再次发榜"),
        Action("merge", "并入共性需求", MERGEABLE, S.MERGED, SYSTEM, notify=(Role.OWNER,), done="已并入共性需求"),
        Action("withdraw", "撤回需求", (S.DRAFT, S.SUBMITTED, S.RETURNED, S.RECOMMENDED, S.VETTED), S.WITHDRAWN, OWNER,
               notify=(Role.OFFICER,), needs_opinion=True, consequence="撤回后这件需求到此结束；要再提出须新建。", is_danger=True, done="已撤回"),
        Action("cancel", "终止需求", (S.VETTED, S.LISTED, S.OPEN, S.BID_CLOSED, S.REVIEWING, S.NO_BID), S.CANCELLED, OFFICER,
               effects=(end_bids, leave_unpublished_call), notify=(Role.OWNER, Role.CHAIN_LEAD), needs_opinion=True,
               consequence="需求到此结束，揭榜单位会收到理由。", is_danger=True, is_public=True, done="已终止"),
    ),
)  # fmt: skip
