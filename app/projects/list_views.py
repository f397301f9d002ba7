"""The list of projects: what is under way, where it stands, what is at risk."""

from flask import render_template, request
from flask_login import current_user
from sqlalchemy import func, select

from app.access import signed_in
from app.accounts.roles import STAFF
from app.chains.models import Chain
from app.exports import xlsx
from app.extensions import db
from app.header import header_of
from app.projects.presenting import RISK_LABELS, RISK_TONES
from app.projects.queries import UNREPORTED, listed, next_milestone, passed_count, risk_of
from app.projects.room import bp
from app.workflow.registry import workflow_named

SIZES = (10, 20, 50, 100)
COLUMNS = (
    "项目编号", "项目名称", "产业链", "状态", "需求方", "揭榜方", "金额（万元）", "里程碑通过", "里程碑总数",
    "下一节点", "下一节点日期", "风险", "开始", "结束",
)  # fmt: skip
RISKS = [("red", "红"), ("amber", "黄"), ("green", "绿"), (UNREPORTED, "还没有报告")]
SIDES = [("owner", "本单位提出的"), ("contractor", "本单位承担的")]


@bp.get("/")
@signed_in
def index():
    is_staff = any(current_user.holds(role) for role in STAFF)
    asked = {
        "text": request.args.get("q", "").strip(),
        "state": request.args.get("state", ""),
        "chain_id": request.args.get("chain", type=int),
        "risk": request.args.get("risk", ""),
        "side": request.args.get("side", ""),
    }
    # Officers come to see what is going wrong; everybody else what moved last.
    sort = request.args.get("sort", "risk" if is_staff else "-since")
    chosen = listed(current_user, **asked, sort=sort)
    if request.args.get("export") == "xlsx":
        rows = [_row(one) for one in db.session.scalars(chosen).unique()]
        return xlsx("项目", COLUMNS, map(_cells, rows))
    per_page = request.args.get("per_page", 20, type=int)
    page = db.paginate(chosen, per_page=per_page if per_page in SIZES else 20, error_out=False)
    return render_template(
        "projects/index.html",
        page=page,
        sizes=SIZES,
        rows=[_row(one) for one in page.items],
        asked=asked,
        sort=sort,
        is_staff=is_staff,
        is_filtered=any(asked.values()),
        figures=_figures() if is_staff else [],
        states=_states(),
        risks=RISKS,
        sides=[] if is_staff else SIDES,
        chains=[(c.id, c.name) for c in db.session.scalars(select(Chain).order_by(Chain.name))],
    )


def _states():
    scopes = [("active", "未办结"), ("over", "已办结"), ("late", "里程碑超期")]
    return scopes + [(s.code.value, s.label) for s in workflow_named("projects").states]


def _figures():
    """[(count, words, tone, filter)] for those who watch over all projects."""
    asked = (
        ("个未办结", "", {"state": "active"}),
        ("个报了红色风险", "late", {"state": "active", "risk": "red"}),
        ("个报了黄色风险", "", {"state": "active", "risk": "amber"}),
        ("个里程碑超期", "late", {"state": "late"}),
    )
    return [(_count(filters), words, tone, filters) for words, tone, filters in asked]


def _count(filters):
    state, risk = filters["state"], filters.get("risk", "")
    chosen = listed(current_user, state=state, risk=risk).order_by(None)
    return db.session.scalar(select(func.count()).select_from(chosen.subquery()))


def _row(project):
    risk = risk_of(project)
    return {
        "project": project,
        "header": header_of(project, current_user),
        "passed": passed_count(project),
        "next": next_milestone(project),
        "risk_label": RISK_LABELS[risk],
        "risk_tone": RISK_TONES[risk],
    }


def _cells(row):
    project, coming = row["project"], row["next"]
    return (
        project.number,
        project.title,
        project.need.chain.name if project.need.chain else "",
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
