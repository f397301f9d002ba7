"""Signing in and out."""

from urllib.parse import urlsplit

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import current_user, login_user, logout_user

from app.access import public, requires, signed_in
from app.accounts.operations import check_login
from app.extensions import db, limiter
from forms.accounts import LoginForm

bp = Blueprint("accounts", __name__, url_prefix="/accounts")


@bp.route("/login", methods=["GET", "POST"])
@public
@limiter.limit(lambda: current_app.config["LOGIN_RATE"], methods=["POST"])
def login():
    form = LoginForm(next=request.args.get("next", ""))
    if form.validate_on_submit():
        user = check_login(form.login.data, form.password.data)
        db.session.commit()
        if user is not None:
            session.clear()  # a new session for whoever has proved who they are
            login_user(user)
            session.permanent = True
            return redirect(_own_path(form.next.data) or url_for("inbox.desk"))
        form.password.errors = [
            *form.password.errors, "账号或密码不对；连续输错多次会锁定一段时间",
        ]  # fmt: skip
    return render_template("accounts/login.html", form=form), 200 if not form.errors else 422


@bp.post("/logout")
@public
def logout():
    logout_user()
    session.clear()
    flash("已退出", "ok")
    return redirect(url_for("pages.home"))


@bp.get("/register")
@public
def register():
    return render_template("accounts/register.html")


@bp.get("/account")
@signed_in
def account():
    return render_template("accounts/account.html", user=current_user)


@bp.get("/users")
@requires("account.manage")
def users():
    return render_template("accounts/users.html")


def _own_path(target):
    """Only a path of this site: never send a person elsewhere after signing in."""
    parts = urlsplit(target or "")
    return target if target.startswith("/") and not parts.netloc and "\\" not in target else ""
