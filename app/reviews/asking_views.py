"""The officer's side of reviews: whom to ask, how far they are, what their scores come to."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import requires, signed_in, visible_or_404
from app.accounts.roles import may
from app.bids.models import Bid
from app.bids.queries import opened_of
from app.extensions import db
from app.header import header_of
from app.needs.models import Need
from app.reviews.asking import panel_for
from app.reviews.list_views import bp
from app.reviews.models import ReviewState
from app.reviews.operations import ask_expert
from app.reviews.queries import reviews_of
from app.reviews.summaries import PASS_LINE, TRIM_FROM, summary
from app.workflow.advance import offered
from app.workflow.declaration import Role
from forms.reviews import AskForm

READS_ALL = {Role.OFFICER, Role.AUDITOR}


@bp.route("/ask", methods=["GET", "POST"])
@requires("review.ask")
def ask():
    need, bid = _subject()
    panel = panel_for(need, bid)
    form = _form(panel)
    if request.method == "POST" and not panel.why_not and form.validate():
        count = _ask_all(need, panel, form)
        db.session.commit()
        flash(f"已发出 {count} 件评审邀请，专家会收到消息", "ok")
        return redirect(url_for(".of_need", id=need.id))
    status = 409 if panel.why_not else 400 if request.method == "POST" else 200
    page = render_template("reviews/ask.html", need=need, bid=bid, offer=panel, form=form)
    return page, status


@bp.get("/need/<int:id>")
@signed_in
def of_need(id):
    need = visible_or_404(Need, id)
    if need.roles_of(current_user).isdisjoint(READS_ALL):
        abort(404)
    subjects = [_part(need, None), *(_part(need, bid) for bid in opened_of(need, current_user))]
    return render_template(
        "reviews/of_need.html",
        need=need,
        header=header_of(need, current_user, need.public_number),
        subjects=[part for part in subjects if part["rows"] or part["bid"]],
        may_ask=may(current_user, "review.ask") and not panel_for(need).why_not,
        pass_line=PASS_LINE,
        trim_from=TRIM_FROM,
    )


def _part(need, bid):
    """One subject of the page: the need itself or one bid, with its experts and their scores."""
    reviews = reviews_of(need, bid)
    return {
        "bid": bid,
        "summary": summary(reviews),
        "rows": [
            {
                "review": review,
                "header": header_of(review, current_user),
                "total": review.total if review.state is ReviewState.SUBMITTED else None,
                "may_replace": any(a.name == "replace" for a in offered(review, current_user)),
            }
            for review in reviews
        ],
    }


def _subject():
    """(need, bid or None) from ?bid_id= or ?need_id=."""
    if bid_id := request.values.get("bid_id", type=int):
        bid = visible_or_404(Bid, bid_id)
        return bid.need, bid
    return visible_or_404(Need, request.values.get("need_id", 0, type=int)), None


def _form(panel):
    bids = [(bid.id, f"{bid.number} {bid.organisation.name}") for bid in panel.subjects if bid]
    people = [(one.expert.id, one.expert.name) for one in panel.candidates]
    chosen = {"subjects": [id for id, _label in bids]}
    return AskForm(data=chosen, subjects=bids, experts=people)


def _ask_all(need, panel, form):
    """One review for each chosen expert and subject that was not asked for before."""
    wanted = set(form.subjects.data)
    count = 0
    for candidate in panel.candidates:
        if candidate.expert.id not in form.experts.data:
            continue
        for bid in candidate.open_subjects:
            if bid is None or bid.id in wanted:
                ask_expert(need, candidate.expert, current_user, form.question.data or "", bid)
                count += 1
    return count
