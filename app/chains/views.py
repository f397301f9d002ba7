"""Pages of chains."""

from flask import Blueprint, render_template

from app.access import public

bp = Blueprint("chains", __name__, url_prefix="/chains")


@bp.get("/")
@public
def index():
    return render_template("chains/index.html")
