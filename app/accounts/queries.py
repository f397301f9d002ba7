"""Named reads of accounts and organisations."""

from sqlalchemy import func, or_, select

from app.accounts.models import Organisation, User
from app.accounts.roles import UserRole
from app.clock import now
from app.extensions import db
from app.workflow.visible import where_visible

ACCOUNT_ORDER = {
    "name": User.name,
    "login": User.login,
    "organisation": Organisation.name,
    "last_login": User.last_login_at,
    "created": User.created_at,
}
ORGANISATION_ORDER = {
    "name": Organisation.name,
    "kind": Organisation.kind,
    "region": Organisation.region,
    "since": Organisation.state_since,
    "created": Organisation.created_at,
}


def accounts(q="", role="", status="", sort="-created"):
    """Accounts by words, role and status (active, closed, locked), in the order asked for."""
    chosen = select(User).outerjoin(User.organisation)
    if q:
        like = _like(q)
        chosen = chosen.where(
            or_(*(c.ilike(like, escape="\\") for c in (User.login, User.name, Organisation.name)))
        )
    if role:
        chosen = chosen.where(User.user_roles.any(UserRole.role == role))
    conditions = {
        "active": User.is_active.is_(True),
        "closed": User.is_active.is_(False),
        "locked": User.locked_until > now(),
    }
    if status in conditions:
        chosen = chosen.where(conditions[status])
    return chosen.order_by(_order(ACCOUNT_ORDER, sort, "-created"), User.id)


def organisations(user, q="", kind="", region="", state="", sort="name"):
    """The organisations `user` may see; a credit code finds its organisation only for `state` readers."""
    chosen = select(Organisation).where(where_visible(Organisation, user))
    if q:
        chosen = chosen.where(Organisation.name.ilike(_like(q), escape="\\"))
    for column, wanted in (
        (Organisation.kind, kind), (Organisation.region, region), (Organisation.state, state),
    ):  # fmt: skip
        if wanted:
            chosen = chosen.where(column == wanted)
    return chosen.order_by(_order(ORGANISATION_ORDER, sort, "name"), Organisation.id)


def regions_in_use(user):
    """[(region, how many)] of the organisations `user` may see."""
    chosen = (
        select(Organisation.region, func.count())
        .where(where_visible(Organisation, user), Organisation.region != "")
        .group_by(Organisation.region)
        .order_by(Organisation.region)
    )
    return db.session.execute(chosen).all()


def _order(columns, sort, otherwise):
    key = sort if sort.removeprefix("-") in columns else otherwise
    column = columns[key.removeprefix("-")]
    return column.desc() if key.startswith("-") else column.asc()


def _like(words):
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
