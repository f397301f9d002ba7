"""Writing a bid: begin one, fill the form, save as one types, submit."""

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from app.access import requires, signed_in, visible_or_404
from app.acting import url_of
from app.bids.filling import form_of, progress, written
from app.bids.list_views import bp
from app.bids.models import Bid
from app.bids.operations import draft_bid, revise_bid
from app.bids.queries import bid_of, capabilities_to_bring
from app.bids.rules import may_begin
from app.clock import now
from app.extensions import db
from app.files.queries import attachments_of
from app.needs.models import Need
from app.workflow.advance import advance, refusal
from app.workflow.declaration import NotNow
from app.workflow.registry import workflow_named
from app.workflow.visible import may_edit
from forms.differences import differences


@bp.get("/new")
@requires("bid.create")
def new():
    need = visible_or_404(Need, request.args.get("need_id", 0, type=int))
    organisation = current_user.organisation
    existing = bid_of(need, organisation) if organisation else None
    if existing is not None:
        return redirect(url_of(existing))
    return render_template(
        "bids/new.html",
        need=need,
        why_not=may_begin(need, organisation),
        capabilities=capabilities_to_bring(organisation, need) if organisation else [],
        chosen_id=request.args.get("capability_id", type=int),
    )


@bp.post("/new")
@requires("bid.create")
def begin():
    need = visible_or_404(Need, request.values.get("need_id", 0, type=int))
    organisation = current_user.organisation
    existing = bid_of(need, organisation) if organisation else None
    if existing is not None:
        return redirect(url_of(existing))
    if why := may_begin(need, organisation):
        raise NotNow(why)
    try:
        bid = draft_bid(need, organisation, current_user, _capability(organisation, need))
        db.session.commit()
    except IntegrityError:
        # A colleague began the same bid in the same second: theirs is ours.
        db.session.rollback()
        bid = bid_of(need, organisation)
    flash("已生成揭榜草稿，写的内容会自动保存；截止前提交才有效", "ok")
    return redirect(url_for(".edit", id=bid.id))


@bp.get("/<int:id>/edit")
@signed_in
def edit(id):
    bid = visible_or_404(Bid, id)
    if not may_edit(bid, current_user):
        return redirect(url_of(bid))
    return _page(bid, form_of(bid))


@bp.post("/<int:id>/edit")
@signed_in
def save(id):
    bid = visible_or_404(Bid, id)
    form = form_of(bid, request.form)
    if not may_edit(bid, current_user):
        return _too_late(bid, form)
    if form.rows_changed:
        return _page(bid, form)
    if _is_stale(bid):
        stored = form_of(bid)
        return _page(bid, form, changed=differences(stored, form)), 409
    is_submitting = "submit" in request.form
    if not form.validate_draft():
        return _page(bid, form), 400
    revise_bid(bid, *written(form), current_user)
    db.session.commit()
    if is_submitting:
        return _submit(bid)
    flash("已保存草稿", "ok")
    return redirect(url_for(".edit", id=bid.id) if "stay" in request.form else url_of(bid))


@bp.post("/<int:id>/autosave")
@signed_in
def autosave(id):
    bid = visible_or_404(Bid, id)
    form = form_of(bid, request.form)
    if not may_edit(bid, current_user) or _is_stale(bid):
        return jsonify(error="这份方案已经变了，没有保存"), 409
    if not form.validate_draft():
        return jsonify(error="有填写的内容读不懂，改好再存", fields=form.summary()), 422
    revise_bid(bid, *written(form), current_user, is_autosave=True)
    db.session.commit()
    return jsonify(saved_at=now().isoformat() + "Z", version=bid.version)


def _submit(bid):
    """Everything is checked as for paper; what was written is saved whatever comes of it."""
    form = form_of(bid, request.form)
    if not form.validate():
        return _page(bid, form), 400
    if reasons := _missing(bid):
        return _page(bid, form, reasons=reasons), 409
    advance(bid, "submit", current_user)
    db.session.commit()
    flash("已提交密封，截止后统一开榜；截止前可以撤回修改", "ok")
    return redirect(url_of(bid))


def _page(bid, form, changed=(), reasons=()):
    return render_template(
        "bids/edit.html",
        bid=bid,
        need=bid.need,
        form=form,
        steps=progress(bid),
        files=attachments_of(bid),
        missing=_missing(bid),
        changed=changed,
        reasons=reasons,
        planned=sum(row.amount or 0 for row in bid.milestones),
        saved_at=bid.created_at
        if bid.version == 1
        else now()
        if request.method == "POST"
        else None,
        submit=workflow_named("bids").action("submit"),
    )


def _too_late(bid, form):
    """The close came while the person was writing: the reason, and every word to copy."""
    stored = form_of(bid)
    typed = [(label, said) for label, _kept, said in differences(stored, form) if said]
    submit = workflow_named("bids").action("submit")
    reason = refusal(bid, submit) or "方案现在的状态不能修改；可以先撤回，再继续修改"
    page = render_template("errors/409.html", reason=reason, typed=typed, back=url_of(bid))
    return page, 409


def _missing(bid):
    guards = workflow_named("bids").action("submit").guards
    return [why for guard in guards if (why := guard(bid))]


def _is_stale(bid):
    version = request.form.get("version", "")
    return version.isdigit() and int(version) != bid.version


def _capability(organisation, need):
    wanted = request.values.get("capability_id", type=int)
    if not wanted:
        return None
    own = {row.id: row for row in capabilities_to_bring(organisation, need)}
    if wanted not in own:
        abort(404)
    return own[wanted]
