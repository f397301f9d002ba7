"""Lists for those who work with needs: 我的需求, and everything a member of staff may see."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import requires, signed_in
from app.accounts.roles import STAFF
from app.exports import xlsx
from app.extensions import db
from app.header import waits_for
from app.needs.filter_fields import age_field, place_fields, search_field, state_field
from app.needs.listing import STAFF_COLUMNS, narrowed, page_of, spreadsheet
from app.needs.models import Need
from app.needs.queries import of_organisation
from app.needs.room import bp
from app.needs.together import CHOICES, outcomes, take_together
from app.workflow.deadlines import due_at
from app.workflow.declaration import Role
from app.workflow.registry import workflow_of
from app.workflow.visible import visible, where_visible


@bp.get("/mine")
@requires("need.create")
def mine():
    args = request.args
    ours = current_user.organisation_id
    fields = [search_field(args), state_field(args, Need.organisation_id == ours)]
    return _list("needs/mine.html", "我的需求", of_organisation(ours), fields)


@bp.get("/all")
@signed_in
def all():
    _only_staff()
    args = request.args
    seen = where_visible(Need, current_user)
    fields = [
        search_field(args),
        state_field(args, seen),
        *place_fields(args, seen),
        age_field(args),
    ]
    return _list(
        "needs/all.html",
        "需求",
        visible(Need, current_user),
        fields,
        choices=_choices(),
        sees_joint=_sees_joint(),
    )


@bp.get("/together")
@signed_in
def together():
    """What an action would do to each of the chosen needs, before it does."""
    _only_staff()
    return _preview(request.args.get("bulk"), _chosen(request.args))


@bp.post("/together")
@signed_in
def take():
    _only_staff()
    name, note, needs = (
        request.form.get("bulk"),
        request.form.get("note", ""),
        _chosen(request.form),
    )
    if name not in dict(CHOICES) or not note.strip():
        return _preview(name, needs, note, fault="请写明意见"), 400
    results = take_together(name, needs, current_user, note, request.form)
    db.session.commit()
    refused = [result for result in results if not result.can]
    flash(f"{dict(CHOICES)[name]}：办了 {len(results) - len(refused)} 件", "ok")
    if not refused:
        return redirect(url_for("needs.all"))
    label = dict(CHOICES)[name]
    return render_template("needs/together_refused.html", refused=refused, label=label, note=note)


def _preview(name, needs, note="", fault=""):
    if name not in dict(CHOICES):
        abort(404)
    return render_template(
        "needs/together.html",
        results=outcomes(name, needs, current_user),
        action=workflow_of(Need).action(name),
        note=note,
        fault=fault,
    )


def _chosen(args):
    ids = {int(id) for id in args.getlist("ids") if id.isdigit()}
    chosen = visible(Need, current_user).where(Need.id.in_(ids)).order_by(Need.number)
    return db.session.scalars(chosen).unique().all()


def _sees_joint():
    roles = (Role.OFFICER, Role.CHAIN_LEAD, Role.AUDITOR)
    return any(map(current_user.holds, roles))


def _choices():
    """The actions that this person's roles could ever take on several needs at once."""
    actions = [(workflow_of(Need).action(name), label) for name, label in CHOICES]
    return [(a.name, label) for a, label in actions if any(map(current_user.holds, a.by))]


def _only_staff():
    if not any(map(current_user.holds, STAFF)):
        abort(403)


def _list(template, name, chosen, fields, **more):
    args = request.args
    chosen = narrowed(chosen, args)
    if args.get("export") == "xlsx":
        return xlsx(name, *spreadsheet(STAFF_COLUMNS, db.session.scalars(chosen).unique()))
    states = {state.code: state for state in workflow_of(Need).states}
    return render_template(
        template,
        page=page_of(chosen, args),
        filters=fields,
        is_filtered=any(args.get(item["name"]) for item in fields),
        sort=args.get("sort", ""),
        state_of=lambda need: states[need.state],
        waits_for=lambda need: waits_for(need, states[need.state].waits_for),
        due_of=due_at,
        **more,
    )
