"""One's own account: who I am, my password, what was done with it."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from app.access import signed_in
from app.accounts.blueprint import bp
from app.accounts.operations import change_password, revise_account
from app.accounts.passwords import is_password
from app.accounts.rules import colleagues_can_be_added
from app.accounts.sessions import begin_session
from app.audit.queries import timeline
from app.audit.telling import told
from app.extensions import db
from app.workflow.declaration import ROLE_LABELS, Role
from forms.accounts import AccountForm, PasswordForm


@bp.route("/account", methods=["GET", "POST"])
@signed_in
def account():
    form = AccountForm(obj=current_user)
    if not current_user.holds(Role.EXPERT):
        del form.expertise
    if form.validate_on_submit():
        said = {f.short_name: f.data or "" for f in form if f.short_name != "csrf_token"}
        revise_account(current_user, current_user, **said)
        db.session.commit()
        flash("个人信息已保存", "ok")
        return redirect(url_for(".account"))
    page = render_template(
        "accounts/account.html",
        form=form,
        user=current_user,
        roles=[ROLE_LABELS[role] for role in sorted(current_user.roles)],
        events=told(timeline(current_user)[:10]),
        may_add_colleagues=not colleagues_can_be_added(current_user.organisation),
    )
    return page, 422 if form.errors else 200


@bp.route("/password", methods=["GET", "POST"])
@signed_in
def password():
    user = current_user._get_current_object()
    form = PasswordForm(is_current=lambda typed: is_password(user, typed), login=user.login)
    form.login.data = user.login  # never what came with the request
    if form.validate_on_submit():
        change_password(user, form.password.data, user)
        db.session.commit()
        begin_session(user)
        flash("密码已改；其他设备上的登录都已退出", "ok")
        return redirect(url_for("inbox.desk"))
    page = render_template("accounts/password.html", form=form, user=user)
    return page, 422 if form.errors else 200
