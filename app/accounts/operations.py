"""Writes to accounts and organisations that are not transitions."""

from datetime import timedelta

from flask import current_app

from app.accounts.models import User
from app.accounts.passwords import is_password, renew_sessions, set_password
from app.audit.operations import record
from app.clock import now
from app.extensions import db


def check_login(login, password):
    """The account, or None with the failure counted; a locked account answers as a wrong password."""
    user = db.session.scalar(db.select(User).where(User.login == login.strip()))
    if user is None or not user.is_active or is_locked(user):
        return None
    if not is_password(user, password):
        _count_failure(user)
        return None
    user.failed_logins, user.locked_until, user.last_login_at = 0, None, now()
    record(None, "sign_in", user, label="登录")
    return user


def is_locked(user):
    return user.locked_until is not None and user.locked_until > now()


def set_roles(user, roles, actor):
    """Grant exactly `roles`; the account's open sessions end."""
    user.roles = roles
    renew_sessions(user)
    labels = "、".join(sorted(role.value for role in roles))
    record(None, "set_roles", actor, label=f"调整角色：{user.login}", note=labels)


def change_password(user, password, actor):
    set_password(user, password)
    record(None, "change_password", actor, label=f"修改密码：{user.login}")


def _count_failure(user):
    user.failed_logins += 1
    if user.failed_logins >= current_app.config["LOGIN_TRIES"]:
        user.failed_logins = 0
        user.locked_until = now() + timedelta(minutes=current_app.config["LOGIN_LOCK_MINUTES"])
        record(None, "lock", user, label="连续输错密码，账号锁定")
