"""Numbers a person can read out: XQ-2026-0147; counted by kind and year, never given twice."""

from contextlib import suppress

from sqlalchemy import String, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app.clock import today
from app.extensions import db


class NumberSeries(db.Model):
    __tablename__ = "number_series"

    prefix: Mapped[str] = mapped_column(String(8), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


def next_number(prefix):
    """The next number of a series; the update locks the row, so two at once queue."""
    year = today().year
    series = NumberSeries.prefix == prefix, NumberSeries.year == year
    taken = db.session.execute(
        update(NumberSeries).where(*series).values(last=NumberSeries.last + 1)
    )
    if taken.rowcount == 0:
        _begin_series(prefix, year)
        return next_number(prefix)
    row = db.session.get(NumberSeries, (prefix, year))
    db.session.refresh(row)
    return f"{prefix}-{year}-{row.last:04d}"


def _begin_series(prefix, year):
    # Another may begin it in the same moment.
    with suppress(IntegrityError), db.session.begin_nested():
        db.session.add(NumberSeries(prefix=prefix, year=year, last=0))
