"""The items of an order: written while it is a draft, answered once it is sent."""

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from app.access import editable_or_403, signed_in, visible_or_404
from app.accounts.roles import works_for
from app.acting import url_of
from app.dispatches.models import ITEM_KINDS, DispatchItem, DispatchOrder, DispatchState
from app.dispatches.operations import answer_item, need_from_item, remove_item, write_item
from app.dispatches.queries import registered, registered_names
from app.dispatches.room import bp
from app.extensions import db
from app.workflow.declaration import NotNow
from forms.dispatches import AnswerForm, ItemForm


@bp.route("/<int:id>/items/new", methods=["GET", "POST"])
@signed_in
def new_item(id):
    return _item_page(editable_or_403(DispatchOrder, id), None)


@bp.route("/items/<int:id>/edit", methods=["GET", "POST"])
@signed_in
def edit_item(id):
    item = db.session.get(DispatchItem, id) or abort(404)
    return _item_page(editable_or_403(DispatchOrder, item.order_id), item)


@bp.post("/items/<int:id>/remove")
@signed_in
def remove(id):
    item = db.session.get(DispatchItem, id) or abort(404)
    order = editable_or_403(DispatchOrder, item.order_id)
    remove_item(item, current_user)
    db.session.commit()
    flash("已去掉这一条", "ok")
    return redirect(url_of(order))


@bp.route("/items/<int:id>/answer", methods=["GET", "POST"])
@signed_in
def answer(id):
    item = _own_item(id)
    form = AnswerForm(data={"answer": item.answer, "is_done": item.is_done})
    if form.validate_on_submit():
        answer_item(item, form.answer.data, form.is_done.data, current_user)
        db.session.commit()
        flash("已答复" if item.is_done else "进展已报，办完以后再来答复", "ok")
        return redirect(url_of(item.order))
    page = render_template("dispatches/answer.html", form=form, item=item, order=item.order)
    return page, 400 if form.is_submitted() else 200


@bp.post("/items/<int:id>/need")
@signed_in
def write_need(id):
    """A draft need from the item, or the one that is there: a double click makes no second."""
    item = _own_item(id)
    need = item.need or need_from_item(item, current_user)
    db.session.commit()
    return redirect(url_for("needs.edit", id=need.id))


def _own_item(id):
    """An item that the person's organisation still has to do."""
    item = db.session.get(DispatchItem, id) or abort(404)
    visible_or_404(DispatchOrder, item.order_id)
    if not works_for(current_user, item.organisation_id):
        abort(403)
    if item.order.state is not DispatchState.SENT:
        raise NotNow("这张调度单现在不在办理中")
    return item


def _item_page(order, item):
    given = {
        "kind": item.kind, "node": str(item.node_id or ""), "what": item.what,
        "due_on": item.due_on, "organisation": item.organisation.name if item.organisation else "",
    } if item else {}  # fmt: skip
    form = ItemForm(
        kinds=ITEM_KINDS.items(), nodes=[(str(n.id), n.name) for n in order.chain.nodes],
        find=registered, data=given,
    )  # fmt: skip
    if form.validate_on_submit():
        fields = {
            "kind": form.kind.data, "what": form.what.data, "due_on": form.due_on.data,
            "node_id": int(form.node.data) if form.node.data else None,
            "organisation": form.found,
        }  # fmt: skip
        write_item(order, item, fields, current_user)
        db.session.commit()
        flash("这一条已写好", "ok")
        return redirect(url_of(order))
    page = render_template(
        "dispatches/item.html", form=form, item=item, order=order, names=registered_names()
    )
    return page, 400 if form.is_submitted() else 200
