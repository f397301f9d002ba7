"""Pages of capabilities: the public library, one capability, one's own."""

from flask import abort, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from app.access import public, signed_in, visible_or_404
from app.accounts.roles import may
from app.acting import take_action
from app.audit.queries import timeline
from app.audit.telling import told
from app.capabilities import form_views  # noqa: F401 - its routes join bp
from app.capabilities.listing import COLUMNS, MINE_FIELDS, chosen_of, fields_of, row_of
from app.capabilities.models import Capability, CapabilityState
from app.capabilities.room import bp
from app.exports import xlsx
from app.extensions import db
from app.header import header_of
from app.matches.recommendations import open_needs_for
from app.workflow.declaration import Role
from app.workflow.registry import workflow_of
from app.workflow.visible import may_edit

EXPORTED = 5000
INSIDERS = {Role.OWNER, Role.OFFICER, Role.AUDITOR}
SUITABLE = 5


@bp.get("/")
@public
def index():
    """The public library; what is not published is on its organisation's own page."""
    published = select(Capability).where(Capability.state == CapabilityState.PUBLISHED)
    return _list("capabilities/index.html", published, "能力库", fields_of(request.args))


@bp.get("/mine")
@signed_in
def mine():
    if current_user.organisation_id is None:
        abort(403)
    ours = select(Capability).where(Capability.organisation_id == current_user.organisation_id)
    fields = fields_of(request.args, MINE_FIELDS)
    return _list("capabilities/mine.html", ours, "我的能力", fields)


@bp.get("/<int:id>")
@public
def show(id):
    capability = visible_or_404(Capability, id)
    roles = capability.roles_of(current_user)
    insider = not roles.isdisjoint(INSIDERS)
    is_found = Role.OWNER in roles and capability.state is CapabilityState.PUBLISHED
    return render_template(
        "capabilities/show.html",
        capability=capability,
        header=header_of(capability, current_user),
        tab="log" if request.args.get("tab") == "log" else "content",
        events=told(timeline(capability, public_only=not insider), insider),
        insider=insider,
        editable=may_edit(capability, current_user),
        suitable=open_needs_for(capability)[:SUITABLE] if is_found else [],
        is_found=is_found,
        act_url=lambda name: url_for(".act", id=id, name=name),
    )


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(Capability, id, name)


def _list(template, chosen, title, fields):
    chosen = chosen_of(chosen, request.args)
    if request.args.get("export") == "xlsx":
        rows = db.session.scalars(chosen.limit(EXPORTED)).unique()
        return xlsx(title, COLUMNS, [row_of(row) for row in rows])
    states = workflow_of(Capability).states
    return render_template(
        template,
        page=db.paginate(chosen, max_per_page=100, error_out=False),
        fields=fields,
        is_filtered=any(field["value"] for field in fields),
        sort=request.args.get("sort", ""),
        states={state.code: state for state in states},
        may_create=may(current_user, "capability.create"),
    )
