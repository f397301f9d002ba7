"""建议: what the facts of a chain say should be taken up, and the one click that does it."""

from flask import abort, flash, redirect, render_template, request
from flask_login import current_user

from app.access import requires
from app.acting import url_of
from app.chains import listing
from app.chains.models import STRENGTHS, Chain, ChainNode
from app.chains.queries import all_chains
from app.chains.room import may_edit_chain
from app.extensions import db
from app.reserve.models import RESERVE_KINDS
from app.reserve.operations import take_suggestion
from app.reserve.room import bp
from app.reserve.suggesting import suggestion_for, suggestions
from app.workflow.declaration import NotNow


@bp.get("/suggestions")
@requires("chain.edit")
def suggested():
    chains = [chain for chain in all_chains() if may_edit_chain(current_user, chain)]
    chain = _asked(chains)
    found = suggestions(chain) if chain else []
    kind = request.args.get("kind", "")
    return render_template(
        "reserve/suggestions.html",
        chain=chain,
        chains=[(one.id, one.name) for one in chains],
        rows=[one for one in found if kind not in RESERVE_KINDS or one.kind == kind],
        counts={kind: sum(one.kind == kind for one in found) for kind in RESERVE_KINDS},
        kind=kind,
        strengths=STRENGTHS,
        seals=listing.SEALS,
    )


@bp.post("/suggestions/<int:node_id>/take")
@requires("chain.edit")
def take(node_id):
    """The suggestion is found anew: what was true when the page was drawn may be over."""
    node = db.session.get(ChainNode, node_id) or abort(404)
    if not may_edit_chain(current_user, node.chain):
        abort(403)
    suggestion = suggestion_for(node)
    if suggestion is None:
        raise NotNow(f"“{node.name}”已经有人在办，或者不再薄弱，这条建议不再成立")
    item = take_suggestion(suggestion, current_user)
    db.session.commit()
    flash(f"已列为线索：{item.title}；请写明谁负责、投多少、什么时候完成，再入库", "ok")
    return redirect(url_of(item))


def _asked(chains):
    """The chain in the address; the first of one's own where none is named."""
    wanted = request.args.get("chain", type=int)
    if wanted is None:
        return chains[0] if chains else None
    if db.session.get(Chain, wanted) is None:
        abort(404)
    return next((chain for chain in chains if chain.id == wanted), None) or abort(403)
