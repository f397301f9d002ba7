"""How long the steps take: days between two events of the same need, read from the audit trail."""

from dataclasses import dataclass
from statistics import median

from sqlalchemy import func, select

from app.audit.models import AuditEvent
from app.extensions import db

# (label, from the first of these actions, to the first of these), all of the need's own trail.
STEPS = (
    ("提交 → 区县推荐", ("submit",), ("recommend",)),
    ("区县推荐 → 论证通过", ("recommend",), ("vet",)),
    ("论证通过 → 发榜", ("vet",), ("publish",)),
    ("发榜 → 截止", ("publish",), ("close", "lapse")),
    ("截止 → 定榜", ("close",), ("award",)),
    ("发榜 → 对接定榜", ("publish",), ("award_by_match",)),
    ("定榜 → 立项实施", ("award", "award_by_match"), ("start_project",)),
    ("立项实施 → 解决", ("start_project",), ("solve",)),
    ("提交 → 解决", ("submit",), ("solve",)),
)
COLUMNS = ("步骤", "件数", "中位天数", "最快天数", "最慢天数")


@dataclass(frozen=True)
class Duration:
    label: str
    count: int
    middle: float | None
    quickest: float | None
    slowest: float | None

    @property
    def cells(self):
        return self.label, self.count, self.middle, self.quickest, self.slowest


def durations():
    firsts = _first_times()
    return [_duration(label, firsts, begins, ends) for label, begins, ends in STEPS]


def _first_times():
    """{need id: {action: when it was first taken}}"""
    wanted = {action for _, begins, ends in STEPS for action in (*begins, *ends)}
    chosen = (
        select(AuditEvent.thing_id, AuditEvent.action, func.min(AuditEvent.at))
        .where(AuditEvent.thing_kind == "need", AuditEvent.action.in_(wanted))
        .group_by(AuditEvent.thing_id, AuditEvent.action)
    )
    firsts = {}
    for id, action, at in db.session.execute(chosen):
        firsts.setdefault(id, {})[action] = at
    return firsts


def _duration(label, firsts, begins, ends):
    days = []
    for times in firsts.values():
        begun = min((times[action] for action in begins if action in times), default=None)
        ended = min((times[action] for action in ends if action in times), default=None)
        if begun and ended and ended >= begun:
            days.append(round((ended - begun).total_seconds() / 86_400, 1))
    if not days:
        return Duration(label, 0, None, None, None)
    return Duration(label, len(days), round(median(days), 1), min(days), max(days))
