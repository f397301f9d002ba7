"""Pages of organisations: the directory, which is also the officers' queue, and one organisation."""

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from app.access import public, requires, signed_in, visible_or_404
from app.accounts.blueprint import organisations_bp as bp
from app.accounts.models import ORGANISATION_KINDS, Organisation
from app.accounts.organisation_edit_views import may_revise
from app.accounts.queries import organisations, regions_in_use
from app.accounts.record import record_of
from app.accounts.workflow import ORGANISATION
from app.accounts.workflow import STAFF as INSIDE
from app.acting import take_action
from app.audit.operations import record
from app.audit.queries import timeline
from app.audit.telling import told
from app.exports import xlsx
from app.extensions import db
from app.header import header_of


@bp.get("/")
@public
def index():
    asked = _asked()
    chosen = organisations(current_user, **asked)
    if request.args.get("format") == "xlsx" and _is_staff():
        return _export(db.session.scalars(chosen).unique())
    return render_template(
        "organisations/index.html",
        page=db.paginate(chosen, per_page=20, max_per_page=100),
        asked=asked,
        sort=asked["sort"] or "name",
        kinds=list(ORGANISATION_KINDS.items()),
        regions=[(name, f"{name}（{count}）") for name, count in regions_in_use(current_user)],
        states=[(state.code.value, state.label) for state in ORGANISATION.states],
        state_of=ORGANISATION.state,
        is_staff=_is_staff(),
    )


@bp.get("/<int:id>")
@public
def show(id):
    return _page(visible_or_404(Organisation, id))


@bp.post("/<int:id>/contact")
@signed_in
def show_contact(id):
    """The telephone number in full, for those who may see it; that it was read goes on record."""
    thing = visible_or_404(Organisation, id)
    if not _is_inside(thing):
        return redirect(url_for(".show", id=id))
    record(thing, "read_contact", current_user, label="查看联系电话")
    db.session.commit()
    return _page(thing, contact_is_open=True)


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(Organisation, id, name)


@bp.get("/waiting")
@requires("organisation.verify")
def waiting():
    return redirect(url_for(".index", state="pending", sort="since"))


def _page(thing, contact_is_open=False):
    inside = _is_inside(thing)
    return render_template(
        "organisations/show.html",
        thing=thing,
        header=header_of(thing, current_user),
        act_url=lambda name: url_for(".act", id=thing.id, name=name),
        work=record_of(thing),
        is_inside=inside,
        is_ours=thing.id == current_user.organisation_id,
        may_edit=may_revise(thing),
        contact_is_open=contact_is_open,
        events=told(timeline(thing, public_only=not inside)),
    )


def _asked():
    asked = {k: request.args.get(k, "").strip() for k in ("q", "kind", "region", "state", "sort")}
    return asked if _is_staff() else asked | {"state": ""}


def _is_staff():
    return any(current_user.holds(role) for role in INSIDE)


def _is_inside(thing):
    return not thing.roles_of(current_user).isdisjoint(INSIDE)


def _export(rows):
    heads = ("编号", "单位名称", "类型", "统一社会信用代码", "区县", "状态", "状态起始", "联系人")
    return xlsx("单位", heads, (
        (o.number, o.name, o.kind_label, o.credit_code, o.region, ORGANISATION.state(o.state).label,
         o.state_since, o.contact_name)
        for o in rows
    ))  # fmt: skip
