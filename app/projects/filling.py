"""Between rows and forms: forms filled from a project, and what a form wants written."""

from app.projects.models import USER_VERDICTS
from app.projects.results import latest_figures
from forms.projects import AcceptanceForm, ReportForm, TaskBookForm, UserReportForm

TASK_BOOK = (
    "goal", "leader", "starts_on", "ends_on", "amount", "payment_terms", "ip_terms", "exit_terms",
)  # fmt: skip
REPORT = ("progress", "deliverables", "problems", "records", "next_steps")


def task_book_form(project, formdata=None):
    stored = {name: getattr(project, name) for name in TASK_BOOK}
    rows = [
        {n: getattr(row, n) for n in ("id", "name", "due_on", "deliverable")}
        | {"amount": row.amount or None}
        for row in project.milestones
    ]
    return TaskBookForm(formdata, data=stored | {"milestones": rows})


def task_book_written(form):
    """(fields, milestones) as revise_task_book takes them."""
    fields = {name: form[name].data for name in TASK_BOOK}
    texts = ("goal", "leader", "payment_terms", "ip_terms", "exit_terms")
    fields |= {name: fields[name] or "" for name in texts}
    fields["amount"] = fields["amount"] or 0
    milestones = [
        {
            "id": int(row["id"]) if str(row["id"]).isdigit() else None,
            "name": row["name"] or "",
            "due_on": row["due_on"],
            "deliverable": row["deliverable"] or "",
            "amount": row["amount"] or 0,
        }
        for row in form.milestones.data
    ]
    return fields, milestones


def report_form(milestone, formdata=None):
    """The report being written; after a return it begins with what was handed in last."""
    report = milestone.draft_report or next(reversed(milestone.reports_handed_in), None)
    kept = report.results if report else {}
    rows = [
        {"indicator_id": row.id, "actual": kept.get(str(row.id))}
        for row in milestone.project.indicators
    ]
    stored = {name: getattr(report, name) for name in (*REPORT, "spent", "risk")} if report else {}
    return ReportForm(formdata, data=stored | {"results": rows})


def report_written(milestone, form):
    """Fields as save_report takes them; figures of other indicators than the project's are dropped."""
    fields = {name: form[name].data or "" for name in REPORT}
    own = {str(row.id) for row in milestone.project.indicators}
    figures = {
        row["indicator_id"]: float(row["actual"])
        for row in form.results.data
        if row["actual"] is not None and row["indicator_id"] in own
    }
    risk = form.risk.data or "green"
    return fields | {"spent": form.spent.data, "risk": risk, "results": figures}


def acceptance_form(project, formdata=None):
    """Figures not yet given begin with what the last report said."""
    reported = latest_figures(project)
    rows = [
        {
            "indicator_id": row.id,
            "actual": row.actual_value if row.actual_value is not None else reported.get(row.id),
            "evidence": row.actual_evidence,
        }
        for row in project.indicators
    ]
    return AcceptanceForm(
        formdata, data={"self_assessment": project.self_assessment, "results": rows}
    )


def acceptance_written(form):
    """(fields, actuals) as save_acceptance takes them."""
    actuals = {
        int(row["indicator_id"]): (
            None if row["actual"] is None else float(row["actual"]),
            row["evidence"] or "",
        )
        for row in form.results.data
        if str(row["indicator_id"]).isdigit()
    }
    return {"self_assessment": form.self_assessment.data or ""}, actuals


def user_report_form(project, formdata=None):
    stored = {"user_verdict": project.user_verdict, "user_report": project.user_report}
    return UserReportForm(formdata, data=stored, verdicts=USER_VERDICTS.items())
