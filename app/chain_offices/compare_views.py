"""Chains compared over time: the list of desks, sortable, with the line of one measure and its twin."""

from flask import render_template, request
from flask_login import current_user

from app.access import requires
from app.accounts.chain_leads import chains_led_by
from app.chain_offices.comparing import MEASURES, compared, months_of, ordered
from app.chain_offices.room import bp, sees_every_desk
from app.exports import xlsx


@bp.get("/")
@requires("chain_office.read")
def index():
    rows = compared()
    months = months_of(rows)
    if request.args.get("export") == "xlsx":
        return xlsx("产业链比较", _columns(), [_exported(row) for row in rows])
    if request.args.get("export") == "months":
        names = [label for label, _ in MEASURES.values()]
        return xlsx("产业链逐月", ("产业链", "月份", *names), _monthly(rows))
    measure = request.args.get("measure", "")
    measure = measure if measure in MEASURES else "weak_places"
    sort = request.args.get("sort", "-weak_places")
    led = set(chains_led_by(current_user))
    sees_all = sees_every_desk(current_user)
    return render_template(
        "chain_offices/index.html",
        rows=ordered(rows, sort),
        mine=[row for row in rows if row.chain.id in led],
        may_see=lambda chain: sees_all or chain.id in led,
        months=months,
        measures=MEASURES,
        choices=[(name, label) for name, (label, _) in MEASURES.items()],
        measure=measure,
        sort=sort,
    )


def _columns():
    names = [label for label, _ in MEASURES.values()]
    return ("产业链", *(part for name in names for part in (name, f"{name}较上次")))


def _exported(row):
    yield row.chain.name
    for measure in MEASURES:
        yield row.value(measure)
        yield row.change(measure)


def _monthly(rows):
    for row in rows:
        for month, standing in row.months:
            counts = [getattr(standing, measure) for measure in MEASURES]
            yield (row.chain.name, f"{month:%Y-%m}", *counts)
