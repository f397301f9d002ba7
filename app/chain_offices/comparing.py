"""Chains held side by side: how each stands now, what changed since an earlier month, and its line."""

from dataclasses import dataclass

from app.chain_offices.snapshots import Standing, course, standing_of, standings
from app.chains.queries import all_chains
from app.clock import today

# what is counted -> what it is called, and whether more of it is worse
MEASURES = {
    "weak_places": ("薄弱环节", True),
    "gaps": ("断点", True),
    "blocked": ("堵点", True),
    "weak": ("短板", True),
    "open_needs": ("在榜需求", None),
    "without_bid": ("没有方案的", True),
    "ready_capabilities": ("TRL 7 以上能力", False),
    "running_projects": ("在研项目", None),
    "accepted_projects": ("通过验收", False),
    "open_warnings": ("未销预警", True),
}
WIDTH, HEIGHT, EDGE = 128, 32, 3


@dataclass(frozen=True)
class Row:
    chain: object
    now: Standing
    before: Standing | None  # the last snapshot of an earlier month
    months: list  # (month, Standing) kept so far, the oldest first

    def value(self, measure):
        return getattr(self.now, measure)

    def change(self, measure):
        """Since the last snapshot of an earlier month; None where there is none."""
        return None if self.before is None else self.value(measure) - getattr(self.before, measure)

    def tone(self, measure):
        change, worse = self.change(measure), MEASURES[measure][1]
        if not change or worse is None:
            return ""
        return "late" if (change > 0) == worse else "good"

    def ends(self, measure):
        """(first, last) of the months kept."""
        values = self._course(measure)
        return values[0], values[-1]

    def is_level(self, measure):
        return len(set(self._course(measure))) == 1

    def points(self, measure):
        """Where the line of the chain runs, on its own scale, as the points of an SVG polyline."""
        values = self._course(measure)
        least, most = min(values), max(values)
        step = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
        rise = (HEIGHT - 2 * EDGE) / max(most - least, 1)
        return [
            (round(EDGE + at * step, 1), round(HEIGHT - EDGE - (value - least) * rise, 1))
            for at, value in enumerate(values)
        ]

    def _course(self, measure):
        return [getattr(standing, measure) for _, standing in self.months]


def compared():
    """One Row a chain, in the order of the chains."""
    kept, standing, month = course(), standings(), today().replace(day=1)
    rows = []
    for chain in all_chains():
        months = [(one.month, standing_of(one)) for one in kept.get(chain.id, ())]
        earlier = [one for at, one in months if at < month]
        rows.append(Row(chain, standing[chain.id], earlier[-1] if earlier else None, months))
    return rows


def ordered(rows, sort):
    """By ?sort=: a measure, or chain; the least first unless it begins with a minus."""
    name = sort.removeprefix("-")
    if name not in MEASURES:
        return sorted(rows, key=lambda row: row.chain.id, reverse=sort.startswith("-"))
    return sorted(rows, key=lambda row: row.value(name), reverse=sort.startswith("-"))


def months_of(rows):
    """Every month that was kept, the oldest first."""
    return sorted({month for row in rows for month, _ in row.months})
