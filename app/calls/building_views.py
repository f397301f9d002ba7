"""Drawing up a call: its form, and which vetted needs stand on it."""

from datetime import datetime, timedelta

from flask import current_app, flash, redirect, render_template, request
from flask_login import current_user

from app.access import editable_or_403, requires, signed_in, visible_or_404
from app.acting import url_of
from app.calls.models import Call
from app.calls.operations import draft_call, list_needs, revise_call, unlist_need
from app.calls.queries import being_drawn_up
from app.calls.room import bp
from app.clock import CITY, today
from app.extensions import db
from app.needs.models import LIST_KINDS, Need
from app.workflow.visible import visible
from forms.calls import CallForm

CLOSING_HOUR = 18  # the end of the working day, as the notices of the cities have it


@bp.route("/new", methods=["GET", "POST"])
@requires("call.create")
def new():
    kind = request.args.get("kind")
    form = CallForm(
        kinds=LIST_KINDS.items(),
        list_kind=kind if kind in LIST_KINDS else "tackling",
        closes_at=default_closing(),
    )
    if not form.validate_on_submit():
        return render_template("calls/form.html", form=form, call=None), 400 if form.typed else 200
    call = draft_call(current_user, **form.content)
    db.session.commit()
    flash(f"榜单 {call.number} 已建好，接着编入需求", "ok")
    return redirect(url_of(call))


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@signed_in
def edit(id):
    call = editable_or_403(Call, id)
    form = CallForm(kinds=LIST_KINDS.items(), obj=call)
    if not form.validate_on_submit():
        return render_template("calls/form.html", form=form, call=call), 400 if form.typed else 200
    if request.form.get("version", type=int) != call.version:
        return render_template("calls/form.html", form=form, call=call, is_conflict=True), 409
    revise_call(call, form.content, current_user)
    db.session.commit()
    flash("榜单已保存", "ok")
    return redirect(url_of(call))


@bp.post("/<int:id>/needs")
@signed_in
def add_needs(id):
    call = editable_or_403(Call, id)
    needs = _chosen(request.form.getlist("ids"))
    list_needs(call, needs, current_user)
    db.session.commit()
    flash(f"编入 {len(needs)} 件需求" if needs else "没有选需求", "ok" if needs else "bad")
    return redirect(url_of(call))


@bp.post("/<int:id>/needs/<int:need_id>/remove")
@signed_in
def remove_need(id, need_id):
    call = editable_or_403(Call, id)
    need = visible_or_404(Need, need_id)
    unlist_need(call, need, current_user)
    db.session.commit()
    flash(f"已移出：{need.title}", "ok")
    return redirect(url_of(call))


@bp.get("/place")
@requires("call.create")
def place():
    """Which call shall a vetted need stand on: those being drawn up, or a new one."""
    need = visible_or_404(Need, request.args.get("need", 0, int))
    calls = being_drawn_up(need.list_kind)
    return render_template(
        "calls/place.html", need=need, calls=calls, list_kind=LIST_KINDS[need.list_kind]
    )


def default_closing():
    day = today() + timedelta(current_app.config["CALL_DAYS"])
    return datetime(day.year, day.month, day.day, CLOSING_HOUR, tzinfo=CITY)


def _chosen(ids):
    wanted = {int(id) for id in ids if id.isdigit()}
    chosen = visible(Need, current_user).where(Need.id.in_(wanted)).order_by(Need.number)
    return db.session.scalars(chosen).unique().all()
