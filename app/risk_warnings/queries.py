"""Named reads of warnings."""

from sqlalchemy import func, select

from app.extensions import db
from app.risk_warnings.models import LEVELS, RiskWarning, RiskWarningState
from app.workflow.visible import visible


def open_by_level(user, chain_id=None):
    """{level: how many are not closed}, of what the person may see, the gravest first."""
    seen = visible(RiskWarning, user).with_only_columns(RiskWarning.id).order_by(None)
    chosen = select(RiskWarning.level, func.count()).where(
        RiskWarning.id.in_(seen), RiskWarning.state != RiskWarningState.CLOSED
    )
    if chain_id:
        chosen = chosen.where(RiskWarning.chain_id == chain_id)
    found = dict(db.session.execute(chosen.group_by(RiskWarning.level)).all())
    return {level: found.get(level, 0) for level in LEVELS}
