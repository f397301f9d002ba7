"""Not yours 403, not now 409, not there 404: a page for people, JSON under /api."""

import secrets
from time import time
from urllib.parse import urlsplit

from flask import current_app, jsonify, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from app.extensions import db, limiter
from app.workflow.declaration import NotNow, NotYours, OpinionMissing, UnknownAction

PAGES = {403, 404, 409, 413, 429, 500}
WORKFLOW_STATUS = {UnknownAction: 404, NotYours: 403, NotNow: 409, OpinionMissing: 400}
QUICKER = "您打开页面之后，别人已经改动过这一件；请看过现在的内容再操作"
UNSIGNED = "请求里没有有效的防伪码：页面开得太久了，请刷新后再试；程序请带上 X-CSRFToken"
UNHOLDABLE = "内容里有数据库存不下的字符、文字或数字（例如太长、太大），请修改后再提交"
# What a person typed is shown back to them; passwords and hidden fields are not.
TYPED_LABELS = {"note": "意见", "reason": "理由"}
MACHINE_FIELDS = {"csrf_token", "version", "password", "password_again", "current"}


def register(app):
    for error, status in WORKFLOW_STATUS.items():
        app.register_error_handler(error, lambda e, status=status: _answer(status, str(e)))
    app.register_error_handler(StaleDataError, lambda e: _answer(409, QUICKER))
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(DataError, _unholdable)
    app.register_error_handler(CSRFError, lambda e: _answer(400, UNSIGNED, "csrf"))
    app.register_error_handler(HTTPException, lambda e: _answer(e.code, ""))
    # A number in the address larger than any the database can hold: nothing is there.
    app.register_error_handler(OverflowError, lambda e: _answer(404, ""))
    app.register_error_handler(Exception, _unexpected)


def _answer(status, reason, template=None):
    db.session.rollback()
    if request.path.startswith("/api/"):
        return jsonify(error=reason or _phrase(status), status=status), status
    page = render_template(
        f"errors/{template or _page_for(status)}.html",
        reason=reason,
        typed=_typed(),
        back=request.referrer,
        back_path=urlsplit(request.referrer or "").path,
        status=status,
        limit=current_app.config["MAX_CONTENT_LENGTH"],
        retry_after=_seconds_to_wait() if status == 429 else None,
    )
    return page, status


def _seconds_to_wait():
    """Until the limit that was broken lets this address in again; unknown without a limit."""
    broken = limiter.current_limit
    return max(int(broken.reset_at - time()), 1) if broken else None


def _page_for(status):
    return status if status in PAGES else 500 if status >= 500 else 400


def _typed():
    """What the person wrote, to be shown back; of a body too large to read, nothing."""
    try:
        form = request.form
    except RequestEntityTooLarge:
        return []
    return [
        (TYPED_LABELS.get(name, "您写的内容"), text)
        for name, text in form.items(multi=True)
        if text.strip() and name not in MACHINE_FIELDS
    ]


def _database(error):
    if "locked" in str(error):
        return _answer(409, "系统正忙，您的操作没有完成；请稍等几秒再试")
    return _unexpected(error)


def _unholdable(_error):
    """What no column takes: in an address, nothing is there; in what was written, a person can mend it."""
    return _answer(404, "") if request.method == "GET" else _answer(400, UNHOLDABLE)


def _unexpected(error):
    if current_app.testing or current_app.debug:
        raise error
    incident = secrets.token_hex(4)
    current_app.logger.exception("unhandled error %s on %s", incident, request.path)
    if request.path.startswith("/api/"):
        return jsonify(error=_phrase(500), status=500, incident=incident), 500
    # Without the frame's own questions to the database, which may be what broke.
    page = current_app.jinja_env.get_template("errors/500.html")
    return page.render(url_for=url_for, incident=incident), 500


def _phrase(status):
    return {401: "请先登录", 403: "没有权限", 404: "没有找到", 413: "内容太大"}.get(
        status, "出错了"
    )
