"""One need beside one capability, before anybody has begun a match; and beginning it."""

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from app.access import requires, signed_in, visible_or_404
from app.capabilities.models import Capability
from app.extensions import db
from app.matches.models import Match
from app.matches.operations import suggest_match
from app.matches.page import may_compare, pair_page
from app.matches.queries import match_of
from app.matches.room import bp
from app.matches.rules import capability_is_published, need_is_public
from app.needs.models import Need
from app.workflow.declaration import Role
from forms.matches import OfferForm

# What one may begin with, by what one is to the pair: the button and what it sets off.
BEGINNINGS = (
    (Role.OWNER, "邀请对接", "能力方会收到您的意向；对方愿意后转市级审核，同意后开放联系方式。"),
    (
        Role.CONTRACTOR,
        "表示意向",
        "需求方会收到您的意向；对方愿意后转市级审核，同意后开放联系方式。",
    ),
    (Role.OFFICER, "推荐给双方", "双方各收到一条消息，都愿意谈后回到您这里审核。"),
)


@bp.get("/need/<int:need_id>/capability/<int:capability_id>")
@signed_in
def pair(need_id, capability_id):
    need, capability = _pair(need_id, capability_id)
    begun = match_of(need, capability)
    if begun is not None:
        return redirect(url_for(".show", id=begun.id))
    return _page(need, capability, OfferForm())


@bp.post("/need/<int:need_id>/capability/<int:capability_id>")
@requires("match.suggest")
def suggest(need_id, capability_id):
    need, capability = _pair(need_id, capability_id)
    form = OfferForm()
    if not form.validate():
        return _page(need, capability, form), 400
    match = suggest_match(need, capability, current_user, note=form.note.data or "")
    db.session.commit()
    flash(f"已发出：{match.title}", "ok")
    return redirect(url_for(".show", id=match.id))


def _pair(need_id, capability_id):
    need = visible_or_404(Need, need_id)
    capability = visible_or_404(Capability, capability_id)
    if not may_compare(need, capability, current_user):
        abort(403)
    return need, capability


def _page(need, capability, form):
    return render_template(
        "matches/pair.html",
        form=form,
        beginning=_beginning(need, capability),
        **pair_page(need, capability, current_user),
    )


def _beginning(need, capability):
    """{label, will, hint}: what the person may begin, or why not now; None where nothing is theirs."""
    match = Match(need=need, capability=capability)
    with db.session.no_autoflush:
        roles = match.roles_of(current_user)
        why = need_is_public(match) or capability_is_published(match)
    for role, label, will in BEGINNINGS:
        if role in roles:
            return {"label": label, "will": will, "refusal": why}
    return None
