"""Signing in and out; the other pages of accounts join the blueprint here."""

from urllib.parse import urlsplit

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask_login import logout_user

from app.access import public
from app.accounts import own_views, people_views, registration_views, user_views  # noqa: F401
from app.accounts.blueprint import bp
from app.accounts.sessions import begin_session, check_session, keep_private
from app.accounts.signing_in import check_login
from app.extensions import db, limiter
from forms.accounts import LoginForm

bp.before_app_request(check_session)
bp.after_app_request(keep_private)


@bp.route("/login", methods=["GET", "POST"])
@public
@limiter.limit(lambda: current_app.config["LOGIN_RATE"], methods=["POST"])
def login():
    form = LoginForm(next=request.args.get("next", ""))
    if form.validate_on_submit():
        user = check_login(form.login.data, form.password.data)
        db.session.commit()
        if user is not None:
            begin_session(user)
            return redirect(_own_path(form.next.data) or url_for("inbox.desk"))
        form.form_errors = ["账号或密码不对；连续输错多次会锁定一段时间"]
    status = 422 if form.is_submitted() else 200
    minutes = current_app.config["LOGIN_LOCK_MINUTES"]
    page = render_template(
        "accounts/login.html", form=form, minutes=minutes, tries=current_app.config["LOGIN_TRIES"]
    )
    return page, status


@bp.post("/logout")
@public
def logout():
    logout_user()
    session.clear()
    flash("已退出", "ok")
    return redirect(url_for("pages.home"))


def _own_path(target):
    """Only a path of this site: never send a person elsewhere after signing in."""
    target = target or ""
    if not target.startswith("/") or "\\" in target or not target.isprintable():
        return ""
    parts = urlsplit(target)
    return target if not parts.netloc and not target.startswith("//") else ""
