"""Lead enterprises of a chain: one more, or one no longer."""

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from app.access import requires
from app.chain_offices.models import LeadEnterprise
from app.chain_offices.operations import appoint_lead, dismiss_lead
from app.chain_offices.queries import lead_enterprises, names_of_makers, registered
from app.chain_offices.room import bp, editable_chain
from app.chain_offices.rules import may_become_lead
from app.clock import today
from app.extensions import db
from forms.chain_offices import DismissLeadForm, LeadEnterpriseForm


@bp.route("/<int:chain_id>/leads/new", methods=["GET", "POST"])
@requires("chain.edit")
def appoint(chain_id):
    chain = editable_chain(chain_id, current_user)
    leads = lead_enterprises(chain)
    form = LeadEnterpriseForm(
        find=registered,
        refusal=lambda found: may_become_lead(found, leads),
        data={"since": today()},
    )
    if form.validate_on_submit():
        appoint_lead(chain, form.found, form.since.data, current_user)
        db.session.commit()
        flash(f"已确定链主：{form.found.name}", "ok")
        return redirect(url_for(".show", chain_id=chain.id))
    page = render_template(
        "chain_offices/appoint.html", form=form, chain=chain, leads=leads, names=names_of_makers()
    )
    return page, 400 if form.is_submitted() else 200


@bp.route("/leads/<int:id>/dismiss", methods=["GET", "POST"])
@requires("chain.edit")
def dismiss(id):
    lead = db.session.get(LeadEnterprise, id) or abort(404)
    chain = editable_chain(lead.chain_id, current_user)
    if lead.until is not None:
        abort(409)
    form = DismissLeadForm()
    if form.validate_on_submit():
        dismiss_lead(lead, today(), form.note.data, current_user)
        db.session.commit()
        flash(f"已免去链主：{lead.organisation.name}", "ok")
        return redirect(url_for(".show", chain_id=chain.id))
    page = render_template("chain_offices/dismiss.html", form=form, lead=lead, chain=chain)
    return page, 400 if form.is_submitted() else 200
