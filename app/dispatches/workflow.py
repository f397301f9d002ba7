"""The life of a dispatch order: drafted from the weakest links, sent, answered, closed."""

from app.dispatches.models import DispatchOrder
from app.dispatches.models import DispatchState as S
from app.dispatches.operations import open_again
from app.dispatches.rules import every_item_is_due_later, every_item_names_somebody, has_items
from app.workflow.declaration import Action, Role, State, Workflow

HANDS = (Role.CHAIN_LEAD, Role.OFFICER)
ADDRESSED = (Role.OWNER,)
SEEN_BY = (*HANDS, Role.AUDITOR, Role.OWNER, Role.SUBMITTER)

DISPATCH = Workflow(
    "dispatches", "调度单", DispatchOrder,
    states=(
        State(S.DRAFT, "拟定中", "按最薄弱的环节拟好，可以增减，发出前别人看不到。", "wait", HANDS, HANDS, Role.CHAIN_LEAD, 5, "发出调度单"),
        State(S.SENT, "办理中", "各单位按条办理并答复；每条到期前办完。", "open", SEEN_BY, (), Role.SUBMITTER, None, "办理调度事项"),
        State(S.ANSWERED, "等办结", "各条都已办完，等链长核对后办结。", "wait", SEEN_BY, (), Role.CHAIN_LEAD, 5, "核对办结调度单"),
        State(S.CLOSED, "已办结", "结果记入本链台账。", "ok", SEEN_BY),
        State(S.CALLED_OFF, "已撤销", "不再办理。", "rest", SEEN_BY),
    ),
    actions=(
        Action("send", "发出", (S.DRAFT,), S.SENT, HANDS, guards=(has_items, every_item_names_somebody, every_item_is_due_later),
               notify=ADDRESSED, consequence="各单位立刻收到自己的几条，发出后不能改条目。", done="已发出"),
        Action("settle", "都已办完", (S.SENT,), S.ANSWERED, (Role.SYSTEM,), notify=(Role.CHAIN_LEAD,), done="各条都已办完"),
        Action("ask_again", "退回再办", (S.ANSWERED,), S.SENT, HANDS, effects=(open_again,), notify=ADDRESSED, needs_opinion=True,
               consequence="各条重新打开，请在意见里写明哪一条要再办。", is_danger=True, done="退回再办"),
        Action("close", "办结", (S.SENT, S.ANSWERED), S.CLOSED, HANDS, notify=ADDRESSED, needs_opinion=True,
               consequence="写明结果；没有办完的条目不再催办。", done="已办结"),
        Action("call_off", "撤销", (S.DRAFT, S.SENT), S.CALLED_OFF, HANDS, notify=ADDRESSED, needs_opinion=True,
               consequence="各单位收到撤销的理由。", is_danger=True, done="已撤销"),
    ),
)  # fmt: skip
