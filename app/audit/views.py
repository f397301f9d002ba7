"""Pages of audit."""

from flask import Blueprint, render_template

from app.access import requires

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("/")
@requires("audit.read")
def index():
    return render_template("audit/index.html")
