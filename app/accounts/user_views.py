"""The administrator's pages: accounts, their roles, opened and closed; every deed is on record."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import requires
from app.accounts import operations, signing_in
from app.accounts.blueprint import bp
from app.accounts.chain_leads import chain_choices, chains_led_by, lead_chains
from app.accounts.models import Organisation, User
from app.accounts.organisation_operations import office_of_city, office_of_district
from app.accounts.people_views import show_once
from app.accounts.queries import accounts
from app.accounts.regions import DISTRICTS
from app.accounts.roles import ACCOUNT_ROLES
from app.accounts.rules import roles_fit
from app.accounts.signing_in import account_named, is_locked
from app.audit.queries import timeline
from app.audit.telling import told
from app.extensions import db
from app.workflow.declaration import ROLE_LABELS, Role
from forms.accounts import RolesForm, StaffForm

ROLES = [(role.value, ROLE_LABELS[role]) for role in ACCOUNT_ROLES]
FILTERS = ("q", "role", "status", "sort")
DEEDS = {
    "deactivate": (operations.deactivate, "账号已停用，登录都已退出"),
    "activate": (operations.activate, "账号已启用"),
    "unlock": (signing_in.unlock, "登录锁定已解除"),
}


@bp.get("/users")
@requires("account.manage")
def users():
    asked = {key: request.args.get(key, "").strip() for key in FILTERS}
    role = asked["role"] if asked["role"] in dict(ROLES) else ""
    page = db.paginate(accounts(**asked | {"role": role}), per_page=50, max_per_page=200)
    return render_template(
        "accounts/users.html",
        page=page,
        asked=asked,
        sort=asked["sort"] or "-created",
        roles=ROLES,
        labels=ROLE_LABELS,
        is_locked=is_locked,
    )


@bp.route("/users/new", methods=["GET", "POST"])
@requires("account.manage")
def new_user():
    form = StaffForm(
        roles=ROLES,
        chains=chain_choices(),
        regions=[(name, name) for name in DISTRICTS],
        is_taken=lambda login: account_named(login) is not None,
        why_not=_why_not,
    )
    if form.validate_on_submit():
        roles = {Role(role) for role in form.roles.data}
        person = {key: form[key].data or "" for key in ("email", "phone", "expertise")}
        user, password = operations.create_account(
            form.login.data, form.name.data, roles, _organisation(form), current_user, **person
        )
        lead_chains(user, form.chains.data, current_user)
        db.session.commit()
        return show_once(user, password, url_for(".user", id=user.id))
    return render_template("accounts/new_user.html", form=form), 422 if form.errors else 200


@bp.route("/users/<int:id>", methods=["GET", "POST"])
@requires("account.manage")
def user(id):
    account = db.get_or_404(User, id)
    kind = account.organisation and account.organisation.kind
    form = RolesForm(
        roles=ROLES,
        chains=chain_choices(),
        why_not=lambda form: roles_fit(set(form.roles.data or ()), kind),
        data={"roles": [role.value for role in account.roles], "chains": chains_led_by(account)},
    )
    if form.validate_on_submit():
        operations.set_roles(account, {Role(role) for role in form.roles.data}, current_user)
        lead_chains(account, form.chains.data, current_user)
        db.session.commit()
        flash(f"{account.name}的角色已改，须重新登录", "ok")
        return redirect(url_for(".user", id=id))
    page = render_template(
        "accounts/user.html",
        account=account,
        form=form,
        labels=ROLE_LABELS,
        is_locked=is_locked(account),
        is_self=account.id == current_user.id,
        events=told(timeline(account)[:30]),
    )
    return page, 422 if form.errors else 200


@bp.post("/users/<int:id>/<deed>")
@requires("account.manage")
def change_user(id, deed):
    account = db.get_or_404(User, id)
    if deed == "reset":
        password = operations.reset_password(account, current_user)
        db.session.commit()
        return show_once(account, password, url_for(".user", id=id))
    if deed not in DEEDS:
        abort(404)
    operation, done = DEEDS[deed]
    operation(account, current_user)
    db.session.commit()
    flash(f"{account.name}：{done}", "ok")
    return redirect(url_for(".user", id=id))


def _organisation(form):
    """The organisation of a new account: by name, by district, or the city's for its officers."""
    if form.organisation.data:
        return _named(form.organisation.data)
    if form.region.data:
        return office_of_district(form.region.data, current_user)
    if Role.OFFICER in form.roles.data:
        return office_of_city(current_app.config["SITE_OWNER"], current_user)
    return None


def _named(name):
    return db.session.scalar(db.select(Organisation).where(Organisation.name == name))


def _why_not(form):
    name, kind = form.organisation.data, "district" if form.region.data else None
    if name and (found := _named(name)) is None:
        return f"没有叫“{name}”的单位；请写全称，或先让单位注册"
    return roles_fit(set(form.roles.data), found.kind if name else kind)
