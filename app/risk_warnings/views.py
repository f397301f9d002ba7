"""供应预警: the list of warnings, one of them, and what its chain lead can do about it."""

from flask import render_template, request, url_for
from flask_login import current_user
from sqlalchemy import case

from app.access import requires, signed_in, visible_or_404
from app.acting import take_action
from app.audit.queries import timeline
from app.audit.telling import told
from app.chains.breaks import break_of
from app.chains.queries import all_chains
from app.exports import xlsx
from app.extensions import db
from app.header import header_of
from app.matches.stand_ins import stand_ins
from app.risk_warnings import signal_views  # noqa: F401 - its routes join bp
from app.risk_warnings.models import GRAVITY, LEVELS, RiskWarning, RiskWarningState
from app.risk_warnings.queries import open_by_level
from app.risk_warnings.readings import readings_of
from app.risk_warnings.room import bp
from app.workflow.visible import visible

COLUMNS = ("编号", "产业链", "环节", "级别", "情况", "状态", "发出", "办理期限")


@bp.get("/")
@requires("warning.read")
def index():
    asked = {"scope": request.args.get("scope", ""), "level": request.args.get("level", "")}
    gravest_first = case(GRAVITY, value=RiskWarning.level).desc()
    chosen = visible(RiskWarning, current_user).order_by(gravest_first, RiskWarning.created_at)
    if asked["scope"] != "all":
        chosen = chosen.where(RiskWarning.state != RiskWarningState.CLOSED)
    if chain_id := request.args.get("chain", type=int):
        chosen = chosen.where(RiskWarning.chain_id == chain_id)
    if asked["level"] in LEVELS:
        chosen = chosen.where(RiskWarning.level == asked["level"])
    if request.args.get("export") == "xlsx":
        found = db.session.scalars(chosen).unique()
        rows = [_exported(one, header_of(one, current_user)) for one in found]
        return xlsx("供应预警", COLUMNS, rows)
    page = db.paginate(chosen, per_page=None, max_per_page=100, error_out=False)
    return render_template(
        "risk_warnings/index.html",
        page=page,
        rows=[(warning, header_of(warning, current_user)) for warning in page.items],
        asked=asked | {"chain": chain_id},
        levels=LEVELS,
        chains=[(chain.id, chain.name) for chain in all_chains()],
        counts=open_by_level(current_user, chain_id),
    )


@bp.get("/<int:id>")
@signed_in
def show(id):
    warning = visible_or_404(RiskWarning, id)
    node = warning.node
    return render_template(
        "risk_warnings/show.html",
        warning=warning,
        header=header_of(warning, current_user),
        now_reads=readings_of([node])[node.id].get(warning.kind),
        shock=break_of(node),
        stand_ins=stand_ins(node, 5),
        events=told(timeline(warning), True),
        act_url=lambda name: url_for(".act", id=warning.id, name=name),
        crumbs=[("供应预警", url_for(".index")), (warning.number, None)],
    )


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(RiskWarning, id, name)


def _exported(warning, header):
    return (
        warning.number, warning.chain.name, warning.node.name, warning.level_label, warning.facts,
        header.label, warning.created_at, header.due,
    )  # fmt: skip
