"""One milestone: its reports, its check, its payment."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import editable_or_403, signed_in, visible_or_404
from app.acting import take_action, url_of
from app.audit.queries import timeline
from app.clock import now
from app.extensions import db
from app.files.queries import attachments_of
from app.header import header_of
from app.projects.filling import report_form, report_written
from app.projects.models import Milestone
from app.projects.operations import record_payment, save_report
from app.projects.queries import RISK_LABELS, RISK_TONES
from app.projects.rules import may_be_paid, project_is_running
from app.workflow.declaration import NotNow, NotYours, Role
from app.workflow.visible import may_edit
from forms.projects import PaymentForm

bp = Blueprint("milestones", __name__, url_prefix="/milestones")


@bp.get("/")
@signed_in
def index():
    """Milestones are listed with their projects."""
    return redirect(url_for("projects.index"))


@bp.get("/<int:id>")
@signed_in
def show(id):
    milestone = visible_or_404(Milestone, id)
    is_officer = Role.OFFICER in milestone.roles_of(current_user)
    return render_template(
        "milestones/show.html",
        milestone=milestone,
        project=milestone.project,
        header=header_of(milestone, current_user),
        act_url=lambda name: url_for(".act", id=milestone.id, name=name),
        reports=[_shown(report) for report in reversed(milestone.reports)],
        events=_events(milestone),
        files=attachments_of(milestone),
        may_report=_may_report(milestone),
        payment=PaymentForm() if is_officer and may_be_paid(milestone) is None else None,
    )


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(Milestone, id, name)


@bp.route("/<int:id>/report", methods=["GET", "POST"])
@signed_in
def report(id):
    milestone = _open_for_report(id)
    form = report_form(milestone, draft_of(milestone), request.form or None)
    if request.method == "GET":
        return _report_page(milestone, form)
    if not form.validate():
        return _report_page(milestone, form), 422
    save_report(milestone, report_written(form), current_user)
    db.session.commit()
    flash("报告已保存，核对后点“提交里程碑报告”", "ok")
    return redirect(url_of(milestone))


@bp.post("/<int:id>/autosave")
@signed_in
def autosave(id):
    milestone = _open_for_report(id)
    form = report_form(milestone, draft_of(milestone), request.form)
    if not form.validate_draft():
        return jsonify(error="有填写的内容读不懂，改好再存", fields=form.summary()), 422
    save_report(milestone, report_written(form), current_user)
    db.session.commit()
    return jsonify(saved_at=now().isoformat() + "Z", version=milestone.version)


@bp.post("/<int:id>/payment")
@signed_in
def pay(id):
    milestone = visible_or_404(Milestone, id)
    if Role.OFFICER not in milestone.roles_of(current_user):
        raise NotYours("付款由市级受理岗登记")
    if why := may_be_paid(milestone):
        raise NotNow(why)
    form = PaymentForm()
    if not form.validate():
        return render_template("milestones/payment.html", milestone=milestone, form=form), 422
    record_payment(milestone, form.paid_on.data, current_user)
    db.session.commit()
    flash("付款已登记", "ok")
    return redirect(url_of(milestone))


def draft_of(milestone):
    """The report that is being written, or None."""
    return next((row for row in milestone.reports if row.reported_at is None), None)


def _may_report(milestone):
    return may_edit(milestone, current_user) and project_is_running(milestone) is None


def _open_for_report(id):
    milestone = editable_or_403(Milestone, id)
    if why := project_is_running(milestone):
        raise NotNow(why)
    return milestone


def _report_page(milestone, form):
    return render_template(
        "milestones/report.html", milestone=milestone, project=milestone.project, form=form
    )


def _shown(report):
    names = {str(row.id): row for row in report.milestone.project.indicators}
    figures = [(names[k], v) for k, v in report.results.items() if k in names]
    return {
        "report": report,
        "figures": figures,
        "risk": {"label": f"风险{RISK_LABELS[report.risk]}", "tone": RISK_TONES[report.risk]},
    }


def _events(milestone):
    return [
        {
            "at": event.at,
            "text": event.label,
            "actor": event.actor_name,
            "note": event.note,
            "tone": "now" if place == 0 else "",
        }
        for place, event in enumerate(timeline(milestone))
    ]
