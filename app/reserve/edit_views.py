"""The form of one project of the reserve: who, what, how much, by when, and by which way."""

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from app.access import editable_or_403, requires, signed_in
from app.acting import url_of
from app.chains.models import Chain
from app.chains.room import may_edit_chain
from app.dispatches.queries import registered, registered_names
from app.extensions import db
from app.reserve.models import RESERVE_KINDS, TALKS, ReserveProject
from app.reserve.operations import add_lead, revise
from app.reserve.queries import need_numbered, of_need
from app.reserve.room import bp
from app.workflow.visible import may_see
from forms.reserve import ReserveForm

PLAIN = (
    "title", "kind", "gap", "office", "planned_money", "landed_money", "starts_on", "ends_on",
    "investor", "investor_region", "talks", "evidence",
)  # fmt: skip


@bp.route("/new/<int:chain_id>", methods=["GET", "POST"])
@requires("chain.edit")
def new(chain_id):
    chain = db.session.get(Chain, chain_id) or abort(404)
    if not may_edit_chain(current_user, chain):
        abort(403)
    form = _form(chain, None)
    if form.validate_on_submit():
        fields = form.content
        node = next(node for node in chain.nodes if node.id == fields.pop("node_id"))
        item = add_lead(node, fields.pop("kind"), current_user, **fields)
        db.session.commit()
        flash(f"已列为线索：{item.title}", "ok")
        return redirect(url_of(item))
    return _page(form, chain, None)


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@signed_in
def edit(id):
    item = editable_or_403(ReserveProject, id)
    form = _form(item.chain, item)
    if form.validate_on_submit():
        revise(item, form.content, current_user)
        db.session.commit()
        flash("已写好", "ok")
        return redirect(url_of(item))
    return _page(form, item.chain, item)


def _form(chain, item):
    given = {name: getattr(item, name) for name in PLAIN} | {
        "node": str(item.node_id),
        "organisation": item.organisation.name if item.organisation else "",
        "need": item.need.number if item.need else "",
    } if item else {}  # fmt: skip
    return ReserveForm(
        kinds=[("", "请选择"), *RESERVE_KINDS.items()],
        nodes=[("", "请选择"), *((str(node.id), node.name) for node in chain.nodes)],
        talks=TALKS.items(), find=registered, find_need=_need_of(chain, item), data=given,
    )  # fmt: skip


def _need_of(chain, item):
    """number -> (need, fault): of this chain, seen by the person, and not another project's."""

    def find(number):
        need = need_numbered(number, chain.id)
        if need is not None and item is not None and need is item.need:
            return need, ""  # its draft may be another organisation's, and unseen here
        if need is None or not may_see(need, current_user):
            return None, "本链没有这个编号的需求"
        other = of_need(need)
        if other is not None and other is not item:
            return None, f"这件需求已经挂在 {other.number} 上"
        return need, ""

    return find


def _page(form, chain, item):
    page = render_template(
        "reserve/edit.html", form=form, chain=chain, item=item, names=registered_names(),
        back=url_of(item) if item else url_for(".suggested", chain=chain.id),
    )  # fmt: skip
    return page, 400 if form.is_submitted() else 200
