"""Writing a capability: the 能力/成果登记表, saved as one types; what is published stays editable."""

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import editable_or_403, requires, signed_in
from app.capabilities.choices import chain_of_nodes, choices
from app.capabilities.models import Capability, CapabilityState
from app.capabilities.operations import draft_capability, revise_capability
from app.capabilities.room import bp
from app.clock import now
from app.extensions import db
from app.workflow.advance import held_back
from app.workflow.registry import workflow_of
from forms.capabilities import COLUMNS, CapabilityForm


@bp.route("/new", methods=["GET", "POST"])
@requires("capability.create")
def new():
    if current_user.organisation is None:
        abort(403)
    form = _form()
    if not form.is_submitted() or form.rows_changed:
        return _page(None, form)
    if not form.validate_draft():
        return _page(None, form), 400
    capability = draft_capability(current_user.organisation, current_user, title=form.title.data)
    revise_capability(capability, form.content, form.rows, current_user, is_autosave=True)
    db.session.commit()
    flash(f"草稿 {capability.number} 已经建好，随时可以回来接着写", "ok")
    return _onwards(capability)


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@signed_in
def edit(id):
    capability = editable_or_403(Capability, id)
    form = _form(capability)
    if not form.is_submitted() or form.rows_changed:
        return _page(capability, form)
    is_public = capability.state is CapabilityState.PUBLISHED
    if not (form.validate() if is_public else form.validate_draft()):
        return _page(capability, form), 400
    if request.form.get("version", type=int) != capability.version:
        return _page(capability, form, differences(form, capability)), 409
    revise_capability(capability, form.content, form.rows, current_user)
    db.session.commit()
    flash("已保存，匹配立即按新内容进行" if is_public else "草稿已保存", "ok")
    return _onwards(capability)


@bp.post("/<int:id>/autosave")
@signed_in
def autosave(id):
    """Keep what can be read of a draft; what is public changes only when somebody says so."""
    capability = editable_or_403(Capability, id)
    if request.form.get("version", type=int) != capability.version:
        return jsonify(error="别人同时改了这一份", version=capability.version), 409
    form = _form(capability)
    form.validate_draft()
    if capability.state is not CapabilityState.PUBLISHED:
        revise_capability(capability, form.content, form.rows, current_user, is_autosave=True)
        db.session.commit()
    faults = [f"{label}：{said}" for _, label, said in form.summary()]
    return jsonify(saved_at=now().isoformat() + "Z", version=capability.version, faults=faults)


def differences(form, capability):
    """[(label, what is stored now, what was typed)] wherever the two part ways."""
    labels = {COLUMNS.get(field.name, field.name): field.label.text for field in form}
    pairs = [
        (labels[name], _said(getattr(capability, name)), _said(value))
        for name, value in form.content.items()
    ]
    stored = [(row.name, row.value, row.unit) for row in capability.indicators]
    typed = [(row["name"], row["value"], row["unit"]) for row in form.rows]
    pairs.append(("主要技术指标", _lines(stored), _lines(typed)))
    return [pair for pair in pairs if pair[1] != pair[2]]


def _said(value):
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(value) if isinstance(value, list) else str(value or "")


def _lines(rows):
    return "\n".join(" ".join(str(part or "") for part in row) for row in rows)


def _form(capability=None):
    brief = capability.summary if capability else ""
    return CapabilityForm(obj=capability, brief=brief, choices=choices(), chain_of=chain_of_nodes())


def _onwards(capability):
    if "leave" in request.form or capability.state is CapabilityState.PUBLISHED:
        return redirect(url_for(".show", id=capability.id))
    return redirect(url_for(".edit", id=capability.id))


def _page(capability, form, conflict=()):
    """The form's page; `conflict` shows what somebody else stored meanwhile."""
    is_public = capability is not None and capability.state is CapabilityState.PUBLISHED
    return render_template(
        "capabilities/form.html",
        capability=capability,
        state=workflow_of(capability).state(capability.state) if capability else None,
        form=form,
        conflict=conflict,
        is_public=is_public,
        held=held_back(capability, current_user) if capability else [],
    )
