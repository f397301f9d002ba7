"""The life of a joint need: suggested, its enterprises asked, then drafted as one need, or not."""

from app.joint_needs.models import JointNeed
from app.joint_needs.models import JointNeedState as S
from app.joint_needs.operations import close_answers, draft_together, keep_no, keep_yes
from app.joint_needs.rules import has_lead_among_joined, has_two_enterprises, has_two_joined
from app.workflow.declaration import Action, Role, State, Workflow

OWNER, OFFICER = (Role.OWNER,), (Role.OFFICER,)
ASKED = (Role.SUBMITTER,)  # of a member that has not answered
STAFF = (Role.OFFICER, Role.AUDITOR, Role.CHAIN_LEAD)
CONCERNED = (*STAFF, Role.OWNER, Role.SUBMITTER)

DISMISSALS = (
    ("different", "看着相近，其实不是一个问题"),
    ("indicators", "指标相差太大，合不到一起"),
    ("rivals", "企业之间有竞争，不宜合在一起"),
    ("timing", "时限或进度对不上"),
    ("other", "其他"),
)

JOINT_NEED = Workflow(
    "joint_needs", "共性需求", JointNeed,
    states=(
        State(S.SUGGESTED, "建议合并", "几家企业的需求看着是同一个问题，等受理岗决定。", "wait", STAFF, (), Role.OFFICER, 10,
              "决定是否合并"),
        State(S.ASKING, "征求意见", "正在问各家是否愿意合并；同意的才算在内。", "wait", CONCERNED, (), Role.SUBMITTER, 10,
              "答复是否合并需求"),
        State(S.ANSWERED, "等拟定", "意见收齐，等受理岗拟成一件共性需求。", "wait", CONCERNED, (), Role.OFFICER, 5, "拟定共性需求"),
        State(S.DRAFTED, "已拟定", "已拟成一件共性需求，由牵头单位核对后提交，按需求的程序办理。", "ok", CONCERNED),
        State(S.CALLED_OFF, "已作罢", "没有合并，各家的需求照原样办理。", "rest", CONCERNED),
        State(S.DISMISSED, "不合并", "受理岗看过，决定不合并，理由见记录。", "rest", STAFF),
    ),
    actions=(
        Action("propose", "征求各家意见", (S.SUGGESTED,), S.ASKING, OFFICER, guards=(has_two_enterprises,), notify=OWNER,
               needs_opinion=True, consequence="各家收到邀请，看到共同的指标和合计金额，看不到别家需求的原文。", done="征求合并意见"),
        Action("dismiss", "不合并", (S.SUGGESTED,), S.DISMISSED, OFFICER, needs_opinion=True, reasons=DISMISSALS,
               consequence="这几件以后不再一起建议；企业不会收到消息。", is_danger=True, done="不合并"),
        Action("join", "同意合并", (S.ASKING,), S.ASKING, ASKED, effects=(keep_yes,), notify=OFFICER,
               consequence="共性需求通过论证后，您的这件并入其中；此前照常办理。发榜时公布参加的企业名称。", done="同意合并"),
        Action("decline", "不参加", (S.ASKING,), S.ASKING, ASKED, effects=(keep_no,), notify=OFFICER, needs_opinion=True,
               consequence="您的需求照原样办理，不受影响。", is_danger=True, done="不参加合并"),
        Action("settle", "不再等，先拟定", (S.ASKING,), S.ANSWERED, (*OFFICER, Role.SYSTEM), effects=(close_answers,),
               consequence="没有答复的按不参加办理。", done="意见收齐"),
        Action("draft", "拟成共性需求", (S.ANSWERED,), S.DRAFTED, OFFICER, guards=(has_two_joined, has_lead_among_joined),
               effects=(draft_together,), notify=OWNER, consequence="以牵头单位的名义生成一份需求草稿，牵头单位核对后提交。",
               done="已拟成共性需求"),
        Action("call_off", "作罢", (S.ASKING, S.ANSWERED), S.CALLED_OFF, OFFICER, notify=OWNER, needs_opinion=True,
               reasons=DISMISSALS, consequence="各家的需求照原样办理，企业会收到理由。", is_danger=True, done="合并作罢"),
    ),
)  # fmt: skip
