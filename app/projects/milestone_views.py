"""One milestone: its reports, its check, its payment."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.acting import take_action, url_of
from app.audit.queries import timeline
from app.audit.telling import told
from app.clock import local_day, today
from app.extensions import db
from app.files.queries import attachments_of
from app.projects.conflicts import is_stale, too_late
from app.projects.models import Milestone
from app.projects.operations import record_payment
from app.projects.presenting import milestone_header, milestone_next, shown_report
from app.projects.report_views import may_report
from app.projects.room import milestones as bp
from app.projects.rules import may_be_paid
from app.workflow.declaration import NotYours, Role
from forms.projects import PaymentForm


@bp.get("/")
@signed_in
def index():
    """Milestones are listed with their projects."""
    return redirect(url_for("projects.index"))


@bp.get("/<int:id>")
@signed_in
def show(id):
    milestone = visible_or_404(Milestone, id)
    roles = milestone.roles_of(current_user)
    # A report being written is the contractor's own until it is handed in.
    is_contractor = Role.CONTRACTOR in roles
    reports = milestone.reports if is_contractor else milestone.reports_handed_in
    is_payable = Role.OFFICER in roles and may_be_paid(milestone) is None
    return render_template(
        "milestones/show.html",
        milestone=milestone,
        project=milestone.project,
        header=milestone_header(milestone, current_user),
        next=milestone_next(milestone),
        act_url=lambda name: url_for(".act", id=milestone.id, name=name),
        reports=[shown_report(report) for report in reversed(reports)],
        events=told(timeline(milestone)),
        files=attachments_of(milestone),
        may_report=may_report(milestone, current_user),
        payment=_payment_form(milestone) if is_payable else None,
    )


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(Milestone, id, name)


@bp.post("/<int:id>/payment")
@signed_in
def pay(id):
    milestone = visible_or_404(Milestone, id)
    if Role.OFFICER not in milestone.roles_of(current_user):
        raise NotYours("付款由市级受理岗登记")
    form = _payment_form(milestone, request.form)
    if why := may_be_paid(milestone):
        return too_late(milestone, why, _payment_form(milestone), form)
    if is_stale(milestone):
        why = "您打开页面之后，别人已经改动过这一件；请看过现在的内容再登记"
        return too_late(milestone, why, PaymentForm(None), form)
    if not form.validate():
        return render_template("milestones/payment.html", milestone=milestone, form=form), 422
    record_payment(milestone, form.paid_on.data, current_user)
    db.session.commit()
    flash("付款已登记", "ok")
    return redirect(url_of(milestone))


def _payment_form(milestone, formdata=None):
    return PaymentForm(
        formdata,
        data={"paid_on": milestone.paid_on},
        earliest=local_day(milestone.state_since),
        latest=today(),
    )
