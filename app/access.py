"""Who may enter a route: every view wears exactly one of these, and a test walks them all."""

from functools import wraps

from flask import abort, redirect, request, url_for
from flask_login import current_user

from app.accounts.roles import PERMISSIONS, may
from app.workflow.visible import find_visible, may_edit


def public(view):
    return _wear(view, "public", lambda: None)


def signed_in(view):
    return _wear(view, "signed_in", _ask_to_sign_in)


def requires(permission):
    """Only accounts with `permission`; a name nobody declared fails at import."""
    if permission not in PERMISSIONS:
        raise KeyError(permission)

    def check():
        refused = _ask_to_sign_in()
        if refused is None and not may(current_user, permission):
            abort(403)
        return refused

    return lambda view: _wear(view, permission, check)


def visible_or_404(model, id):
    """The row the person in front may see; whatever is hidden from them is not there."""
    thing = find_visible(model, id, current_user)
    if thing is None:
        abort(404)
    return thing


def editable_or_403(model, id):
    thing = visible_or_404(model, id)
    if not may_edit(thing, current_user):
        abort(403)
    return thing


def _wear(view, rule, check):
    if hasattr(view, "access_rule"):
        raise TypeError(f"{view.__name__} wears two access rules")

    @wraps(view)
    def guarded(*args, **kwargs):
        refused = check()
        return view(*args, **kwargs) if refused is None else refused

    guarded.access_rule = rule
    return guarded


def _ask_to_sign_in():
    if current_user.is_authenticated:
        return None
    if request.path.startswith("/api/"):
        abort(401)
    back = request.full_path.rstrip("?") if request.method == "GET" else request.referrer
    return redirect(url_for("accounts.login", next=back or ""))
