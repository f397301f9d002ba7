"""What happens to a project under way: progress reported, a need drafted, a provider entered."""

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from app.access import editable_or_403, requires, signed_in, visible_or_404
from app.accounts.roles import works_for
from app.acting import url_of
from app.chains.models import SCOPES
from app.dispatches.queries import registered, registered_names
from app.extensions import db
from app.reserve.models import BY_PROVIDER, LIVE, TALKS, ReserveProject
from app.reserve.operations import enter_provider, need_from, report_progress
from app.reserve.room import bp
from app.reserve.rules import needs_a_need
from app.workflow.declaration import NotNow
from app.workflow.visible import may_edit
from forms.reserve import ProgressForm, ProviderForm


@bp.route("/<int:id>/report", methods=["GET", "POST"])
@signed_in
def report(id):
    """By the responsible organisation, or by whoever leads the chain."""
    item = _under_way(id)
    if not (works_for(current_user, item.organisation_id) or may_edit(item, current_user)):
        abort(403)
    form = ProgressForm(
        talks=TALKS.items(), data={"landed_money": item.landed_money, "talks": item.talks}
    )
    if form.validate_on_submit():
        report_progress(item, form.note.data, form.landed_money.data, form.talks.data, current_user)
        db.session.commit()
        flash("进展已报", "ok")
        return redirect(url_of(item))
    page = render_template("reserve/report.html", form=form, item=item)
    return page, 400 if form.is_submitted() else 200


@bp.post("/<int:id>/need")
@requires("need.create")
def write_need(id):
    """A draft need of the responsible organisation; a double click makes no second one."""
    item = _under_way(id)
    if not works_for(current_user, item.organisation_id) or item.kind in BY_PROVIDER:
        abort(403)
    need = need_from(item, current_user) if needs_a_need(item) else item.need
    db.session.commit()
    return redirect(url_for("needs.edit", id=need.id))


@bp.route("/<int:id>/provider", methods=["GET", "POST"])
@signed_in
def provider(id):
    """Who fills the gap now; the strength of the node follows at once."""
    item = editable_or_403(ReserveProject, id)
    if item.kind not in BY_PROVIDER:
        raise NotNow("这一项靠需求和项目来补，不在这里登记供给单位")
    form = ProviderForm(
        scopes=[("", "请选择"), *SCOPES.items()],
        data={"name": item.investor or (item.organisation.name if item.organisation else ""),
              "evidence": item.evidence},
    )  # fmt: skip
    if form.validate_on_submit():
        name, share = form.name.data, form.share.data
        found, changed = enter_provider(
            item, name, form.scope.data, None if share is None else int(share),
            form.evidence.data, registered(name), current_user,
        )  # fmt: skip
        db.session.commit()
        now_is = f"，{item.node.name}现在是{item.node.strength_label}" if changed else ""
        flash(f"已登记 {found.name}{now_is}", "ok")
        return redirect(url_of(item))
    page = render_template("reserve/provider.html", form=form, item=item, names=registered_names())
    return page, 400 if form.is_submitted() else 200


def _under_way(id):
    item = visible_or_404(ReserveProject, id)
    if item.state not in LIVE[1:]:
        raise NotNow("入库以后、销号以前才能这样办")
    return item
