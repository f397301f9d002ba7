"""Writing a need: the 需求征集表 part by part, saved as one types."""

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import editable_or_403, requires, signed_in
from app.clock import now
from app.extensions import db
from app.needs.coach import GOAL, examine
from app.needs.counsel import counsel_of
from app.needs.models import Need
from app.needs.operations import draft_need, revise_need
from app.needs.radar import near_needs
from app.needs.room import bp
from app.needs.sections import after, before, form_of, progress, section_named
from app.workflow.advance import held_back, offered
from app.workflow.deadlines import due_at
from app.workflow.registry import workflow_of


@bp.route("/new", methods=["GET", "POST"])
@requires("need.create")
def new():
    if current_user.organisation is None:
        abort(403)
    section = section_named("overview")
    form = form_of(section)
    if "look" in request.form:
        return _page(None, section, form, near=near_needs(form.title.data or "", "", current_user))
    if form.is_submitted() and form.validate_draft():
        need = draft_need(current_user.organisation, current_user, **form.content)
        db.session.commit()
        flash(f"草稿 {need.number} 已经建好，随时可以回来接着写", "ok")
        return _onwards(need, section)
    return _page(None, section, form), 400 if form.is_submitted() else 200


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@signed_in
def edit(id):
    need = editable_or_403(Need, id)
    section = section_named(request.args.get("section"))
    if section.key == "organisation":
        return _page(need, section, None)
    form = form_of(section, need)
    if not form.is_submitted() or form.rows_changed:
        return _page(need, section, form)
    is_whole = form.validate_draft()
    is_looked_at = "look" in request.form
    if not is_whole and not is_looked_at:
        return _page(need, section, form), 400
    if request.form.get("version", type=int) != need.version:
        return _page(need, section, form, differences(form, need)), 409
    revise_need(need, form.content, _rows(form), current_user, is_autosave=is_looked_at)
    if is_looked_at:
        db.session.commit()
        return _page(need, section, form)
    db.session.commit()
    flash(f"“{section.label}”已保存", "ok")
    return _onwards(need, section)


@bp.post("/<int:id>/autosave")
@signed_in
def autosave(id):
    """Keep what can be read; what cannot stays in the page until it is mended."""
    need = editable_or_403(Need, id)
    if request.form.get("version", type=int) != need.version:
        return jsonify(error="别人同时改了这一份", version=need.version), 409
    form = form_of(section_named(request.args.get("section")), need)
    form.validate_draft()
    revise_need(need, form.content, _rows(form), current_user, is_autosave=True)
    db.session.commit()
    faults = [f"{label}：{said}" for _, label, said in form.summary()]
    score = examine(need).score
    return jsonify(
        saved_at=now().isoformat() + "Z", version=need.version, faults=faults, score=score
    )


def differences(form, need):
    """[(label, what is stored now, what was typed)] wherever the two part ways."""
    pairs = [
        (form[name].label.text, _said(getattr(need, name)), _said(value))
        for name, value in form.content.items()
    ]
    if _rows(form) is not None:
        pairs.append(("考核指标", _lines(need.indicators), _lines(form.indicators.data)))
    return [(label, stored, typed) for label, stored, typed in pairs if stored != typed]


def _rows(form):
    return form.rows if "indicators" in form else None


def _said(value):
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(value) if isinstance(value, list) else str(value or "")


def _lines(rows):
    def read(row, name):
        return row[name] if isinstance(row, dict) else getattr(row, name)

    def line(row):
        value = read(row, "value")
        shown = "" if value is None else f"{float(value):g}"
        return f"{read(row, 'name')} {read(row, 'operator')} {shown} {read(row, 'unit')}".strip()

    return "\n".join(line(row) for row in rows)


def _onwards(need, section):
    following = after(section)
    if "leave" in request.form or following is None:
        return redirect(url_for("needs.show", id=need.id))
    return redirect(url_for("needs.edit", id=need.id, section=following.key))


def _page(need, section, form, conflict=(), near=None):
    """The form's page; `conflict` shows what somebody else stored meanwhile, `near` the needs found
    for a title that is not saved yet (None: nobody has looked)."""
    state = workflow_of(Need).state(need.state) if need else None

    def link(key):
        return url_for("needs.edit", id=need.id, section=key)

    previous = before(section)
    return render_template(
        "needs/form.html",
        need=need,
        state=state,
        due=due_at(need) if need else None,
        section=section,
        following=after(section),
        previous=(f"上一部分：{previous.label}", link(previous.key)) if need and previous else None,
        form=form,
        organisation=need.organisation if need else current_user.organisation,
        steps=progress(need, section, link),
        counsel=counsel_of(need, current_user) if need else None,
        near=near,
        goal=GOAL,
        conflict=conflict,
        submittable=bool(need) and any(a.name == "submit" for a in offered(need, current_user)),
        held=[(a, why) for a, why in held_back(need, current_user) if a.name == "submit"]
        if need
        else [],
        link=link,
    )
