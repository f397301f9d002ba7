"""The life of a service request: asked, in hand, answered, confirmed by the enterprise or opened again."""

from app.chain_offices.request_models import ServiceRequest
from app.chain_offices.request_models import ServiceRequestState as S
from app.chain_offices.request_operations import keep_answer
from app.chain_offices.rules import has_no_account
from app.workflow.declaration import Action, Role, State, Workflow

HANDS = (Role.CHAIN_LEAD, Role.OFFICER)
OWNER = (Role.OWNER,)
SEEN_BY = (*HANDS, Role.AUDITOR, Role.DISTRICT_OFFICER, Role.OWNER)

SERVICE_REQUEST = Workflow(
    "service_requests", "服务诉求", ServiceRequest,
    states=(
        State(S.ASKED, "已提出", "等链长办公室接下。", "wait", SEEN_BY, (), Role.CHAIN_LEAD, 3, "接办服务诉求"),
        State(S.IN_HAND, "办理中", "已有人办，办完写明结果。", "open", SEEN_BY, (), Role.CHAIN_LEAD, 15, "办理服务诉求"),
        State(S.ANSWERED, "已答复", "等企业确认结果，不满意可以退回再办。", "wait", SEEN_BY, (), Role.OWNER, 10, "确认诉求办理结果"),
        State(S.CONFIRMED, "已确认", "企业认可结果，记入一企一策。", "ok", SEEN_BY),
        State(S.WITHDRAWN, "已撤回", "不再办理。", "rest", SEEN_BY),
    ),
    actions=(
        Action("take", "接办", (S.ASKED,), S.IN_HAND, HANDS, notify=OWNER, consequence="企业会看到已有人办。", done="已接办"),
        Action("answer", "答复", (S.ASKED, S.IN_HAND), S.ANSWERED, HANDS, effects=(keep_answer,), notify=OWNER,
               needs_opinion=True, consequence="意见就是给企业的答复：办成什么、没办成的为什么。", done="已答复"),
        Action("confirm", "确认结果", (S.ANSWERED,), S.CONFIRMED, OWNER, notify=(Role.CHAIN_LEAD,),
               consequence="这一件办结，记入一企一策。", done="企业已确认"),
        Action("reopen", "退回再办", (S.ANSWERED,), S.IN_HAND, OWNER, notify=(Role.CHAIN_LEAD,), needs_opinion=True,
               consequence="写明哪里还没有解决，链长办公室接着办。", is_danger=True, done="退回再办"),
        Action("confirm_for", "代企业确认", (S.ANSWERED,), S.CONFIRMED, HANDS, guards=(has_no_account,), needs_opinion=True,
               consequence="写明企业由谁、怎样确认的。", done="已代企业确认"),
        Action("withdraw", "撤回", (S.ASKED, S.IN_HAND), S.WITHDRAWN, OWNER, notify=(Role.CHAIN_LEAD,), needs_opinion=True,
               consequence="不再办理。", is_danger=True, done="已撤回"),
    ),
)  # fmt: skip
