"""链长工作台: what matters on one chain now, who answers for it, and how that is written down."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import requires
from app.accounts.regions import DISTRICTS
from app.acting import url_of
from app.audit.queries import timeline
from app.audit.telling import told
from app.chain_offices import compare_views, ladder_views, lead_views  # noqa: F401 - routes of bp
from app.chain_offices.matters import matters_of
from app.chain_offices.operations import write_office
from app.chain_offices.queries import lead_enterprises, office_of, requests_of
from app.chain_offices.room import bp, desk_of, editable_chain
from app.chains.listing import SEALS
from app.chains.models import STRENGTHS
from app.chains.room import may_edit_chain
from app.extensions import db
from app.header import header_of
from app.workflow.visible import may_see
from forms.chain_offices import OfficeForm


@bp.get("/<int:chain_id>")
@requires("chain_office.read")
def show(chain_id):
    chain = desk_of(chain_id, current_user)
    office = office_of(chain)
    return render_template(
        "chain_offices/show.html",
        chain=chain,
        office=office,
        matters=matters_of(chain, current_user),
        leads=lead_enterprises(chain),
        requests=requests_of(chain, current_user),
        header=lambda thing: header_of(thing, current_user),
        linked=lambda thing: may_see(thing, current_user),
        url_of=url_of,
        may_edit=may_edit_chain(current_user, chain),
        events=told(timeline(office), True) if office else [],
        strengths=STRENGTHS,
        seals=SEALS,
    )


@bp.route("/<int:chain_id>/edit", methods=["GET", "POST"])
@requires("chain.edit")
def edit(chain_id):
    chain = editable_chain(chain_id, current_user)
    office = office_of(chain)
    form = OfficeForm(regions=DISTRICTS, obj=office)
    if form.is_submitted() and not form.rows_changed and form.validate():
        fields = {name: form[name].data for name in form.FIELDS}
        rows = {name: form[name].data for name in form.TABLES}
        write_office(chain, fields, rows, current_user, request.form.get("version", type=int))
        db.session.commit()
        flash("链长制信息已保存", "ok")
        return redirect(url_for(".show", chain_id=chain.id))
    page = render_template("chain_offices/edit.html", form=form, chain=chain, office=office)
    return page, 400 if form.errors else 200
