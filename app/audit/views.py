"""审计: who did what to which thing and when, with filters, export and the proof of the chain."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from app.access import requires
from app.audit import listing
from app.audit.models import AuditEvent, AuditHead
from app.audit.queries import first_broken
from app.audit.things import named_things
from app.exports import xlsx
from app.extensions import db

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("/")
@requires("audit.read")
def index():
    chosen = listing.narrowed(listing.readable(current_user), request.args)
    if request.args.get("export") == "xlsx":
        events = db.session.scalars(chosen.limit(listing.MOST_EXPORTED)).all()
        things = _things_of(events)
        rows = [listing.exported(event, things.get(_pair(event))) for event in events]
        return xlsx("审计记录", listing.COLUMNS, rows)
    page = db.paginate(chosen, per_page=50, max_per_page=200, error_out=False)
    is_filtered = any(request.args.get(name) for name in listing.FILTERS)
    return render_template(
        "audit/index.html",
        page=page,
        things=_things_of(page.items),
        kinds=listing.kinds(),
        state_label=listing.state_label,
        args=request.args,
        is_filtered=is_filtered,
        most_exported=listing.MOST_EXPORTED,
        sealed=0 if is_filtered else listing.sealed_count(current_user),
    )


@bp.post("/verify")
@requires("audit.read")
def verify():
    """Walk the whole chain and say whether every link holds."""
    broken = first_broken()
    head = db.session.get(AuditHead, 1)
    event = db.session.get(AuditEvent, broken) if broken else None
    return render_template("audit/verify.html", broken=broken, head=head, event=event)


def _things_of(events):
    return named_things({_pair(event) for event in events})


def _pair(event):
    return event.thing_kind, event.thing_id
