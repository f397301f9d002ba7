"""Pages that belong to no noun: home, guide, statistics, settings, and the health of the service."""

from flask import Blueprint, abort, current_app, jsonify, render_template, request
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app import guide as guidebook
from app.access import public, requires
from app.exports import xlsx
from app.extensions import db
from app.figures import coverage, durations, front
from app.figures.funnel import funnel
from app.figures.watch import watched_by
from app.shown_settings import shown_settings

bp = Blueprint("pages", __name__, url_prefix="/")


@bp.get("")
@public
def home():
    return render_template(
        "pages/home.html",
        figures=front.front_figures(),
        calls=front.open_calls_with_counts(),
        needs=front.closing_first(),
        results=front.results(),
    )


@bp.get("guide")
@public
def guide():
    return render_template("pages/guide.html", chapters=guidebook.chapters())


@bp.get("statistics")
@requires("statistics.read")
def statistics():
    stages, chains, steps = funnel(), coverage.coverage(), durations.durations()
    tables = {
        "funnel": ("需求漏斗", ("阶段", "件数", "占上一步（%）"), [(s.label, s.count, s.share) for s in stages]),
        "coverage": ("产业链覆盖", coverage.COLUMNS, [row.cells for row in chains]),
        "durations": ("各步用时", durations.COLUMNS, [row.cells for row in steps]),
    }  # fmt: skip
    if "export" in request.args:
        return xlsx(*tables.get(request.args["export"]) or abort(404))
    needs, milestones = watched_by(current_user, limit=20)
    return render_template(
        "pages/statistics.html",
        funnel=stages,
        coverage=chains,
        durations=steps,
        unanswered=needs,
        late_milestones=milestones,
    )


@bp.get("settings")
@requires("setting.read")
def settings():
    return render_template("pages/settings.html", settings=shown_settings(current_app.config))


@bp.get("healthz")
@public
def healthz():
    """For a monitor: 200 while the database answers, 503 otherwise; nothing about the inside."""
    try:
        db.session.execute(select(1))
    except SQLAlchemyError:
        return jsonify(status="database unreachable"), 503
    return jsonify(status="ok")
