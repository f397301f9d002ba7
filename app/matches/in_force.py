"""The parameters the ranking uses now: read from the database before every question."""

from flask import current_app
from sqlalchemy import select

from app.extensions import db
from app.matches.learn_models import LearnedParameters
from matching.parameters import INITIAL, Parameters, read_parameters

_row = LearnedParameters.__table__
_unusable = set()  # versions whose misfit this process has written to the log


def row_in_force():
    """The LearnedParameters that are applied, or None."""
    found = _in_force()
    return None if found is None else db.session.get(LearnedParameters, found.id)


def use_parameters_in_force(matcher):
    """Bring a matcher to what is applied by now; True where that changed what it answers.

    Weights and confidence hold for the model they were learned with; under another one the initial
    parameters are used until something is learned with it.
    """
    found = _in_force()
    version = INITIAL
    if found is not None and found.model == matcher.model_id:
        version = f"learned-{found.id}"
    if version in _unusable:
        version = INITIAL
    if version == matcher.parameters.version:
        return False
    matcher.use(Parameters() if version == INITIAL else _parameters(found.id, version))
    return True


def told_version(version):
    """A version in words, for a page."""
    if version in ("", INITIAL):
        return "初始参数"
    return f"第 {version.removeprefix('learned-')} 号参数"


def _in_force():
    applied = select(_row.c.id, _row.c.model)
    applied = applied.where(_row.c.applied_at.is_not(None), _row.c.undone_at.is_(None))
    newest = applied.order_by(_row.c.applied_at.desc(), _row.c.id.desc()).limit(1)
    return db.session.execute(newest).first()


def _parameters(row_id, version):
    stored = db.session.scalar(select(_row.c.parameters).where(_row.c.id == row_id))
    try:
        return read_parameters(stored, version)
    except ValueError as misfit:
        _unusable.add(version)
        current_app.logger.warning("learned parameters are not usable: %s", misfit)
        return Parameters()
