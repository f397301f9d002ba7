"""An organisation's own people, or an officer, revise what it says of itself."""

from functools import partial

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from app.access import signed_in, visible_or_404
from app.accounts.blueprint import organisations_bp as bp
from app.accounts.models import ORGANISATION_KINDS, OWNERSHIPS, Organisation
from app.accounts.organisation_operations import revise_organisation
from app.accounts.regions import region_choices, region_shown, region_typed
from app.accounts.registration_views import KINDS, whom_to_ask
from app.accounts.roles import may
from app.accounts.rules import STAFF_OFFICES
from app.extensions import db
from app.workflow.visible import may_edit
from forms.organisations import OrganisationForm

NOT_STORED = {"csrf_token", "version", "province"}


def may_revise(thing):
    return may_edit(thing, current_user) or may(current_user, "organisation.verify")


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@signed_in
def edit(id):
    thing = visible_or_404(Organisation, id)
    if not may_revise(thing):
        abort(403)
    form = _form(thing)
    if not form.validate_on_submit():
        return _page(thing, form), 422 if form.errors else 200
    if form.version.data != str(thing.version):
        return _conflict(thing, form)
    try:
        revise_organisation(thing, _written(form), current_user, _labels(form))
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        form.validate()  # now says which name or code was taken a moment ago
        return _page(thing, form), 422
    flash("单位信息已保存", "ok")
    return redirect(url_for(".show", id=id))


def _form(thing, **kwargs):
    region, province = region_shown(thing.region)
    return OrganisationForm(
        regions=region_choices(),
        kinds=_kinds(thing),
        ownerships=OWNERSHIPS,
        find_other=partial(whom_to_ask, besides=thing.id),
        is_identity_fixed=_identity_is_fixed(thing),
        obj=thing,
        data={"region": region, "province": province},
        **kwargs,
    )


def _identity_is_fixed(thing):
    """Once vouched for, who it is changes only by an officer's hand."""
    return thing.is_verified and not may(current_user, "organisation.verify")


def _kinds(thing):
    if thing.kind in STAFF_OFFICES:
        return [(thing.kind, ORGANISATION_KINDS[thing.kind])]
    return KINDS


def _written(form):
    fields = {f.short_name: f.data for f in form if f.short_name not in NOT_STORED}
    if "credit_code" in fields:
        fields["credit_code"] = fields["credit_code"] or None
    return fields | {"region": region_typed(form.region.data, form.province.data)}


def _labels(form):
    return {field.short_name: field.label.text for field in form}


def _conflict(thing, form):
    """Somebody saved in between: show what stands there beside what was typed, keep what was typed."""
    stored = _form(thing, formdata=None)
    differing = [
        (field.label.text, _shown(stored[field.short_name]), _shown(field))
        for field in form
        if field.short_name not in ("csrf_token", "version")
        and _shown(stored[field.short_name]) != _shown(field)
    ]
    form.version.data = str(thing.version)
    form.version.raw_data = None
    return _page(thing, form, differing=differing), 409


def _shown(field):
    return str(getattr(field, "_value", lambda: field.data or "")())


def _page(thing, form, differing=()):
    return render_template("organisations/edit.html", thing=thing, form=form, differing=differing)
