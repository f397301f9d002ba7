"""Pages of pages."""

from flask import Blueprint, render_template

from app.access import public, requires

bp = Blueprint("pages", __name__, url_prefix="/")


@bp.get("")
@public
def home():
    return render_template("pages/home.html")


@bp.get("guide")
@public
def guide():
    return render_template("pages/guide.html")


@bp.get("statistics")
@requires("statistics.read")
def statistics():
    return render_template("pages/statistics.html")


@bp.get("settings")
@requires("setting.read")
def settings():
    return render_template("pages/settings.html")
