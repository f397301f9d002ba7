"""Pages of inbox."""

from flask import Blueprint, render_template

from app.access import signed_in

bp = Blueprint("inbox", __name__, url_prefix="/inbox")


@bp.get("/desk")
@signed_in
def desk():
    return render_template("inbox/desk.html")


@bp.get("/messages")
@signed_in
def messages():
    return render_template("inbox/messages.html")
