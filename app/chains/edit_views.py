"""One node as a form: the same row as in the table, checked by the same reader."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import requires
from app.chains import table
from app.chains.content import content_of, kinds_by_name, nodes_elsewhere
from app.chains.editing import apply_content, latest_number
from app.chains.listing import SEGMENTS
from app.chains.models import STRENGTHS, ChainNode, Scope
from app.chains.room import bp
from app.chains.table_views import editable_chain
from app.extensions import db
from forms.chains import NodeForm

# The form's names of the table's columns.
HEADING_OF = dict(table.PLAIN) | {scope.value: table.PROVIDERS[scope] for scope in Scope}


@bp.route("/nodes/<int:id>/edit", methods=["GET", "POST"])
@requires("chain.edit")
def edit_node(id):
    node = db.session.get(ChainNode, id) or abort(404)
    chain = editable_chain(node.chain_id)
    rows = [
        dict(zip(table.COLUMNS, row, strict=True)) for row in table.rows_to_write(content_of(chain))
    ]
    mine = next(row for row in rows if row[table.CODE] == node.code)
    form = NodeForm(
        segments=SEGMENTS, kinds=kinds_by_name(), strengths=STRENGTHS.values(),
        data={name: mine[heading] for name, heading in HEADING_OF.items()},
    )  # fmt: skip
    number = latest_number(chain)
    is_conflict = form.is_submitted() and request.form.get("based_on", type=int) != number
    if form.validate_on_submit() and not is_conflict:
        mine |= {heading: form[name].data or "" for name, heading in HEADING_OF.items()}
        found = _read(chain, rows)
        faults = [fault for fault in found.faults if fault.code == node.code and fault.is_grave]
        if not faults:
            apply_content(chain, found.content, f"改“{mine['环节名称']}”", current_user)
            db.session.commit()
            flash("已保存，强弱按新的事实重新算过", "ok")
            return redirect(url_for(".node", id=id))
        _lay_out(form, faults)
    page = render_template(
        "chains/edit_node.html", form=form, node=node, chain=chain, based_on=number,
        is_conflict=is_conflict,
    )  # fmt: skip
    return page, 409 if is_conflict else 400 if form.is_submitted() else 200


def _read(chain, rows):
    numbered = [(number, row, "") for number, row in enumerate(rows, 2)]
    return table.read(numbered, kinds_by_name(), nodes_elsewhere(chain), content_of(chain))


def _lay_out(form, faults):
    """Each fault by the field whose heading it begins with; the rest by the name."""
    for fault in faults:
        name = next((n for n, h in HEADING_OF.items() if fault.why.startswith(h)), "name")
        form[name].errors = [*form[name].errors, fault.why.removeprefix(HEADING_OF[name])]
