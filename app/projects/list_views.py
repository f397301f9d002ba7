"""The list of projects: what is under way, where it stands, what is at risk."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from app.access import signed_in
from app.chains.models import Chain
from app.exports import xlsx
from app.extensions import db
from app.header import header_of
from app.projects.queries import (
    RISK_LABELS,
    RISK_ORDER,
    RISK_TONES,
    listed,
    next_milestone,
    passed_count,
    risk_of,
)
from app.workflow.registry import workflow_named

bp = Blueprint("projects", __name__, url_prefix="/projects")

SIZES = (10, 20, 50, 100)
COLUMNS = (
    "项目编号", "项目名称", "状态", "需求方", "揭榜方", "金额（万元）", "里程碑通过", "里程碑总数",
    "下一节点", "下一节点日期", "风险", "开始", "结束",
)  # fmt: skip


@bp.get("/")
@signed_in
def index():
    asked = {
        "text": request.args.get("q", "").strip(),
        "state": request.args.get("state", ""),
        "chain_id": request.args.get("chain", type=int),
    }
    rows = [_row(one) for one in db.session.scalars(listed(current_user, **asked)).unique()]
    sort = request.args.get("sort", "risk")
    rows = _sorted(rows, sort)
    if request.args.get("export") == "xlsx":
        return xlsx("项目", COLUMNS, map(_cells, rows))
    return render_template(
        "projects/index.html",
        rows=rows,
        asked=asked,
        sort=sort,
        is_filtered=any(asked.values()),
        states=[(s.code.value, s.label) for s in workflow_named("projects").states],
        chains=[(c.id, c.name) for c in db.session.scalars(db.select(Chain).order_by(Chain.name))],
    )


def _row(project):
    risk = risk_of(project)
    return {
        "project": project,
        "header": header_of(project, current_user),
        "passed": passed_count(project),
        "next": next_milestone(project),
        "risk": risk,
        "risk_label": RISK_LABELS[risk],
        "risk_tone": RISK_TONES[risk],
    }


SORTS = {
    "risk": lambda row: (RISK_ORDER[row["risk"]], -row["project"].id),
    "number": lambda row: row["project"].number,
    "amount": lambda row: row["project"].amount,
    "ends": lambda row: str(row["project"].ends_on or "9999"),
}


def _sorted(rows, sort):
    return sorted(rows, key=SORTS.get(sort.lstrip("-"), SORTS["risk"]), reverse=sort[:1] == "-")


def _cells(row):
    project, coming = row["project"], row["next"]
    return (
        project.number,
        project.title,
        row["header"].label,
        project.organisation.name,
        project.contractor.name,
        project.amount / 10_000,
        row["passed"],
        len(project.milestones),
        coming.name if coming else "",
        coming.due_on if coming else None,
        row["risk_label"],
        project.starts_on,
        project.ends_on,
    )
