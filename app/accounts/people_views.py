"""Colleagues: the people of one organisation look after their own accounts."""

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from app.access import signed_in
from app.accounts.blueprint import bp
from app.accounts.models import User
from app.accounts.operations import activate, create_account, deactivate, reset_password
from app.accounts.rules import ROLES_OF_KIND, colleagues_can_be_added
from app.accounts.signing_in import account_named, is_locked
from app.extensions import db
from forms.accounts import ColleagueForm


@bp.route("/colleagues", methods=["GET", "POST"])
@signed_in
def colleagues():
    if why := colleagues_can_be_added(current_user.organisation):
        return render_template("accounts/colleagues.html", why=why), 403
    form = ColleagueForm(is_taken=lambda login: account_named(login) is not None)
    if form.validate_on_submit():
        organisation = current_user.organisation
        user, password = create_account(
            form.login.data,
            form.name.data,
            ROLES_OF_KIND[organisation.kind],
            organisation,
            current_user,
            email=form.email.data,
            phone=form.phone.data,
        )
        db.session.commit()
        return show_once(user, password, url_for(".colleagues"))
    page = render_template(
        "accounts/colleagues.html",
        form=form,
        people=_people(current_user.organisation),
        is_locked=is_locked,
    )
    return page, 422 if form.errors else 200


@bp.post("/colleagues/<int:id>/<deed>")
@signed_in
def change_colleague(id, deed):
    """Close, open again, or give a new one-time password; strangers' accounts are not there."""
    user = _colleague_or_404(id)
    if deed == "reset":
        password = reset_password(user, current_user)
        db.session.commit()
        return show_once(user, password, url_for(".colleagues"))
    operations = {"deactivate": deactivate, "activate": activate}
    if deed not in operations:
        abort(404)
    operations[deed](user, current_user)
    db.session.commit()
    flash(f"{user.name}的账号已{'启用' if user.is_active else '停用'}", "ok")
    return redirect(url_for(".colleagues"))


def show_once(user, password, back):
    """The page that shows a one-time password; it is kept nowhere and never shown again."""
    page = render_template(
        "accounts/one_time_password.html", user=user, password=password, back=back
    )
    return page, 200, {"Cache-Control": "no-store"}


def _people(organisation):
    chosen = db.select(User).where(User.organisation_id == organisation.id).order_by(User.id)
    return db.session.scalars(chosen).unique().all()


def _colleague_or_404(id):
    user = db.session.get(User, id)
    ours = current_user.organisation_id
    if user is None or user.organisation_id is None or user.organisation_id != ours:
        abort(404)
    if user.id == current_user.id or colleagues_can_be_added(current_user.organisation):
        abort(403)
    return user
