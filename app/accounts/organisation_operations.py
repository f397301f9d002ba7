"""Writes to organisations that are not transitions: registered, founded as an office, revised."""

from app.accounts.models import Organisation, OrganisationState, User
from app.accounts.passwords import set_password
from app.accounts.roles import holders
from app.accounts.rules import ROLES_OF_KIND, is_district
from app.audit.operations import record
from app.extensions import db
from app.inbox.operations import notify
from app.workflow.declaration import NotNow, Role

IDENTITY = ("name", "kind", "credit_code")  # what the verification vouched for


def register_organisation(organisation, person, password, privacy_version):
    """An organisation waiting for verification and its first person, who may do all its kind may."""
    organisation = Organisation(**organisation)
    user = User(**person, organisation=organisation)
    user.roles = ROLES_OF_KIND[organisation.kind]
    set_password(user, password)
    db.session.add_all([organisation, user])
    db.session.flush()
    event = record(organisation, "register", user, label="单位注册")
    record(
        user, "register", user, label="注册账号", note=f"同意《个人信息处理说明》{privacy_version}"
    )
    notify(holders(Role.OFFICER), organisation, event, f"新注册单位待核验：{organisation.name}")
    return user


def taken_by(name=None, credit_code=None, besides=None):
    """Another organisation that already has this name or this code, or None."""
    wanted = Organisation.name == name if name else Organisation.credit_code == credit_code
    chosen = db.select(Organisation).where(wanted, Organisation.id != (besides or 0))
    return db.session.scalar(chosen) if name or credit_code else None


def revise_organisation(organisation, fields, actor, labels):
    """Write `fields`; the trail names what changed, and for who it is also from what to what."""
    changed = {key: getattr(organisation, key) for key in fields}
    changed = {key: old for key, old in changed.items() if old != fields[key]}
    for key in changed:
        setattr(organisation, key, fields[key])
    if changed:
        said = [
            labels[key] + (f"：{old} → {fields[key]}" if key in IDENTITY else "")
            for key, old in changed.items()
        ]
        record(organisation, "revise", actor, label="修改单位信息", note="；".join(said))


def office_of_district(region, actor):
    """The district's commission, founded when its first officer is."""
    if why := is_district(region):
        raise NotNow(why)
    found = db.session.scalar(
        db.select(Organisation).where(
            Organisation.kind == "district", Organisation.region == region
        )
    )
    return found or _found_office("district", f"{region}经济和信息化委员会", region, actor)


def office_of_city(name, actor):
    """The city's commission; there is one, whatever it is called."""
    found = db.session.scalar(db.select(Organisation).where(Organisation.kind == "commission"))
    return found or _found_office("commission", name, "", actor)


def _found_office(kind, name, region, actor):
    office = Organisation(kind=kind, name=name, region=region, state=OrganisationState.VERIFIED)
    db.session.add(office)
    db.session.flush()
    record(office, "found", actor, label="建立主管单位")
    return office
