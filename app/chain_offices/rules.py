"""What must hold of lead enterprises and of service requests; each answers with the reason, or None."""

from app.accounts.models import OrganisationKind

MOST_LEADS = 2
MAKERS = (OrganisationKind.ENTERPRISE, OrganisationKind.SUPPLIER)


def may_become_lead(organisation, leads):
    """`leads` are the chain's lead enterprises of today."""
    if organisation.kind not in MAKERS:
        return f"{organisation.name}是{organisation.kind_label}，链主须是企业"
    if not organisation.is_verified:
        return f"{organisation.name}还没有通过核验"
    if any(lead.organisation_id == organisation.id for lead in leads):
        return f"{organisation.name}已经是本链链主"
    if len(leads) >= MOST_LEADS:
        names = "、".join(lead.organisation.name for lead in leads)
        return f"每条链 1 至 {MOST_LEADS} 家链主，本链已有 {names}；先免去一家，再确定新的"
    return None


def has_no_account(request):
    """The office may confirm for an enterprise only where nobody of it can sign in."""
    if request.has_an_account:
        return f"{request.organisation.name}有账号，由企业自己确认"
    return None
