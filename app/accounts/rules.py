"""What must hold of an organisation and of an account; each answers with the reason, or None."""

from app.accounts.regions import DISTRICTS
from app.workflow.declaration import ROLE_LABELS, Role

# Roles one account may not hold together, and why: those who run, decide and audit are three.
APART = (
    (Role.ADMIN, Role.OFFICER, "管账号的人不能同时办业务"),
    (Role.ADMIN, Role.DISTRICT_OFFICER, "管账号的人不能同时办业务"),
    (Role.ADMIN, Role.AUDITOR, "管账号的人不能审计自己"),
    (Role.AUDITOR, Role.OFFICER, "办业务的人不能审计自己"),
    (Role.AUDITOR, Role.DISTRICT_OFFICER, "办业务的人不能审计自己"),
    (Role.OFFICER, Role.SUBMITTER, "受理的人不能同时是申报的人"),
    (Role.OFFICER, Role.SOLVER, "受理的人不能同时是揭榜的人"),
    (Role.OFFICER, Role.EXPERT, "组织评审的人不能同时是评审专家"),
)
STAFF_OFFICES = ("district", "commission")
# What the people of an organisation may do, by its kind; a person may be given less.
ROLES_OF_KIND = {
    "enterprise": {Role.SUBMITTER, Role.SOLVER},
    "supplier": {Role.SUBMITTER, Role.SOLVER},
    "university": {Role.SOLVER},
    "institute": {Role.SOLVER},
}


def has_credit_code(organisation):
    if not organisation.credit_code:
        return "还没有填统一社会信用代码"
    return None


def has_a_person(organisation):
    if not organisation.users:
        return "这个单位还没有账号，不能核验"
    return None


def roles_fit(roles, kind):
    """Whether one account may hold all of `roles` in an organisation of this kind (None: in none)."""
    for one, other, why in APART:
        if one in roles and other in roles:
            return f"“{ROLE_LABELS[one]}”和“{ROLE_LABELS[other]}”不能由同一个账号担任：{why}"
    for role in sorted({Role.SUBMITTER, Role.SOLVER} & set(roles)):
        if role not in ROLES_OF_KIND.get(kind, ()):
            return f"“{ROLE_LABELS[role]}”要属于一个{_kinds_with(role)}"
    if Role.DISTRICT_OFFICER in roles and kind != "district":
        return f"“{ROLE_LABELS[Role.DISTRICT_OFFICER]}”要属于一个区县经信委"
    if Role.OFFICER in roles and kind not in (None, "commission"):
        return f"“{ROLE_LABELS[Role.OFFICER]}”不能属于企业、高校院所或区县"
    return None


def colleagues_can_be_added(organisation):
    """Only those who apply add their own people; staff accounts are made by the administrator."""
    if organisation is None or organisation.kind in STAFF_OFFICES:
        return "您的账号由系统管理员管理，同事的账号也请找系统管理员开"
    return None


def is_district(region):
    return None if region in DISTRICTS else f"“{region}”不是本市的区县"


def _kinds_with(role):
    return "企业或供应商" if role == Role.SUBMITTER else "企业、供应商、高校或科研院所"
