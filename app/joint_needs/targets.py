"""The common targets of several needs: side by side for the officer, as rows for the draft."""

from dataclasses import dataclass

from app.matches import alike

OPERATORS = {">": ">=", "<": "<=", "increase": ">=", "decrease": "<=", "approx": "="}
WORST = {">=": min, "<=": max}


@dataclass(frozen=True)
class Side:
    """What one need asks: its own figure and unit, and the figure in the unit of the row."""

    need: object
    row: object  # NeedIndicator
    converted: object


@dataclass(frozen=True)
class Target:
    name: str
    operator: str
    value: object  # None: the needs ask for what cannot be had at once
    unit: str
    is_hard: bool
    sides: dict  # {need id: Side}

    @property
    def is_common(self):
        return len(self.sides) > 1

    @property
    def differs(self):
        return len({str(side.converted) for side in self.sides.values()}) > 1


def targets_of(needs):
    """Every quantity the needs ask for; what several ask for comes first."""
    return [_target(shared, needs) for shared in alike.shared_rows(needs)]


def as_rows(targets):
    """The common ones as the columns of need indicators; the hard ones where nothing is common."""
    chosen = [target for target in targets if target.is_common]
    chosen = chosen or [target for target in targets if target.is_hard]
    return [_row(target) for target in chosen]


def _target(shared, needs):
    by_id = {str(need.id): need for need in needs}
    sides = {}
    for asked in shared.asked:
        need = by_id[asked.document_id]
        row = need.indicators[asked.position]
        sides[need.id] = Side(need, row, asked.value)
    operator = OPERATORS.get(shared.op, shared.op)
    return Target(shared.name, operator, shared.value, shared.unit, shared.is_hard, sides)


def _row(target):
    is_range = isinstance(target.value, tuple)
    low, high = target.value if is_range else (target.value, None)
    rows = [side.row for side in target.sides.values()]
    today = [row.current_value for row in rows if row.current_value is not None]
    is_one_unit = len({row.unit for row in rows}) == 1
    worst = WORST.get(target.operator)
    return {
        "name": target.name[:60],
        "operator": "range" if is_range else target.operator,
        "value": low,
        "value_high": high,
        "unit": target.unit[:20],
        "current_value": worst(today) if worst and today and is_one_unit else None,
        "test_method": next((row.test_method for row in rows if row.test_method), ""),
        "is_hard": target.is_hard,
    }
