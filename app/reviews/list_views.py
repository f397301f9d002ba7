"""The list of reviews: an expert's own; for the commission all of them."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from app.access import signed_in
from app.exports import xlsx
from app.extensions import db
from app.header import header_of
from app.reviews.models import ReviewState
from app.reviews.queries import WAITING, listed
from app.workflow.declaration import Role
from app.workflow.registry import workflow_named

bp = Blueprint("reviews", __name__, url_prefix="/reviews")

SIZES = (10, 20, 50, 100)
COLUMNS = (
    "评审编号", "状态", "需求编号", "评审对象", "专家", "专家单位", "总分", "结论", "评审意见", "期限",
)  # fmt: skip


@bp.get("/")
@signed_in
def index():
    asked = {
        "text": request.args.get("q", "").strip(),
        "state": request.args.get("state", ""),
        "sort": request.args.get("sort", "-since"),
    }
    chosen = listed(current_user, **asked)
    if request.args.get("export") == "xlsx":
        return xlsx("评审", COLUMNS, map(_cells, db.session.scalars(chosen).unique()))
    per_page = request.args.get("per_page", 20, type=int)
    page = db.paginate(chosen, per_page=per_page if per_page in SIZES else 20, error_out=False)
    return render_template(
        "reviews/index.html",
        page=page,
        sizes=SIZES,
        rows=[_row(review) for review in page.items],
        asked=asked,
        is_filtered=bool(asked["text"] or asked["state"]),
        states=[(s.code.value, s.label) for s in workflow_named("reviews").states],
        is_expert=current_user.holds(Role.EXPERT),
        is_staff=current_user.holds(Role.OFFICER) or current_user.holds(Role.AUDITOR),
        own=_own_figures() if current_user.holds(Role.EXPERT) else None,
    )


def _own_figures():
    """How far an expert has come: what to declare, what to score, what is handed in."""
    rows = db.session.scalars(listed(current_user)).unique().all()
    mine = [row for row in rows if row.expert_id == current_user.id]
    counts = {state: sum(row.state is state for row in mine) for state in ReviewState}
    return {
        "asked": counts[ReviewState.ASKED],
        "at_work": counts[ReviewState.ACCEPTED],
        "submitted": counts[ReviewState.SUBMITTED],
        "whole": sum(counts[state] for state in (*WAITING, ReviewState.SUBMITTED)),
    }


def _row(review):
    return {
        "review": review,
        "header": header_of(review, current_user),
        "scored": sum(head in review.scores for head in review.sheet),
        "whole": len(review.sheet),
        "total": review.total if review.state is ReviewState.SUBMITTED else None,
    }


def _cells(review):
    header = header_of(review, current_user)
    is_done = review.state is ReviewState.SUBMITTED
    return (
        review.number,
        header.label,
        review.need.public_number,
        review.title,
        review.expert.name,
        review.expert.organisation.name if review.expert.organisation else "",
        review.total if is_done else None,
        review.recommendation_label if is_done else "",
        review.opinion if is_done else "",
        header.due,
    )
