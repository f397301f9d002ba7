"""The life of a capability: registered, published, archived."""

from app.capabilities.models import Capability
from app.capabilities.models import CapabilityState as S
from app.capabilities.operations import stamp_publication
from app.capabilities.rules import is_complete, is_declared, organisation_is_verified
from app.workflow.declaration import Action, Role, State, Workflow

OWNER, OFFICER = (Role.OWNER,), (Role.OFFICER,)
INSIDE = (Role.OWNER, Role.OFFICER, Role.AUDITOR)

CAPABILITY = Workflow(
    "capabilities", "能力", Capability,
    states=(
        State(S.DRAFT, "草稿", "只有本单位看得到。", "rest", OWNER, OWNER, Role.OWNER, todo="填完并提交能力"),
        State(S.SUBMITTED, "等发布审核", "已提交，等市级审核后发布。", "wait", INSIDE, (), Role.OFFICER, 5, "能力发布审核"),
        State(S.RETURNED, "退回修改", "按意见改好后再次提交。", "bad", INSIDE, OWNER, Role.OWNER, 10, "按意见修改能力"),
        State(S.PUBLISHED, "已发布", "在能力库里公开，参与匹配；修改后立即生效。", "ok", (Role.PUBLIC,), OWNER),
        State(S.ARCHIVED, "已下架", "不再公开，也不参与匹配。", "rest", INSIDE),
    ),
    actions=(
        Action("submit", "提交发布", (S.DRAFT, S.RETURNED), S.SUBMITTED, OWNER,
               guards=(organisation_is_verified, is_complete, is_declared), notify=OFFICER,
               consequence="审核期间不能修改；退回后可以再改。", done="已提交"),
        Action("publish", "发布", (S.SUBMITTED,), S.PUBLISHED, OFFICER, guards=(organisation_is_verified,),
               effects=(stamp_publication,), notify=OWNER, consequence="进入能力库，立即参与匹配。", is_public=True, done="已发布"),
        Action("return", "退回修改", (S.SUBMITTED,), S.RETURNED, OFFICER, notify=OWNER, needs_opinion=True, is_danger=True,
               consequence="能力方会看到意见。", done="已退回修改"),
        Action("archive", "下架", (S.DRAFT, S.RETURNED, S.PUBLISHED), S.ARCHIVED, (Role.OWNER, Role.OFFICER), notify=OWNER,
               needs_opinion=True, is_danger=True, consequence="立即从能力库和匹配里消失。", done="已下架"),
        Action("restore", "恢复为草稿", (S.ARCHIVED,), S.DRAFT, OWNER, done="已恢复为草稿"),
    ),
)  # fmt: skip
