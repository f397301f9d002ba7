"""Pages of needs: the public list and the actions; the rest of the room joins through imports."""

from flask import render_template, request
from flask_login import current_user
from sqlalchemy import and_, func, select

from app.access import public, signed_in
from app.acting import take_action
from app.calls.queries import open_calls
from app.exports import xlsx
from app.extensions import db
from app.needs import (  # noqa: F401 - their routes join bp
    counsel_views,
    desk_views,
    drafting_views,
    show_views,
)
from app.needs.filter_fields import public_fields
from app.needs.listing import (
    PUBLIC_COLUMNS,
    PUBLIC_SCOPES,
    in_scope,
    narrowed,
    page_of,
    spreadsheet,
)
from app.needs.models import LIST_KINDS, Need
from app.needs.queries import PUBLIC_STATES, open_now
from app.needs.room import bp
from app.workflow.registry import workflow_of
from app.workflow.visible import visible, where_visible


@bp.get("/")
@public
def index():
    args = request.args
    scope = args.get("scope", "") if args.get("scope") in PUBLIC_SCOPES else ""
    chosen = narrowed(visible(Need, current_user).where(in_scope(scope)), args)
    if args.get("export") == "xlsx":
        return xlsx("榜单", *spreadsheet(PUBLIC_COLUMNS, db.session.scalars(chosen).unique()))
    seen = and_(where_visible(Need, current_user), Need.state.in_(PUBLIC_STATES))
    filters = public_fields(args, seen)
    page = page_of(chosen, args)
    return render_template(
        "needs/index.html",
        page=page,
        found_in_all=0 if page.total or scope == "all" else _found_in_all(args),
        filters=filters,
        is_filtered=any(args.get(item["name"]) for item in filters),
        calls=open_calls(current_user),
        scope=PUBLIC_SCOPES[scope][0],
        is_open_scope=not scope,
        open_count=db.session.scalar(select(func.count()).select_from(open_now().subquery())),
        state_of=lambda need: workflow_of(Need).state(need.state),
        sort=args.get("sort", ""),
        list_kinds=LIST_KINDS,
    )


def _found_in_all(args):
    """What the same words and filters find in every public state: nobody should stop at a zero."""
    everywhere = narrowed(visible(Need, current_user).where(in_scope("all")), args)
    return len(db.session.scalars(everywhere).unique().all())


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(Need, id, name)
