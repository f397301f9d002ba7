"""Between the bid and its form: the form filled from the bid, and what the form wants written."""

from forms.bids import BidForm

PLAIN = (
    "leader", "leader_title", "understanding", "route", "foundation", "risks", "ip_terms",
    "price", "budget_note", "relations_note", "is_declared_true",
)  # fmt: skip
SECTIONS = (
    ("team", "单位与团队", ("leader", "team")),
    ("route", "理解与路线", ("understanding", "route")),
    ("responses", "指标响应", ("responses",)),
    ("foundation", "基础与风险", ("foundation", "risks")),
    ("plan", "里程碑与报价", ("milestones", "price", "duration_months")),
    ("terms", "权属与承诺", ("ip_terms", "relations_note", "is_declared_true")),
)


def form_of(bid, formdata=None):
    """The form with what the bid says; `formdata` (what was just typed) wins over it."""
    stored = {name: getattr(bid, name) for name in PLAIN}
    kept = {
        **stored,
        "duration_months": bid.duration_months,
        "team": bid.team,
        "responses": [_response_row(row) for row in bid.responses],
        "milestones": [_milestone_row(row) for row in bid.milestones],
    }
    return BidForm(formdata, data=kept)


def written(form):
    """(fields, responses, milestones) as revise_bid takes them."""
    fields = {name: _blank_as_text(form[name].data, name) for name in PLAIN}
    months = form.duration_months.data
    fields["duration_months"] = None if months is None else int(months)
    fields["team"] = [_team_member(row) for row in form.team.data]
    responses = {
        int(row["indicator_id"]): _promise(row)
        for row in form.responses.data
        if str(row["indicator_id"]).isdigit()
    }
    milestones = [
        {
            "title": row["name"] or "",
            "month": int(row["month"] or 0),
            "deliverable": row["deliverable"] or "",
            "amount": row["amount"] or 0,
        }
        for row in form.milestones.data
    ]
    return fields, responses, milestones


def progress(bid):
    """The sections of the form as steps: {label, note, status, href}."""
    steps = []
    for key, label, names in SECTIONS:
        if key == "responses":
            done = sum(1 for row in bid.responses if _is_answered(row))
            whole = len(bid.responses)
        else:
            done, whole = sum(1 for name in names if _is_filled(bid, name)), len(names)
        status = "done" if done == whole else "later"
        steps.append(
            {"label": label, "note": f"{done} / {whole} 项", "status": status, "href": f"#s-{key}"}
        )
    return steps


def _response_row(row):
    same = row.promised_operator == row.indicator.operator
    return {
        "indicator_id": row.indicator_id,
        "promised_operator": "" if same else row.promised_operator,
        "promised_value": row.promised_value,
        "evidence": row.evidence,
        "verification": row.verification,
        "deviation": row.deviation,
    }


def _milestone_row(row):
    return {
        "name": row.title,
        "month": row.month or None,
        "deliverable": row.deliverable,
        "amount": row.amount or None,
    }


def _team_member(row):
    months = row["months"]
    return {
        "name": row["name"] or "",
        "organisation": row["organisation"] or "",
        "role": row["role"] or "",
        "months": None if months is None else float(months),
    }


def _promise(row):
    value = row["promised_value"]
    return {
        "promised_operator": row["promised_operator"] or "",
        "promised_value": None if value is None else float(value),
        "promised_high": None,  # the form asks for one figure
        "evidence": row["evidence"] or "",
        "verification": row["verification"] or "",
        "deviation": row["deviation"] or "",
    }


def _blank_as_text(value, name):
    return "" if value is None and name != "price" else value


def _is_answered(row):
    return row.promised_value is not None or bool(row.deviation)


def _is_filled(bid, name):
    return bool(getattr(bid, name)) or (name == "price" and bid.price is not None)
