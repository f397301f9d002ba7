"""组队建议: the smallest team for a need as a coverage matrix, and inviting its members together."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import requires, signed_in
from app.extensions import db
from app.matches.choosing import need_to_choose_for, tabs_of
from app.matches.invitations import Choice, invite
from app.matches.page import states
from app.matches.queries import by_capability
from app.matches.room import bp
from app.matches.teams import advice_for
from app.needs.rules import is_public
from app.workflow.declaration import Role
from forms.matches import OfferForm

# What an invitation is, by what one is to the need: the button and what it sets off.
INVITING = (
    (
        Role.OWNER,
        "邀请选中的单位",
        "各单位分别收到您的意向；愿意的转市级审核，同意后开放联系方式。",
    ),
    (Role.OFFICER, "推荐给选中的单位", "需求方和各单位分别收到消息，都愿意谈后回到您这里审核。"),
)
TOGETHER = "拟请与{others}组队，共同承担“{title}”。"


@bp.get("/need/<int:id>/team")
@signed_in
def team(id):
    return _page(need_to_choose_for(id), OfferForm())


@bp.post("/need/<int:id>/team")
@requires("match.suggest")
def invite_team(id):
    return sent_invitations(need_to_choose_for(id), _page)


def sent_invitations(need, page):
    """Invite whom the form names, and go on to the matches; `page` shows a form that is not right."""
    form = OfferForm()
    if not form.validate():
        return page(need, form), 400
    chosen = request.form.getlist("capability", type=int)
    matches = invite(need, chosen, current_user, note=form.note.data or "")
    db.session.commit()
    flash(f"已发出 {len(matches)} 份：{need.title}", "ok")
    return redirect(url_for(".index", q=need.title))


def inviting(need):
    """{label, will, refusal}: what the person may send, or why not now; None where nothing is theirs."""
    roles = need.roles_of(current_user)
    for role, label, will in INVITING:
        if role in roles:
            return {"label": label, "will": will, "refusal": is_public(need)}
    return None


def _page(need, form):
    advice = advice_for(need)
    members, begun = advice.members(advice.team) if advice.team else [], by_capability(need)
    if not form.is_submitted() and len(members) > 1:
        names = "、".join(f"{one.organisation.name}（{one.title}）" for one in members)
        form.note.data = TOGETHER.format(others=names, title=need.title)[:300]
    return render_template(
        "matches/team.html",
        need=need,
        tabs=tabs_of(need, "team"),
        advice=advice,
        members=members,
        choices=[Choice(one) for one in members if one.id not in begun],
        begun=begun,
        states=states(),
        inviting=inviting(need),
        form=form,
    )
