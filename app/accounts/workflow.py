"""The life of an organisation on the platform."""

from app.accounts.models import Organisation
from app.accounts.models import OrganisationState as S
from app.accounts.rules import has_a_person, has_credit_code
from app.workflow.declaration import Action, Role, State, Workflow

STAFF = (Role.OWNER, Role.OFFICER, Role.AUDITOR, Role.ADMIN)
OFFICER = (Role.OFFICER,)

ORGANISATION = Workflow(
    "organisations", "单位", Organisation,
    states=(
        State(S.PENDING, "等核验", "单位已注册，可以先写草稿；核验通过后才能提交。", "wait", STAFF,
              editable_by=(Role.OWNER,), waits_for=Role.OFFICER, due_days=3, todo="单位核验"),
        State(S.VERIFIED, "已核验", "单位信息已核验，可以提交需求、能力和揭榜方案。", "ok", (Role.PUBLIC,),
              editable_by=(Role.OWNER,)),
        State(S.REFUSED, "未通过核验", "按意见改好单位信息后可以再次提交核验。", "bad", STAFF,
              editable_by=(Role.OWNER,), waits_for=Role.OWNER, due_days=10, todo="补正单位信息"),
        State(S.SUSPENDED, "已停用", "单位暂停使用平台，已提交的内容保留。", "rest", STAFF),
    ),
    actions=(
        Action("verify", "核验通过", (S.PENDING,), S.VERIFIED, OFFICER, guards=(has_credit_code, has_a_person),
               notify=(Role.OWNER,), consequence="该单位即可提交需求、能力和揭榜方案。", done="单位核验通过"),
        Action("refuse", "不通过", (S.PENDING,), S.REFUSED, OFFICER, notify=(Role.OWNER,), needs_opinion=True,
               is_danger=True, consequence="该单位会看到意见，改好后可以再次提交。", done="单位核验未通过"),
        Action("resubmit", "再次提交核验", (S.REFUSED,), S.PENDING, (Role.OWNER,), guards=(has_credit_code,),
               notify=(Role.OFFICER,), done="再次提交核验"),
        Action("suspend", "停用", (S.VERIFIED,), S.SUSPENDED, (Role.OFFICER, Role.ADMIN), notify=(Role.OWNER,),
               needs_opinion=True, is_danger=True, consequence="该单位不能再提交新内容。", done="已停用"),
        Action("reinstate", "恢复", (S.SUSPENDED,), S.VERIFIED, (Role.OFFICER, Role.ADMIN), notify=(Role.OWNER,),
               needs_opinion=True, done="已恢复"),
    ),
)  # fmt: skip
