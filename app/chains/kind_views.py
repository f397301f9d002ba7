"""五基词典: the kinds a node may have, edited by the commission."""

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy import func, select

from app.access import requires
from app.audit.operations import record
from app.chains.models import ChainNode, NodeKind
from app.chains.room import bp
from app.extensions import db
from forms.chains import KindForm


@bp.route("/kinds", methods=["GET", "POST"])
@requires("chain.dictionary")
def kinds():
    """The dictionary, and one more kind at its end."""
    form = KindForm(find_other=_another(None))
    if form.validate_on_submit():
        last = db.session.scalar(select(func.max(NodeKind.position))) or 0
        kind = NodeKind(code=_next_code(), position=last + 1)
        _write(kind, form, "加一类")
        db.session.add(kind)
        db.session.commit()
        flash(f"已加：{kind.name}", "ok")
        return redirect(url_for(".kinds"))
    return _page(form, None)


@bp.post("/kinds/<int:id>")
@requires("chain.dictionary")
def change_kind(id):
    kind = db.session.get(NodeKind, id) or abort(404)
    form = KindForm(find_other=_another(kind.id))
    if not form.validate():
        return _page(form, id)
    _write(kind, form, f"改“{kind.name}”")
    db.session.commit()
    flash(f"已保存：{kind.name}", "ok")
    return redirect(url_for(".kinds"))


@bp.post("/kinds/<int:id>/remove")
@requires("chain.dictionary")
def remove_kind(id):
    """Only a kind that no node has: a table that names it must still be readable."""
    kind = db.session.get(NodeKind, id) or abort(404)
    if _uses().get(kind.id):
        flash(f"“{kind.name}”还有环节在用，不能删", "bad")
        return redirect(url_for(".kinds"))
    record(None, "kind", current_user, label=f"环节类别：删“{kind.name}”")
    db.session.delete(kind)
    db.session.commit()
    flash("已删除", "ok")
    return redirect(url_for(".kinds"))


def _write(kind, form, deed):
    kind.name, kind.is_base = form.name.data, form.is_base.data
    record(None, "kind", current_user, label=f"环节类别：{deed}", note=kind.name)


def _another(id):
    """Finds another kind of a name, for the form to refuse."""
    return lambda name: db.session.scalar(
        select(NodeKind).where(NodeKind.name == name, NodeKind.id != (id or 0))
    )


def _next_code():
    return f"kind-{(db.session.scalar(select(func.max(NodeKind.id))) or 0) + 1}"


def _uses():
    counted = select(ChainNode.kind_id, func.count()).group_by(ChainNode.kind_id)
    return dict(db.session.execute(counted).all())


def _page(form, failed):
    """`failed` is the id of the kind whose row was sent back, None for the new one."""
    rows = db.session.scalars(select(NodeKind).order_by(NodeKind.position)).all()
    page = render_template("chains/kinds.html", rows=rows, uses=_uses(), form=form, failed=failed)
    return page, 400 if form.is_submitted() else 200
