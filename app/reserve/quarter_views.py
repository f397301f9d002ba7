"""季报: the figures of a quarter for a chain or the city, on a page, as DOCX and as XLSX."""

from flask import abort, current_app, render_template, request
from flask_login import current_user

from app.access import requires
from app.chains.models import Chain
from app.chains.queries import all_chains
from app.chains.room import may_edit_chain
from app.clock import today
from app.exports import download, xlsx_book
from app.extensions import db
from app.reserve.quarter import latest_quarters, read_quarter
from app.reserve.quarter_docx import DOCX, docx_of
from app.reserve.quarter_report import report_of
from app.reserve.room import bp
from app.workflow.declaration import Role


@bp.get("/reports")
@requires("chain.edit")
def reports():
    """Officers any chain and the city, chain leads the chains they lead."""
    chains = [chain for chain in all_chains() if may_edit_chain(current_user, chain)]
    chain, quarter = _asked(chains), read_quarter(request.args.get("quarter", ""))
    if chain is None and not current_user.holds(Role.OFFICER):
        return render_template("reserve/quarter.html", report=None)
    report = report_of(quarter, chain)
    if request.args.get("export") == "docx":
        content = docx_of(report, current_app.config["SITE_OWNER"])
        return download(content, DOCX, f"{report.title} {today().isoformat()}.docx")
    if request.args.get("export") == "xlsx":
        sheets = [(sheet.title, sheet.columns, sheet.rows) for sheet in report.sheets]
        return xlsx_book(report.title, sheets)
    return render_template(
        "reserve/quarter.html",
        report=report,
        chain=chain,
        quarter=quarter,
        quarters=[(one.code, one.label) for one in latest_quarters()],
        chains=_choices(chains),
    )


def _choices(chains):
    city = [("city", "全市")] if current_user.holds(Role.OFFICER) else []
    return city + [(chain.id, chain.name) for chain in chains]


def _asked(chains):
    """The chain in the address; without one the city for an officer, a lead's own first chain."""
    wanted = request.args.get("chain", "")
    if not wanted.isdigit():
        return None if current_user.holds(Role.OFFICER) or not chains else chains[0]
    if db.session.get(Chain, int(wanted)) is None:
        abort(404)
    return next((chain for chain in chains if chain.id == int(wanted)), None) or abort(403)
