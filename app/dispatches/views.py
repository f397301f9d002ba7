"""调度单: the list, one order as it prints, and the actions on it."""

from dataclasses import replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import requires, signed_in, visible_or_404
from app.accounts.roles import STAFF
from app.acting import take_action, url_of
from app.audit.queries import timeline
from app.audit.telling import told
from app.chains.models import Chain
from app.chains.room import may_edit_chain
from app.dispatches import item_views  # noqa: F401 - its routes join bp
from app.dispatches.models import GOING_ON, DispatchOrder, DispatchState
from app.dispatches.operations import draft_order
from app.dispatches.queries import items_shown_to, with_items
from app.dispatches.room import bp
from app.dispatches.trail import trail_of
from app.exports import xlsx
from app.extensions import db
from app.header import header_of
from app.workflow.visible import may_edit, may_see, visible

COLUMNS = (
    "编号",
    "产业链",
    "由谁来办",
    "要办什么",
    "环节",
    "具体要求",
    "期限",
    "答复",
    "办完",
    "状态",
)


@bp.get("/")
@signed_in
def index():
    chosen = with_items(visible(DispatchOrder, current_user)).order_by(DispatchOrder.id.desc())
    if chain_id := request.args.get("chain", type=int):
        chosen = chosen.where(DispatchOrder.chain_id == chain_id)
    if request.args.get("scope") != "all":
        chosen = chosen.where(DispatchOrder.state.in_((*GOING_ON, "draft")))
    orders = db.session.scalars(chosen).unique().all()
    if request.args.get("export") == "xlsx":
        return xlsx("调度单", COLUMNS, [row for order in orders for row in _exported(order)])
    return render_template(
        "dispatches/index.html",
        rows=[(order, header_of(order, current_user), _mine(order)) for order in orders],
        scope=request.args.get("scope", ""),
    )


@bp.post("/draft/<int:chain_id>")
@requires("chain.edit")
def draft(chain_id):
    chain = db.session.get(Chain, chain_id) or abort(404)
    if not may_edit_chain(current_user, chain):
        abort(403)
    order = draft_order(chain, current_user)
    db.session.commit()
    flash("已按最薄弱的环节拟好，请核对由谁来办和期限，再发出", "ok")
    return redirect(url_of(order))


@bp.get("/<int:id>")
@signed_in
def show(id):
    order = visible_or_404(DispatchOrder, id)
    return render_template(
        "dispatches/show.html",
        order=order,
        header=_header(order),
        items=[(item, trail_of(item)) for item in _mine(order)],
        is_draft=may_edit(order, current_user),
        linked=lambda thing: may_see(thing, current_user),
        url_of=url_of,
        events=told(timeline(order), _is_staff()),
        act_url=lambda name: url_for(".act", id=order.id, name=name),
        crumbs=[("调度单", url_for(".index")), (order.number, None)],
    )


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(DispatchOrder, id, name)


def _header(order):
    """A sent order waits for those it is addressed to, whatever their role on the platform."""
    header = header_of(order, current_user)
    return replace(header, waits_for="承办单位") if order.state is DispatchState.SENT else header


def _mine(order):
    return items_shown_to(order, current_user, _is_staff())


def _is_staff():
    return any(current_user.holds(role) for role in STAFF)


def _exported(order):
    label = header_of(order, current_user).label
    for item in _mine(order):
        yield (
            order.number, order.chain.name, item.organisation.name if item.organisation else "",
            item.kind_label, item.node.name if item.node else "", item.what, item.due_on,
            item.answer, "是" if item.is_done else "否", label,
        )  # fmt: skip
