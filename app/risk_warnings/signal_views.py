"""Reporting a signal at a node, and the thresholds that turn signals into warnings."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from app.access import requires
from app.audit.operations import record
from app.chains.models import ChainNode
from app.chains.room import may_edit_chain
from app.extensions import db
from app.risk_warnings.models import LEVELS, REPORTED, SIGNAL_KINDS, WarningRule
from app.risk_warnings.operations import report_signal, scan
from app.risk_warnings.room import bp
from forms.risk_warnings import RuleForm, SignalForm


@bp.route("/report/<int:node_id>", methods=["GET", "POST"])
@requires("chain.edit")
def report(node_id):
    node = db.session.get(ChainNode, node_id) or abort(404)
    if not may_edit_chain(current_user, node.chain):
        abort(403)
    form = SignalForm(kinds=[(kind, SIGNAL_KINDS[kind][0]) for kind in REPORTED])
    if form.validate_on_submit():
        _, raised = report_signal(
            node, form.kind.data, float(form.value.data), form.note.data, form.source.data,
            form.observed_on.data, current_user,
        )  # fmt: skip
        db.session.commit()
        flash(f"已记下，发出 {len(raised)} 条预警" if raised else "已记下，没有越过预警线", "ok")
        return redirect(url_for("chains.node", id=node.id))
    page = render_template("risk_warnings/report.html", form=form, node=node)
    return page, 400 if form.is_submitted() else 200


@bp.post("/scan")
@requires("warning.rule")
def scan_now():
    raised = scan()
    db.session.commit()
    flash(f"全部环节核过一遍，新发 {len(raised)} 条预警", "ok")
    return redirect(url_for(".index"))


@bp.get("/rules")
@requires("warning.rule")
def rules():
    return _rules_page(RuleForm(levels=LEVELS.items(), formdata=None), None)


@bp.post("/rules/<int:id>")
@requires("warning.rule")
def change_rule(id):
    rule = db.session.get(WarningRule, id) or abort(404)
    form = RuleForm(levels=LEVELS.items())
    if not form.validate():
        return _rules_page(form, id), 400
    before = rule.words
    rule.threshold, rule.level = float(form.threshold.data), form.level.data
    rule.is_active = "is_active" in request.form
    record(None, "rule", current_user, label=f"改预警规则：{rule.words}", note=f"原来是：{before}")
    db.session.commit()
    flash(f"已保存：{rule.words}；下次核查起用", "ok")
    return redirect(url_for(".rules"))


def _rules_page(form, failed):
    """`failed` is the id of the rule whose form was sent back."""
    chosen = select(WarningRule).order_by(WarningRule.kind, WarningRule.id)
    return render_template(
        "risk_warnings/rules.html", rules=db.session.scalars(chosen).all(), form=form,
        failed=failed, kinds=SIGNAL_KINDS, levels=LEVELS,
    )  # fmt: skip
