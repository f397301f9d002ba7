"""The life of a project of the reserve: a lead, admitted, under way, and struck off with its result."""

from app.reserve.models import ReserveProject
from app.reserve.models import ReserveState as S
from app.reserve.rules import (
    has_money_and_dates,
    has_result,
    leads_somewhere,
    somebody_answers_for_it,
)
from app.workflow.declaration import Action, Role, State, Workflow

HANDS = (Role.CHAIN_LEAD, Role.OFFICER)
OWNER = (Role.OWNER,)
SEEN_BY = (*HANDS, Role.AUDITOR, Role.OWNER)

DROPPINGS = (
    ("filled", "缺口已由别的途径补上"),
    ("fallen_through", "谈不成或条件不具备"),
    ("unworthy", "核实后不值得补"),
    ("duplicate", "与别的项目重复"),
    ("other", "其他"),
)

RESERVE = Workflow(
    "reserve", "补短板项目", ReserveProject,
    states=(
        State(S.LEAD, "线索", "从薄弱环节来的线索，等链长核实：谁负责、投多少、什么时候完成。", "wait", (*HANDS, Role.AUDITOR), HANDS, Role.CHAIN_LEAD, 20,
              "核实补短板线索"),
        State(S.ADMITTED, "已入库", "进了补短板项目库，等推进：提出需求、谈成招商或开工。", "wait", SEEN_BY, HANDS, Role.CHAIN_LEAD, 60, "推进入库项目"),
        State(S.UNDER_WAY, "推进中", "正在办，责任单位报进展；有了结果就销号。", "open", SEEN_BY, HANDS),
        State(S.DONE, "已销号", "短板补上了，结果和证明记在这里。", "ok", SEEN_BY),
        State(S.DROPPED, "已出库", "不再推进，理由见记录。", "rest", SEEN_BY),
    ),
    actions=(
        Action("admit", "入库", (S.LEAD,), S.ADMITTED, HANDS, guards=(somebody_answers_for_it, has_money_and_dates), notify=OWNER,
               consequence="进入补短板项目库，责任单位看得到，可以报进展。", done="已入库"),
        Action("start", "开始推进", (S.ADMITTED,), S.UNDER_WAY, (*HANDS, Role.SYSTEM), guards=(leads_somewhere,), notify=OWNER,
               consequence="按计划的日期和投入跟进。", done="已开始推进"),
        Action("fall_back", "重新选路", (S.UNDER_WAY,), S.ADMITTED, (Role.SYSTEM,), notify=(Role.OWNER, Role.CHAIN_LEAD),
               done="需求没有结果，退回重新选路"),
        Action("finish", "销号", (S.ADMITTED, S.UNDER_WAY), S.DONE, (*HANDS, Role.SYSTEM), guards=(has_result,),
               notify=(Role.OWNER, Role.CHAIN_LEAD), needs_opinion=True, consequence="记为已补上，写明结果和证明；不能撤回。", done="已销号"),
        Action("drop", "出库", (S.LEAD, S.ADMITTED, S.UNDER_WAY), S.DROPPED, HANDS, notify=OWNER, needs_opinion=True, reasons=DROPPINGS,
               consequence="不再推进；环节仍薄弱的，以后还会建议。", is_danger=True, done="已出库"),
        Action("take_up", "重新列为线索", (S.DROPPED,), S.LEAD, HANDS, needs_opinion=True, consequence="从核实重新走起。", done="重新列为线索"),
    ),
)  # fmt: skip
