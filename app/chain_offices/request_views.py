"""Service requests: the list, raising or entering one, one of them, and the moves on it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.acting import take_action, url_of
from app.audit.queries import timeline
from app.audit.telling import told
from app.chain_offices.queries import lead_enterprises, led_by_organisation
from app.chain_offices.request_models import GOING_ON, SERVICE_KINDS, ServiceRequest
from app.chain_offices.request_operations import ask_service
from app.chain_offices.room import service_requests as bp
from app.chains.models import Chain
from app.chains.room import may_edit_chain
from app.clock import today
from app.exports import xlsx
from app.extensions import db
from app.header import header_of
from app.workflow.visible import visible
from forms.chain_offices import ServiceRequestForm

COLUMNS = (
    "编号",
    "产业链",
    "企业",
    "类别",
    "要办什么",
    "提出",
    "状态",
    "答复",
    "答复时间",
    "答复人",
)


@bp.get("/")
@signed_in
def index():
    chosen = visible(ServiceRequest, current_user).order_by(ServiceRequest.id.desc())
    if chain_id := request.args.get("chain", type=int):
        chosen = chosen.where(ServiceRequest.chain_id == chain_id)
    if request.args.get("scope") != "all":
        chosen = chosen.where(ServiceRequest.state.in_(GOING_ON))
    found = db.session.scalars(chosen).unique().all()
    if request.args.get("export") == "xlsx":
        return xlsx("一企一策", COLUMNS, [_exported(one) for one in found])
    return render_template(
        "service_requests/index.html",
        rows=[(one, header_of(one, current_user)) for one in found],
        scope=request.args.get("scope", ""),
        chains=led_by_organisation(current_user.organisation_id),
    )


@bp.route("/new/<int:chain_id>", methods=["GET", "POST"])
@signed_in
def new(chain_id):
    """By a lead enterprise for itself, or entered by the office for one of them."""
    chain = db.session.get(Chain, chain_id) or abort(404)
    able = {lead.organisation_id: lead.organisation for lead in _able(chain)}
    if not able:
        abort(403)
    form = ServiceRequestForm(
        enterprises=[(str(id), one.name) for id, one in able.items()], kinds=SERVICE_KINDS.items(),
        latest=today(), data=_given(able),
    )  # fmt: skip
    if form.validate_on_submit():
        asked = ask_service(
            chain, able[int(form.organisation.data)], current_user, form.asked_on.data,
            title=form.title.data, details=form.details.data, kind=form.kind.data,
        )  # fmt: skip
        db.session.commit()
        flash("诉求已提出，链长办公室会收到", "ok")
        return redirect(url_of(asked))
    page = render_template("service_requests/new.html", form=form, chain=chain)
    return page, 400 if form.is_submitted() else 200


@bp.get("/<int:id>")
@signed_in
def show(id):
    asked = visible_or_404(ServiceRequest, id)
    return render_template(
        "service_requests/show.html",
        asked=asked,
        header=header_of(asked, current_user),
        events=told(timeline(asked), True),
        act_url=lambda name: url_for(".act", id=asked.id, name=name),
        crumbs=[("服务诉求", url_for(".index")), (asked.number, None)],
    )


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(ServiceRequest, id, name)


def _able(chain):
    """The lead enterprises this person may ask for."""
    leads = lead_enterprises(chain)
    if may_edit_chain(current_user, chain):
        return leads
    return [lead for lead in leads if lead.organisation_id == current_user.organisation_id]


def _given(able):
    only = str(next(iter(able))) if len(able) == 1 else ""
    return {"organisation": only, "asked_on": today()}


def _exported(one):
    label = header_of(one, current_user).label
    return (
        one.number, one.chain.name, one.organisation.name, one.kind_label, one.title, one.asked_on,
        label, one.result, one.answered_at, one.answered_by.name if one.answered_by else "",
    )  # fmt: skip
