"""补短板项目库: the list with its money and dates, one project with its whole line, the actions."""

from flask import render_template, request, url_for
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.accounts.roles import STAFF, may, works_for
from app.acting import take_action, url_of
from app.audit.queries import timeline
from app.audit.telling import told
from app.chains.queries import all_chains
from app.exports import xlsx
from app.extensions import db
from app.formats import format_date
from app.header import header_of
from app.reserve import (  # noqa: F401 - their routes join bp
    edit_views,
    progress_views,
    quarter_views,
    suggestion_views,
)
from app.reserve.listing import COLUMNS, exported, is_late
from app.reserve.models import BY_PROVIDER, LIVE, RESERVE_KINDS, ReserveProject
from app.reserve.queries import listed, sums_of
from app.reserve.room import bp
from app.reserve.rules import need_lost, needs_a_need
from app.reserve.trail import bars, seen_by, trail_of
from app.workflow.registry import workflow_named
from app.workflow.visible import may_edit, may_see


@bp.get("/")
@signed_in
def index():
    asked = {
        "chain_id": request.args.get("chain", type=int),
        "kind": request.args.get("kind", ""),
        "state": request.args.get("state", ""),
    }
    chosen = listed(current_user, **asked)
    if request.args.get("export") == "xlsx":
        items = db.session.scalars(chosen).unique()
        return xlsx("补短板项目库", COLUMNS, [exported(item, _label(item)) for item in items])
    items = db.session.scalars(chosen).unique().all()
    states = workflow_named("reserve").states
    return render_template(
        "reserve/index.html",
        rows=[(item, header_of(item, current_user)) for item in items],
        sums=[(state, one) for state, one in zip(states, sums_of(items).values(), strict=True)],
        asked=asked,
        kinds=RESERVE_KINDS,
        states=[("", "没有办结的"), ("all", "全部"), *((s.code.value, s.label) for s in states)],
        chains=[(chain.id, chain.name) for chain in all_chains()],
        is_late=is_late,
        lost=need_lost,
        may_suggest=may(current_user, "chain.edit"),
    )


@bp.get("/<int:id>")
@signed_in
def show(id):
    item = visible_or_404(ReserveProject, id)
    steps = seen_by(trail_of(item), lambda thing: may_see(thing, current_user))
    is_ours = works_for(current_user, item.organisation_id)
    return render_template(
        "reserve/show.html",
        item=item,
        header=header_of(item, current_user),
        line=steps,
        steps=bars(steps),
        url_of=url_of,
        is_late=is_late(item),
        lost=need_lost(item) if item.state in LIVE else None,
        may_edit=may_edit(item, current_user),
        may_report=item.state in LIVE[1:] and (is_ours or may_edit(item, current_user)),
        may_provide=item.kind in BY_PROVIDER and may_edit(item, current_user),
        may_write_need=is_ours and item.state in LIVE[1:] and needs_a_need(item)
        and item.kind not in BY_PROVIDER and may(current_user, "need.create"),
        events=told(timeline(item), True),
        act_url=lambda name: url_for(".act", id=item.id, name=name),
        crumbs=[("补短板项目库", url_for(".index")), (item.number, None)],
        by=f"{item.chain.name}，计划完成 {format_date(item.ends_on) or '未定'}",
        kinds=[item.kind_label],
        is_staff=any(map(current_user.holds, STAFF)),
    )  # fmt: skip


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(ReserveProject, id, name)


def _label(item):
    return workflow_named("reserve").state(item.state).label
