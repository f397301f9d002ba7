"""A session: begun when somebody proves who they are, ended after a working day at the latest."""

from time import time

from flask import current_app, jsonify, redirect, request, session, url_for
from flask_login import current_user, login_user, logout_user

# What an account whose password was given, not chosen, may still open.
BEFORE_THE_PASSWORD = {
    "accounts.password", "accounts.logout", "accounts.privacy", "static", "bootstrap.static",
}  # fmt: skip


def begin_session(user):
    """A new session for whoever has proved who they are; nothing of the old one is kept."""
    session.clear()
    login_user(user)
    session.permanent = True
    session["began"] = int(time())


def check_session():
    """Before every request: the session is not too old, and the password is the person's own."""
    if not current_user.is_authenticated or request.endpoint in ("static", "bootstrap.static"):
        return None
    if time() - session.get("began", 0) > current_app.config["SESSION_HOURS"] * 3600:
        logout_user()
        session.clear()
        return None
    if current_user.must_change_password and request.endpoint not in BEFORE_THE_PASSWORD:
        if request.path.startswith("/api/"):
            return jsonify(error="请先在网页上改掉一次性密码", status=403), 403
        return redirect(url_for("accounts.password"))
    return None


def keep_private(response):
    """What a person sees signed in is not kept by anything between us and the browser."""
    if current_user.is_authenticated and request.endpoint not in ("static", "bootstrap.static"):
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
