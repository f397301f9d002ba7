"""The life of a warning: raised by a rule, taken up, and closed with a reason; never by itself."""

from app.risk_warnings.models import RiskWarning
from app.risk_warnings.models import RiskWarningState as S
from app.workflow.declaration import Action, Role, State, Workflow

HANDS = (Role.CHAIN_LEAD, Role.OFFICER)
SEEN_BY = (*HANDS, Role.AUDITOR)

CLOSINGS = (
    ("recovered", "供给已经恢复"),
    ("substituted", "有了替代来源"),
    ("stocked", "备足了库存"),
    ("listed", "已转为需求张榜或招商"),
    ("mistaken", "信号不实"),
    ("accepted", "核过，风险可以承受"),
)

RISK_WARNING = Workflow(
    "risk_warnings", "供应预警", RiskWarning,
    states=(
        State(S.OPEN, "待处置", "规则判为有断供风险，等链长安排处置。", "bad", SEEN_BY, (), Role.CHAIN_LEAD, 5, "处置供应预警"),
        State(S.HANDLING, "处置中", "已有人在办；办完写明结果才能销号。", "wait", SEEN_BY, (), Role.CHAIN_LEAD, 20, "办结供应预警"),
        State(S.CLOSED, "已销号", "已写明结果；同一情况再出现会重新预警。", "rest", SEEN_BY),
    ),
    actions=(
        Action("take", "接办", (S.OPEN,), S.HANDLING, HANDS, needs_opinion=True,
               consequence="写明谁来办、怎么办；20 个工作日内要办结。", done="已接办"),
        Action("close", "销号", (S.OPEN, S.HANDLING), S.CLOSED, HANDS, notify=HANDS, needs_opinion=True, reasons=CLOSINGS,
               consequence="记入本链的预警台账，可以重新打开。", done="已销号"),
        Action("reopen", "重新打开", (S.CLOSED,), S.OPEN, (Role.OFFICER,), notify=(Role.CHAIN_LEAD,), needs_opinion=True,
               consequence="链长要重新处置。", is_danger=True, done="重新打开"),
    ),
)  # fmt: skip
