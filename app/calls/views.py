"""Pages of calls: the list and one call; building one joins through imports."""

from flask import render_template, request, url_for
from flask_login import current_user

from app.access import public, signed_in, visible_or_404
from app.accounts.roles import may
from app.acting import take_action, url_of
from app.audit.queries import timeline
from app.audit.telling import told
from app.calls import building_views  # noqa: F401 - its routes join bp
from app.calls.models import Call, CallState
from app.calls.queries import newest_first
from app.calls.room import bp
from app.extensions import db
from app.header import header_of
from app.matches.forecast_words import risk_of
from app.needs.models import LIST_KINDS
from app.needs.queries import waiting_for_a_call
from app.workflow.registry import workflow_of
from app.workflow.visible import may_edit, visible

NEXT = {
    CallState.DRAFT: "编好后发布，里面的需求同时公开，揭榜开始。",
    CallState.PUBLISHED: "到截止时间停止接收方案，转入开榜和评审。",
    CallState.CLOSED: "逐件开榜、资格审查、评审定榜。",
}


@bp.get("/")
@public
def index():
    chosen = newest_first(visible(Call, current_user))
    states = {state.code: state for state in workflow_of(Call).states}
    return render_template(
        "calls/index.html",
        page=db.paginate(chosen, per_page=20, max_per_page=100, error_out=False),
        list_kinds=LIST_KINDS,
        state_of=lambda call: states[call.state],
    )


@bp.get("/<int:id>")
@public
def show(id):
    call = visible_or_404(Call, id)
    insider = may(current_user, "call.create")
    events = timeline(call, public_only=not insider)
    editable = may_edit(call, current_user)
    tab = "log" if request.args.get("tab") == "log" else "content"
    vetted = waiting_for_a_call(call.list_kind)
    waiting = db.session.scalars(vetted).unique().all() if editable else []
    return render_template(
        "calls/show.html",
        call=call,
        header=header_of(call, current_user),
        next=NEXT.get(call.state, ""),
        tab=tab,
        tabs=[
            {"label": "内容", "href": url_of(call), "is_current": tab == "content"},
            {"label": "记录", "href": url_of(call, tab="log"), "is_current": tab == "log",
             "count": len(events)},
        ],
        events=told(events, insider),
        needs=shown_needs(call),
        list_kind=LIST_KINDS[call.list_kind],
        editable=editable,
        waiting=waiting,
        risks={need.id: risk_of(need) for need in waiting},
        act_url=lambda name: url_for("calls.act", id=call.id, name=name),
    )  # fmt: skip


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(Call, id, name)


def shown_needs(call):
    """[(need, its state)]: a need that was put back for another call is no longer here."""
    workflow = workflow_of(call.needs[0]) if call.needs else None
    return [(need, workflow.state(need.state)) for need in call.needs]
