"""待我办理 and the messages."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import signed_in
from app.accounts.roles import STAFF
from app.audit.things import named_things
from app.exports import xlsx
from app.extensions import db
from app.figures.funnel import funnel
from app.figures.watch import watched_by
from app.inbox import desk as lists
from app.inbox.beginnings import beginnings
from app.inbox.models import Message
from app.inbox.operations import mark_read
from app.inbox.others import waiting_for_others
from app.inbox.queries import messages_of, unread_of
from app.inbox.recent import changes
from app.inbox.todo import end_of_week, waiting_for
from app.joint_needs.suggestions import suggestions
from app.needs.models import Need
from app.needs.radar import suspected
from app.workflow.declaration import Role

bp = Blueprint("inbox", __name__, url_prefix="/inbox")


@bp.get("/desk")
@signed_in
def desk():
    waiting = waiting_for(current_user)
    items = lists.narrowed(waiting.items, request.args)
    if request.args.get("export") == "xlsx":
        return xlsx("待我办理", lists.COLUMNS, [lists.exported(item) for item in items])
    page = lists.page_of(items, request.args)
    queues, total = lists.queues_of(waiting)
    others = waiting_for_others(current_user)
    recent, recent_count = changes(current_user)
    is_staff = any(current_user.holds(role) for role in STAFF)
    needs, milestones = watched_by(current_user)
    repeated = suspected([i.thing for i in page.items if isinstance(i.thing, Need)], current_user)
    return render_template(
        "inbox/desk.html",
        waiting=waiting,
        page=page,
        lines=[lists.line_of(item, repeated) for item in page.items],
        queues=queues,
        total=total,
        worst=lists.worst(waiting.items),
        week_ends=end_of_week(),
        filters=lists.filter_fields(waiting.items, request.args),
        is_filtered=any(request.args.get(name) for name in lists.FILTERS),
        sort=request.args.get("sort", "due"),
        others=others,
        recent=recent,
        recent_count=recent_count,
        funnel=funnel() if is_staff else None,
        beginnings=beginnings(current_user),
        unanswered=needs,
        late_milestones=milestones,
        groups=_groups(),
    )


def _groups():
    """What an officer could bring together; the rest of us decide nothing of it."""
    if not current_user.holds(Role.OFFICER):
        return []
    return [group for group in suggestions(current_user) if group.can_be_joined]


@bp.get("/messages")
@signed_in
def messages():
    chosen = messages_of(current_user)
    only_unread = request.args.get("show") == "unread"
    if only_unread:
        chosen = unread_of(current_user)
    page = db.paginate(chosen, per_page=20, max_per_page=100, error_out=False)
    things = named_things({(m.thing_kind, m.thing_id) for m in page.items})
    return render_template("inbox/messages.html", page=page, things=things, only_unread=only_unread)


@bp.post("/messages/<int:id>/read")
@signed_in
def open_message(id):
    """Mark one read and go to what it is about; another person's message is not there."""
    message = db.session.get(Message, id)
    if message is None or message.user_id != current_user.id:
        abort(404)
    mark_read([message])
    db.session.commit()
    thing = named_things({(message.thing_kind, message.thing_id)})
    known = thing.get((message.thing_kind, message.thing_id))
    return redirect(known.href if known else url_for("inbox.messages"))


@bp.post("/messages/read")
@signed_in
def read_all():
    rows = db.session.scalars(unread_of(current_user)).all()
    mark_read(rows)
    db.session.commit()
    flash(f"{len(rows)} 条消息标为已读", "ok")
    return redirect(url_for("inbox.messages"))
