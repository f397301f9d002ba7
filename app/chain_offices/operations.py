"""Writes to a chain's office and its lead enterprises; each leaves what changed in the trail."""

from sqlalchemy.orm.attributes import flag_modified

from app.audit.operations import record
from app.chain_offices.models import (
    ChainOffice,
    ChainPolicy,
    DistrictLead,
    LeadEnterprise,
    PlanGoal,
)
from app.chain_offices.queries import lead_enterprises, office_of
from app.chain_offices.rules import may_become_lead
from app.extensions import db
from app.workflow.declaration import NotNow

NAMES = {
    "city_lead": "市级链长", "office_name": "牵头处室", "office_phone": "处室电话",
    "plan_title": "行动方案", "plan_text": "方案内容", "plan_from": "方案开始", "plan_until": "方案到期",
}  # fmt: skip
ROWS = {
    "district_leads": ("区县链长", DistrictLead, ("region", "post")),
    "goals": ("目标", PlanGoal, ("what", "due_on", "progress", "is_reached")),
    "policies": ("政策", ChainPolicy, ("title", "document_number", "gives", "valid_until")),
}


def write_office(chain, fields, rows, actor, version=None):
    """Writes `fields` and `rows` ({name of the table: [row]}) over what stood; `version` is the one
    the person was looking at. Returns the office; nothing is recorded where nothing changed."""
    office = office_of(chain)
    if office is None:
        office = ChainOffice(chain=chain)
        db.session.add(office)
        db.session.flush()
    elif version is not None and version != office.version:
        raise NotNow("您打开页面之后，别人已经改过；请看过现在的内容再改")
    told = [_written(office, name, value) for name, value in fields.items()]
    told += [_rewritten(office, name, given) for name, given in rows.items()]
    told = [line for line in told if line]
    if told:
        flag_modified(office, "plan_title")  # rows alone would not count up the version
        db.session.flush()
        record(office, "revise", actor, label="修改链长制信息", note="；".join(told)[:2000])
    return office


def appoint_lead(chain, organisation, since, actor):
    """The organisation is a lead enterprise of the chain from this day; a third is refused."""
    if why := may_become_lead(organisation, lead_enterprises(chain)):
        raise NotNow(why)
    lead = LeadEnterprise(chain=chain, organisation=organisation, since=since)
    db.session.add(lead)
    db.session.flush()
    record(chain, "appoint_lead", actor, label=f"确定链主：{organisation.name}")
    return lead


def dismiss_lead(lead, until, note, actor):
    lead.until = until
    record(
        lead.chain, "dismiss_lead", actor, label=f"免去链主：{lead.organisation.name}", note=note
    )


def _written(office, name, value):
    before = getattr(office, name)
    if (before or None) == (value or None):
        return None
    setattr(office, name, value)
    if name == "plan_text":
        return f"{NAMES[name]}改过"
    return f"{NAMES[name]}：{before or '（空）'} → {value or '（空）'}"


def _rewritten(office, table, given):
    """The rows of one table replaced; tells what came and what went, by its first column."""
    label, model, columns = ROWS[table]
    held = getattr(office, table)
    before = [tuple(getattr(row, name) for name in columns) for row in held]
    after = [tuple(row[name] for name in columns) for row in given]
    if before == after:
        return None
    rows = [model(**dict(zip(columns, row, strict=True))) for row in after]
    for position, row in enumerate(rows):
        if hasattr(model, "position"):
            row.position = position
    setattr(office, table, rows)
    return f"{label}：{_difference(before, after)}"


def _difference(before, after):
    gone = [str(row[0]) for row in before if row not in after]
    come = [str(row[0]) for row in after if row not in before]
    said = []
    both = [name for name in come if name in gone]
    if both:
        said.append("改 " + "、".join(both))
    if added := [name for name in come if name not in gone]:
        said.append("加 " + "、".join(added))
    if removed := [name for name in gone if name not in come]:
        said.append("去 " + "、".join(removed))
    return "，".join(said) or "调整顺序"
