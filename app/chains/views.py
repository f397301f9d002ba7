"""产业链: all chains with their weak places, one chain as a table, its nodes for a form."""

from flask import abort, jsonify, render_template, request
from flask_login import current_user

from app.access import public
from app.accounts.chain_leads import chains_led_by
from app.accounts.roles import may
from app.chain_offices.queries import lead_enterprises, may_ask, office_of
from app.chain_offices.room import may_see_desk
from app.chains import edit_views, kind_views, listing, node_views, table_views  # noqa: F401 - routes of bp
from app.chains.facts import facts_of
from app.chains.models import STRENGTHS, Chain, Strength
from app.chains.picture import folds, picture, short
from app.chains.queries import (
    StrengthCounts,
    Tally,
    all_chains,
    node_lines,
    strengths,
    tallies,
    worst_places,
)
from app.chains.room import bp, may_edit_chain
from app.chains.supply import links_outside, supplies_of
from app.exports import xlsx
from app.extensions import db
from app.workflow.visible import may_see


@bp.get("/")
@public
def index():
    chains, of_nodes, hanging = all_chains(), strengths(), tallies("chain_id")
    rows = [
        (chain, of_nodes.get(chain.id, StrengthCounts()), hanging.get(chain.id, Tally()))
        for chain in chains
    ]
    if request.args.get("export") == "xlsx":
        return xlsx("产业链", listing.CHAIN_COLUMNS, [listing.exported_chain(*row) for row in rows])
    return render_template(
        "chains/index.html", rows=rows, strengths=STRENGTHS, seals=listing.SEALS,
        meanings=listing.MEANINGS, may_place=may(current_user, "chain.edit"),
        led=chains_led_by(current_user) if current_user.is_authenticated else (),
    )  # fmt: skip


@bp.get("/<int:id>")
@public
def show(id):
    chain = db.session.get(Chain, id) or abort(404)
    lines = node_lines(chain)
    sort = request.args.get("sort", "strength")
    if request.args.get("export") == "xlsx":
        rows = [listing.exported_node(line) for line in listing.ordered(lines, sort)]
        return xlsx(chain.name, listing.NODE_COLUMNS, rows)
    opened = request.args.getlist("open")
    drawing, drawn_segments = picture(lines, supplies_of(chain), opened)
    leads = lead_enterprises(chain)
    counts = {s: sum(line.node.strength == s for line in lines) for s in Strength}
    return render_template(
        "chains/show.html",
        chain=chain,
        lines=listing.ordered(lines, sort),
        linked_projects={p.id for line in lines for p in line.projects if may_see(p, current_user)},
        drawing=drawing,
        drawn_segments=drawn_segments,
        facts=facts_of(chain.nodes),
        outside=links_outside(chain),
        opened=opened,
        folds=folds(lines),
        short=short,
        may_edit=may_edit_chain(current_user, chain),
        office=office_of(chain),
        lead_enterprises=leads,
        may_ask=may_ask(current_user, leads),
        may_see_desk=may_see_desk(current_user, chain),
        worst=worst_places(lines),
        counts=counts,
        strengths=STRENGTHS,
        seals=listing.SEALS,
        meanings=listing.MEANINGS,
        sort=sort,
    )


@bp.get("/<int:id>/nodes.json")
@public
def nodes(id):
    """The nodes of a chain, for the select that depends on it."""
    chain = db.session.get(Chain, id) or abort(404)
    return jsonify(
        nodes=[{"id": node.id, "name": node.name, "segment": node.segment} for node in chain.nodes]
    )
