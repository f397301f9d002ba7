"""One review: the declaration first, then the material beside the score sheet."""

from dataclasses import replace

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.acting import take_action, url_of
from app.audit.queries import timeline
from app.audit.telling import told
from app.bids.responses import answers_of
from app.clock import now
from app.extensions import db
from app.files.queries import attachments_of
from app.header import header_of
from app.reviews import asking_views  # noqa: F401 - its pages hang on the same blueprint
from app.reviews.list_views import bp
from app.reviews.models import AT_WORK, RECOMMENDATIONS, Review, ReviewState
from app.reviews.operations import revise_review
from app.workflow.advance import advance
from app.workflow.declaration import Role
from app.workflow.visible import may_edit, may_see
from forms.differences import differences
from forms.reviews import score_form, scores_of


@bp.get("/<int:id>")
@signed_in
def show(id):
    review = visible_or_404(Review, id)
    return _page(review, _form(review) if may_edit(review, current_user) else None)


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@signed_in
def save(id):
    review = visible_or_404(Review, id)
    if request.method == "GET":
        return redirect(url_of(review))
    form = _form(review, request.form)
    if not may_edit(review, current_user):
        return _too_late(review, form)
    if _is_stale(review):
        return _page(review, form, differences(_form(review), form)), 409
    if not form.validate_draft():
        return _page(review, form), 400
    revise_review(review, _written(form), current_user)
    db.session.commit()
    if "submit" not in request.form:
        flash("已保存，还没有提交", "ok")
        return redirect(url_of(review))
    form = _form(review, request.form)
    if not form.validate():
        return _page(review, form), 400
    advance(review, "submit", current_user)
    db.session.commit()
    flash(f"已提交评审：{review.title}", "ok")
    return redirect(url_for(".index"))


@bp.post("/<int:id>/autosave")
@signed_in
def autosave(id):
    review = visible_or_404(Review, id)
    form = _form(review, request.form)
    if not may_edit(review, current_user) or _is_stale(review):
        return jsonify(error="这件评审已经变了，没有保存"), 409
    if not form.validate_draft():
        return jsonify(error="有填写的内容读不懂，改好再存", fields=form.summary()), 422
    revise_review(review, _written(form), current_user)
    db.session.commit()
    return jsonify(saved_at=now().isoformat() + "Z", version=review.version)


@bp.post("/<int:id>/actions/<name>")
@signed_in
def act(id, name):
    return take_action(Review, id, name)


def _page(review, form, changed=()):
    is_expert = Role.PANELIST in review.roles_of(current_user)
    is_done = review.state is ReviewState.SUBMITTED
    shows_material = not is_expert or review.state in AT_WORK
    bid = review.bid if review.bid_id and may_see(review.bid, current_user) else None
    return render_template(
        "reviews/show.html",
        review=review,
        need=review.need,
        bid=bid,
        header=_header(review),
        act_url=lambda name: url_for(".act", id=review.id, name=name),
        form=form,
        changed=changed,
        is_expert=is_expert,
        is_done=is_done,
        shows_material=shows_material,
        shows_need=shows_material and may_see(review.need, current_user),
        shows_scores=is_done,
        answers=answers_of(bid) if bid and shows_material else [],
        files=attachments_of(bid) if bid and shows_material else [],
        events=told(timeline(review)),
        scored=sum(head in review.scores for head in review.sheet),
    )


def _header(review):
    """Handing in is the score sheet's own button; the head does not offer it twice."""
    header = header_of(review, current_user)
    return replace(
        header,
        actions=tuple(action for action in header.actions if action.name != "submit"),
        held_back=tuple(pair for pair in header.held_back if pair[0].name != "submit"),
    )


def _form(review, formdata=None):
    return score_form(review.sheet, RECOMMENDATIONS.items(), formdata, review)


def _written(form):
    return {
        "scores": scores_of(form),
        "recommendation": form.recommendation.data or "",
        "opinion": form.opinion.data or "",
    }


def _too_late(review, form):
    typed = [(label, said) for label, _kept, said in differences(_form(review), form)]
    page = render_template(
        "errors/409.html",
        reason="这件评审已经提交或已改请他人，不能再改",
        typed=typed,
        back=url_of(review),
    )
    return page, 409


def _is_stale(review):
    version = request.form.get("version", "")
    return version.isdigit() and int(version) != review.version
