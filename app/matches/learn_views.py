"""匹配质量: what decisions say of the ranking; learning from them, applying and undoing."""

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy import select

from app.access import requires
from app.accounts.roles import may
from app.extensions import db
from app.matches.in_force import row_in_force, told_version
from app.matches.index import index_of
from app.matches.learn import (
    PERMISSION,
    apply_parameters,
    propose_parameters,
    undo_parameters,
    why_not_apply,
)
from app.matches.learn_chart import reliability_plot
from app.matches.learn_models import LearnedParameters
from app.matches.learn_words import MEASURES, WEIGHTS
from app.matches.quality import DEPTHS, quality
from app.matches.room import bp
from app.workflow.declaration import NotNow
from matching.parameters import Parameters

SHOWN = 10
QUICK = 1_000  # decisions learned from while a page waits; more are for the command line


@bp.get("/quality", endpoint="quality")
@requires("statistics.read")
def show_quality():
    found, initial = quality(), Parameters()
    present = index_of("capability").current().parameters
    newest = select(LearnedParameters).order_by(LearnedParameters.id.desc()).limit(SHOWN)
    proposals = db.session.scalars(newest).all()
    return render_template(
        "matches/quality.html",
        quality=found,
        depths=DEPTHS,
        marks=reliability_plot(found.bins),
        present=present,
        present_name=told_version(present.version),
        initial=initial,
        in_force=row_in_force(),
        proposals=proposals,
        refusals={row.id: why_not_apply(row) for row in proposals},
        may_learn=may(current_user, PERMISSION),
        measure_names=MEASURES,
        weight_names=WEIGHTS,
    )


@bp.post("/quality/learn")
@requires(PERMISSION)
def learn():
    if len(quality().gathered.examples) > QUICK:
        raise NotNow(f"决定超过 {QUICK} 条，计算要几分钟：请系统管理员执行 flask match learn")
    row = propose_parameters(current_user)
    db.session.commit()
    flash(f"第 {row.id} 号：{row.verdict}", "ok" if row.is_recommended else "info")
    return redirect(url_for(".quality", _anchor="proposals"))


@bp.post("/quality/<int:id>/apply")
@requires(PERMISSION)
def apply_learned(id):
    row = apply_parameters(db.session.get(LearnedParameters, id) or abort(404), current_user)
    db.session.commit()
    flash(f"已采用第 {row.id} 号参数，从下一次查询起使用", "ok")
    return redirect(url_for(".quality"))


@bp.post("/quality/undo")
@requires(PERMISSION)
def undo_learned():
    row = undo_parameters(current_user)
    db.session.commit()
    now_used = index_of("capability").current().parameters.version
    flash(f"已撤销第 {row.id} 号参数，现在用{told_version(now_used)}", "ok")
    return redirect(url_for(".quality"))
