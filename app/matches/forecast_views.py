"""流榜预警: the forecast of one need with what would help, and of all needs before their lists."""

from flask import render_template
from flask_login import current_user
from sqlalchemy import select

from app.access import requires, signed_in
from app.extensions import db
from app.matches import forecast_words as words
from app.matches.choosing import need_to_choose_for, tabs_of
from app.matches.forecast import forecast_of
from app.matches.proposals import proposals
from app.matches.room import bp
from app.matches.teams_views import inviting, sent_invitations
from app.needs.models import Need, NeedState
from app.needs.queries import open_now
from app.workflow.registry import workflow_of
from app.workflow.visible import where_visible
from forms.matches import OfferForm

WAITING = (NeedState.VETTED, NeedState.LISTED)
SHOWN = 20


@bp.get("/need/<int:id>/forecast")
@signed_in
def forecast(id):
    return _page(need_to_choose_for(id), OfferForm())


@bp.post("/need/<int:id>/forecast")
@requires("match.suggest")
def invite_candidates(id):
    return sent_invitations(need_to_choose_for(id), _page)


@bp.get("/forecasts")
@requires("call.create")
def forecasts():
    """Needs that wait for a list or are on one, for whoever builds lists."""
    chosen = select(Need).where(where_visible(Need, current_user), Need.state.in_(WAITING))
    waiting = db.paginate(chosen.order_by(Need.state_since), per_page=SHOWN, max_per_page=SHOWN)
    running = db.session.scalars(open_now().order_by(Need.closes_at).limit(SHOWN)).unique()
    return render_template(
        "matches/forecasts.html",
        page=waiting,
        waiting=[line_of(need) for need in waiting],
        running=[line_of(need) for need in running],
    )


def line_of(need):
    """One need with its risk and what would help most, for lists."""
    return {"need": need, "state": workflow_of(need).state(need.state)} | words.risk_of(need)


def _page(need, form):
    found = forecast_of(need)
    useful = [one for one in found.relaxations if one.best is not None]
    return render_template(
        "matches/forecast.html",
        need=need,
        tabs=tabs_of(need, "forecast"),
        forecast=found,
        tone=words.TONES[found.level],
        headline=words.headline(found),
        reasons=words.reasons_of(found),
        advice=words.advice_on(found.best),
        relaxing=words.relaxing(found),
        raising=words.raising(found),
        relaxations=[
            (one.condition, words.name(one.condition), words.steps_of(found, one)) for one in useful
        ],
        idle=[words.name(one.condition) for one in found.relaxations if one.best is None],
        most=max((step.bidders for one in found.relaxations for step in one.steps), default=0),
        proposed=proposals(need, found),
        inviting=inviting(need),
        form=form,
    )
