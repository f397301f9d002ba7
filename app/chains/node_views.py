"""One node of a chain: how strong and why, who provides, what hangs on it, and what if it breaks."""

from flask import abort, render_template, url_for
from flask_login import current_user

from app.access import public
from app.chains import listing
from app.chains.breaks import break_of
from app.chains.facts import facts_of
from app.chains.models import STRENGTHS, ChainNode
from app.chains.queries import line_of
from app.chains.room import bp, may_edit_chain
from app.chains.strength import assess, history
from app.extensions import db
from app.matches.stand_ins import stand_ins
from app.reserve.queries import at_work_on
from app.reserve.suggesting import suggestion_for
from app.workflow.visible import may_see


@bp.get("/nodes/<int:id>")
@public
def node(id):
    found = db.session.get(ChainNode, id) or abort(404)
    facts = facts_of([found])[found.id]
    line = line_of(found)
    may_edit = may_edit_chain(current_user, found.chain)
    return render_template(
        "chains/node.html",
        node=found,
        facts=facts,
        finding=assess(facts, found.reported_strength),
        line=line,
        linked_projects={p.id for p in line.projects if may_see(p, current_user)},
        history=history(found),
        may_edit=may_edit,
        suggestion=suggestion_for(found) if may_edit else None,
        at_work=at_work_on(found) if may_edit else None,
        strengths=STRENGTHS,
        seals=listing.SEALS,
    )


@bp.get("/nodes/<int:id>/break")
@public
def broken(id):
    """What if this node breaks: everything downstream, who stands there, and who could step in."""
    found = db.session.get(ChainNode, id) or abort(404)
    return render_template(
        "chains/break.html",
        node=found,
        shock=break_of(found),
        stand_ins=stand_ins(found),
        may_edit=may_edit_chain(current_user, found.chain),
        strengths=STRENGTHS,
        seals=listing.SEALS,
        back=url_for("chains.node", id=found.id),
    )
