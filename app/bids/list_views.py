"""The list of bids: a bidder's own; for the commission all opened ones and how many are sealed."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from app.access import signed_in
from app.accounts.roles import may
from app.bids.models import BidState
from app.bids.queries import listed, sealed_counts
from app.bids.responses import answers_of
from app.exports import xlsx
from app.extensions import db
from app.header import header_of
from app.workflow.registry import workflow_named

bp = Blueprint("bids", __name__, url_prefix="/bids")

SIZES = (10, 20, 50, 100)
COLUMNS = (
    "方案编号", "状态", "需求编号", "需求名称", "揭榜单位", "项目负责人", "报价（万元）", "周期（月）",
    "指标达到", "接近", "未达到", "不明", "需求方意见", "提交时间",
)  # fmt: skip


@bp.get("/")
@signed_in
def index():
    asked = {
        "text": request.args.get("q", "").strip(),
        "state": request.args.get("state", ""),
        "need_id": request.args.get("need_id", type=int),
        "sort": request.args.get("sort", "-since"),
    }
    chosen = listed(current_user, **asked)
    if request.args.get("export") == "xlsx":
        return xlsx("揭榜方案", COLUMNS, map(_cells, db.session.scalars(chosen).unique()))
    per_page = request.args.get("per_page", 20, type=int)
    page = db.paginate(chosen, per_page=per_page if per_page in SIZES else 20, error_out=False)
    return render_template(
        "bids/index.html",
        page=page,
        sizes=SIZES,
        rows=[_row(bid) for bid in page.items],
        sealed=sealed_counts(current_user),
        states=_states(),
        asked=asked,
        is_filtered=bool(asked["text"] or asked["state"] or asked["need_id"]),
        is_bidder=may(current_user, "bid.create"),
    )


def _states():
    return [(state.code.value, state.label) for state in workflow_named("bids").states]


def _row(bid):
    return {
        "bid": bid,
        "header": header_of(bid, current_user),
        "answers": answers_of(bid),
        "closes_at": bid.need.closes_at if bid.state is BidState.DRAFT else None,
    }


def _cells(bid):
    statuses = [answer.status for answer in answers_of(bid)]
    return (
        bid.number,
        header_of(bid, current_user).label,
        bid.need.public_number,
        bid.need.title,
        bid.organisation.name,
        bid.leader,
        None if bid.price is None else bid.price / 10_000,
        bid.duration_months,
        *(statuses.count(status) for status in ("met", "near", "unmet", "unknown")),
        bid.owner_opinion_label,
        bid.submitted_at,
    )
