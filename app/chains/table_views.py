"""A chain as a table: taken out, filled in, read back, looked at difference by difference, applied."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from app.access import requires
from app.chains import table
from app.chains.changes import differences
from app.chains.content import content_of
from app.chains.editing import apply_draft, draft_from, draft_of_version
from app.chains.models import Chain, ChainDraft, ChainVersion
from app.chains.room import bp, may_edit_chain
from app.exports import csv_file, xlsx
from app.extensions import db
from app.imports.reading import UnreadableFile, rows_of
from forms.chains import TableForm

SHOWN = 300  # faults and differences a page lists; the counts are of all


def editable_chain(id):
    chain = db.session.get(Chain, id) or abort(404)
    if not may_edit_chain(current_user, chain):
        abort(403)
    return chain


@bp.get("/<int:id>/table")
@requires("chain.edit")
def edit_table(id):
    chain = editable_chain(id)
    if request.args.get("export") in ("xlsx", "csv"):
        make = xlsx if request.args["export"] == "xlsx" else csv_file
        return make(f"{chain.name}链表", table.COLUMNS, table.rows_to_write(content_of(chain)))
    return _table_page(chain, TableForm())


@bp.post("/<int:id>/table")
@requires("chain.edit")
def read_table(id):
    chain = editable_chain(id)
    form = TableForm()
    if not form.validate():
        return _table_page(chain, form), 400
    try:
        draft = _read(chain, form.file.data)
    except UnreadableFile as error:
        form.file.errors = [str(error)]
        return _table_page(chain, form), 400
    db.session.commit()
    return redirect(url_for(".draft", id=draft.id))


@bp.get("/drafts/<int:id>")
@requires("chain.edit")
def draft(id):
    found = _draft(id)
    changes = differences(content_of(found.chain), found.content)
    return render_template(
        "chains/draft.html", draft=found, chain=found.chain, changes=changes, shown=SHOWN,
        grave=[fault for fault in found.faults if fault["is_grave"]],
        mild=[fault for fault in found.faults if not fault["is_grave"]],
    )  # fmt: skip


@bp.post("/drafts/<int:id>/apply")
@requires("chain.edit")
def apply(id):
    version = apply_draft(_draft(id), current_user)
    db.session.commit()
    flash(f"已写入，成为第 {version.number} 版", "ok")
    return redirect(url_for(".show", id=version.chain_id))


@bp.post("/drafts/<int:id>/discard")
@requires("chain.edit")
def discard(id):
    found = _draft(id)
    chain_id = found.chain_id
    db.session.delete(found)
    db.session.commit()
    flash("没有写入，链表还是原来的样子", "ok")
    return redirect(url_for(".edit_table", id=chain_id))


@bp.get("/<int:id>/versions/<int:number>")
@requires("chain.edit")
def version(id, number):
    """What this version changed against the one before it, or against ?against=."""
    found = _version(editable_chain(id), number)
    against = request.args.get("against", number - 1, type=int)
    other = _version(found.chain, against) if against else None
    before = other.content if other else {"nodes": {}}
    return render_template(
        "chains/version.html", version=found, other=other, chain=found.chain, shown=SHOWN,
        changes=differences(before, found.content), versions=_versions(found.chain),
    )  # fmt: skip


@bp.post("/<int:id>/versions/<int:number>/restore")
@requires("chain.edit")
def restore(id, number):
    made = draft_of_version(_version(editable_chain(id), number), current_user)
    db.session.commit()
    return redirect(url_for(".draft", id=made.id))


def _table_page(chain, form):
    return render_template(
        "chains/table.html", chain=chain, form=form, columns=table.COLUMNS,
        versions=_versions(chain), drafts=_drafts(chain),
    )  # fmt: skip


def _read(chain, sent):
    """By way of a file of its own, because the readers tell the kinds apart by the name."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / ("table" + "".join(Path(sent.filename).suffixes[-2:]).lower())
        sent.save(place)
        return draft_from(chain, rows_of(place), sent.filename, current_user)


def _draft(id):
    found = db.session.get(ChainDraft, id) or abort(404)
    editable_chain(found.chain_id)
    return found


def _drafts(chain):
    chosen = select(ChainDraft).where(ChainDraft.chain_id == chain.id)
    return db.session.scalars(chosen.order_by(ChainDraft.id.desc())).all()


def _version(chain, number):
    chosen = select(ChainVersion).where(
        ChainVersion.chain_id == chain.id, ChainVersion.number == number
    )
    return db.session.scalar(chosen) or abort(404)


def _versions(chain):
    chosen = select(ChainVersion).where(ChainVersion.chain_id == chain.id)
    return db.session.scalars(chosen.order_by(ChainVersion.number.desc())).all()
