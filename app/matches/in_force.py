"""The parameters the ranking uses now: read from the database before every question."""

from flask import current_app
from sqlalchemy import select

from app.extensions import db
from app.matches.learn_models import LearnedParameters
from matching.parameters import INITIAL, Parameters, read_parameters

_row = LearnedParameters.__table__
_told = set()  # versions whose misfit this process has written to the log


def row_in_force():
    """The LearnedParameters that are applied, or None."""
    row_id = _id_in_force()
    return None if row_id is None else db.session.get(LearnedParameters, row_id)


def use_parameters_in_force(matcher):
    """Bring a matcher to what is applied by now; True where that changed what it answers."""
    row_id = _id_in_force()
    version = INITIAL if row_id is None else f"learned-{row_id}"
    if (INITIAL if version in _told else version) == matcher.parameters.version:
        return False
    matcher.use(_parameters(row_id, version))
    return True


def parameters_in_force():
    """As `matching.parameters.Parameters`."""
    row_id = _id_in_force()
    return _parameters(row_id, INITIAL if row_id is None else f"learned-{row_id}")


def told_version(version):
    """A version in words, for a page."""
    if version in ("", INITIAL):
        return "初始参数"
    return f"第 {version.removeprefix('learned-')} 号参数"


def _id_in_force():
    applied = select(_row.c.id).where(_row.c.applied_at.is_not(None), _row.c.undone_at.is_(None))
    return db.session.scalar(applied.order_by(_row.c.applied_at.desc(), _row.c.id.desc()).limit(1))


def _parameters(row_id, version):
    if row_id is None:
        return Parameters()
    stored = db.session.scalar(select(_row.c.parameters).where(_row.c.id == row_id))
    try:
        return read_parameters(stored, version)
    except ValueError as misfit:
        _told.add(version)
        current_app.logger.warning("learned parameters are not usable: %s", misfit)
        return Parameters()
