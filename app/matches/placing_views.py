"""挂链: what hangs on no node yet, with the places the matching suggests; a person confirms."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import requires
from app.accounts.models import Organisation
from app.acting import url_of
from app.capabilities.models import Capability
from app.chains.models import ChainNode
from app.chains.room import may_edit_chain
from app.extensions import db
from app.matches.placing import places_for, places_for_organisation
from app.matches.placing_operations import place, place_organisation
from app.matches.placing_queries import unplaced
from app.matches.room import bp
from app.needs.models import Need

KINDS = {
    "need": ("需求", Need),
    "capability": ("能力", Capability),
    "organisation": ("单位", Organisation),
}
AT_ONCE = 10


@bp.get("/placing")
@requires("chain.edit")
def placing():
    kind = request.args.get("kind", "need")
    if kind not in KINDS:
        abort(404)
    page = db.paginate(
        unplaced(kind), page=request.args.get("page", 1, int), per_page=AT_ONCE, error_out=False
    )
    return render_template(
        "matches/placing.html",
        kind=kind,
        kinds={name: label for name, (label, _) in KINDS.items()},
        page=page,
        rows=[(thing, _places(kind, thing)) for thing in page.items],
        href=url_of,
    )


@bp.post("/placing/<kind>")
@requires("chain.edit")
def confirm_places(kind):
    """Every choice of the page in one go; what was left open stays for another day."""
    _, model = KINDS.get(kind) or abort(404)
    done = 0
    for name, chosen in request.form.items():
        if not name.startswith("place-") or not chosen:
            continue
        thing = db.session.get(model, name.removeprefix("place-")) or abort(404)
        node = db.session.get(ChainNode, chosen) or abort(404)
        if not may_edit_chain(current_user, node.chain):
            abort(403)
        (place_organisation if kind == "organisation" else place)(thing, node, current_user)
        done += 1
    db.session.commit()
    flash(f"已挂好 {done} 件" if done else "没有选中任何一件", "ok" if done else "bad")
    return redirect(url_for(".placing", kind=kind))


def _places(kind, thing):
    found = places_for_organisation(thing) if kind == "organisation" else places_for(kind, thing)
    return [place for place in found if may_edit_chain(current_user, place.node.chain)]
