"""Who is at the door: one answer for unknown, locked and wrong, in the same time."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import func

from app.accounts.models import User
from app.accounts.passwords import is_password, spend_the_same_time
from app.audit.operations import record
from app.clock import now
from app.extensions import db


def check_login(login, password):
    """The account, or None with the failure counted; a locked account answers as a wrong password."""
    user = account_named(login)
    if user is None or not user.is_active or is_locked(user):
        spend_the_same_time(password)
        record(user, "sign_in_refused", None, label="登录失败")
        return None
    if not is_password(user, password):
        _count_failure(user)
        return None
    user.failed_logins, user.locked_until, user.last_login_at = 0, None, now()
    record(user, "sign_in", user, label="登录")
    return user


def account_named(login):
    """The account with this login, however its letters are written, or None."""
    wanted = func.lower(User.login) == login.strip().lower()
    return db.session.scalars(db.select(User).where(wanted)).unique().first()


def is_locked(user):
    return user.locked_until is not None and user.locked_until > now()


def unlock(user, actor):
    user.failed_logins, user.locked_until = 0, None
    record(user, "unlock", actor, label="解除登录锁定")


def _count_failure(user):
    user.failed_logins += 1
    record(user, "sign_in_refused", None, label="登录失败")
    if user.failed_logins >= current_app.config["LOGIN_TRIES"]:
        user.failed_logins = 0
        user.locked_until = now() + timedelta(minutes=current_app.config["LOGIN_LOCK_MINUTES"])
        record(user, "lock", None, label="连续输错密码，账号锁定")
