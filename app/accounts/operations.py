"""Writes to accounts: made, given roles, closed, opened again; each ends the open sessions."""

from app.accounts.models import User
from app.accounts.passwords import renew_sessions, set_one_time_password, set_password
from app.accounts.rules import roles_fit
from app.accounts.signing_in import account_named
from app.audit.operations import record
from app.extensions import db
from app.workflow.declaration import ROLE_LABELS, NotNow


def create_account(login, name, roles, organisation, actor, **person):
    """A new account and its one-time password; `person` is email, phone, expertise."""
    login = login.strip().lower()
    if account_named(login) is not None:
        raise NotNow(f"账号“{login}”已经有人用了")
    if why := roles_fit(roles, organisation and organisation.kind):
        raise NotNow(why)
    user = User(login=login, name=name, organisation=organisation, **person)
    user.roles = set(roles)
    db.session.add(user)
    password = set_one_time_password(user)
    db.session.flush()
    record(user, "create_account", actor, label="开通账号", note=_told(user, roles))
    return user, password


def set_roles(user, roles, actor):
    """Grant exactly `roles`; the account's open sessions end."""
    if actor is not None and actor.id is not None and actor.id == user.id:
        raise NotNow("不能调整自己的角色，请另一位系统管理员办理")
    if why := roles_fit(roles, user.organisation and user.organisation.kind):
        raise NotNow(why)
    before = _labels(user.roles)
    user.roles = roles
    renew_sessions(user)
    note = f"{user.login} {user.name}：{before} → {_labels(roles)}"
    record(user, "set_roles", actor, label="调整角色", note=note)


def change_password(user, password, actor):
    set_password(user, password)
    record(user, "change_password", actor, label="修改密码")


def reset_password(user, actor):
    """A one-time password, returned to be shown once; any lock is lifted."""
    user.failed_logins, user.locked_until = 0, None
    password = set_one_time_password(user)
    record(user, "reset_password", actor, label="重设一次性密码", note=_told(user, user.roles))
    return password


def deactivate(user, actor):
    if actor is not None and actor.id == user.id:
        raise NotNow("不能停用自己的账号")
    user.is_active = False
    renew_sessions(user)
    record(user, "deactivate", actor, label="停用账号", note=_told(user, user.roles))


def activate(user, actor):
    user.is_active = True
    user.failed_logins, user.locked_until = 0, None
    record(user, "activate", actor, label="启用账号", note=_told(user, user.roles))


def revise_account(user, actor, **person):
    """Change name, email, phone or expertise; what they were stays out of the trail."""
    changed = [key for key, value in person.items() if getattr(user, key) != value]
    for key in changed:
        setattr(user, key, person[key])
    if changed:
        record(user, "revise_account", actor, label="修改个人信息")


def _told(user, roles):
    where = f"（{user.organisation.name}）" if user.organisation else ""
    return f"{user.login} {user.name}{where}：{_labels(roles)}"


def _labels(roles):
    return "、".join(ROLE_LABELS[role] for role in sorted(roles)) or "没有角色"
