"""Opened bids side by side, and what the need's owner says of each."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import signed_in, visible_or_404
from app.acting import url_of
from app.bids.list_views import bp
from app.bids.models import OWNER_OPINIONS, Bid
from app.bids.operations import record_owner_opinion
from app.bids.queries import opened_of, sealed_count
from app.bids.responses import answers_of
from app.bids.rules import owner_may_answer
from app.exports import xlsx
from app.extensions import db
from app.formats import figure, goal
from app.header import header_of
from app.needs.models import Need
from app.reviews.queries import reviews_of
from app.reviews.summaries import summary
from app.workflow.declaration import NotNow, NotYours, Role
from forms.bids import OwnerOpinionForm

COMPARES = {Role.OWNER, Role.OFFICER, Role.AUDITOR}
WORDS = {"met": "达到", "near": "接近", "unmet": "未达到", "unknown": "不明"}


@bp.get("/need/<int:need_id>/compare")
@signed_in
def compare(need_id):
    need = visible_or_404(Need, need_id)
    roles = need.roles_of(current_user)
    if roles.isdisjoint(COMPARES):
        abort(404)
    columns = [_column(bid) for bid in opened_of(need, current_user)]
    if request.args.get("export") == "xlsx":
        return _sheet(need, columns)
    return render_template(
        "bids/compare.html",
        need=need,
        header=header_of(need, current_user, need.public_number),
        columns=columns,
        # The owner is told the number only with the opening; the commission prepares it.
        sealed=sealed_count(need) if Role.OWNER not in roles else None,
        is_owner=Role.OWNER in roles,
        is_staff=not roles.isdisjoint({Role.OFFICER, Role.AUDITOR}),
    )


@bp.post("/<int:id>/owner-opinion")
@signed_in
def owner_opinion(id):
    bid = visible_or_404(Bid, id)
    if Role.OWNER not in bid.roles_of(current_user):
        raise NotYours("只有需求方可以对方案表态")
    form = opinion_form(bid)
    if (version := form_version()) is not None and version != bid.version:
        raise NotNow("您打开页面之后，别人已经改动过这一件；请看过现在的内容再表态")
    if not form.validate():
        return render_template("bids/opinion.html", bid=bid, form=form), 400
    record_owner_opinion(bid, form.owner_opinion.data, form.owner_note.data or "", current_user)
    db.session.commit()
    flash(f"已登记需求方意见：{bid.owner_opinion_label}", "ok")
    if request.form.get("back") == "compare":
        return redirect(url_for(".compare", need_id=bid.need_id))
    return redirect(url_of(bid))


def opinion_form(bid):
    return OwnerOpinionForm(obj=bid, opinions=OWNER_OPINIONS.items())


def form_version():
    return request.form.get("version", type=int)


def _column(bid):
    """One bid as a column of the comparison."""
    answers = answers_of(bid)
    return {
        "bid": bid,
        "header": header_of(bid, current_user),
        "label": bid.organisation.name,
        "href": url_of(bid),
        "note": bid.number,
        "results": answers,
        "answers": {row.indicator.id: row for row in answers if row.response is not None},
        "summary": summary(reviews_of(bid.need, bid)),
        "may_answer": owner_may_answer(bid) is None,
    }


def _sheet(need, columns):
    rows = []
    for position, indicator in enumerate(need.indicators, start=1):
        row = [f"{position} {indicator.name}", f"{goal(indicator)} {indicator.unit}".strip()]
        rows.append(row + [_promise(column["answers"].get(indicator.id)) for column in columns])
    facts = (
        ("状态", lambda c: c["header"].label),
        ("报价（万元）", lambda c: None if c["bid"].price is None else c["bid"].price / 10_000),
        ("周期（月）", lambda c: c["bid"].duration_months),
        ("项目负责人", lambda c: c["bid"].leader),
        ("团队人数", lambda c: len(c["bid"].team)),
        ("需求方意见", lambda c: c["bid"].owner_opinion_label or "未表态"),
        ("评审平均分", lambda c: c["summary"].mean),
    )
    rows += [[label, "", *(read(column) for column in columns)] for label, read in facts]
    headings = ["指标", "要求", *(column["label"] for column in columns)]
    return xlsx(f"方案比较 {need.public_number}", headings, rows)


def _promise(answer):
    if answer is None:
        return "没有回应"
    shown = figure(answer.promised_operator, answer.promised_value)
    return "，".join(part for part in (shown, WORDS[answer.status], answer.deviation) if part)
