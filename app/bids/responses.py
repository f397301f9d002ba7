"""A bid's figures held against the need's: met, near, unmet or unknown, one indicator at a time.

Each answer names the indicator it answers, so name and unit are the same by construction and
comparing numbers is enough.
"""

from dataclasses import dataclass
from math import inf

NEAR = 0.10  # a miss of up to a tenth of the target still counts as near
ROUNDING = 1e-9


@dataclass(frozen=True)
class Answer:
    """One indicator, what was promised for it, and how the two compare."""

    indicator: object
    response: object  # None where the bid has no row for the indicator
    status: str  # met, near, unmet, unknown
    note: str  # 差 35，即 19%

    @property
    def promised_operator(self):
        return self.response.promised_operator or self.indicator.operator

    @property
    def promised_value(self):
        return self.response.promised_value

    @property
    def deviation(self):
        return self.response.deviation


def answers_of(bid):
    """An Answer for every indicator of the bid's need, in the need's order."""
    rows = {row.indicator_id: row for row in bid.responses}
    return [answer(indicator, rows.get(indicator.id)) for indicator in bid.need.indicators]


def answer(indicator, response):
    if response is None or response.promised_value is None:
        return Answer(indicator, response, "unknown", "没有写承诺值")
    operator = response.promised_operator or indicator.operator
    status, miss, share = compare(
        asked=(indicator.operator, indicator.value, indicator.value_high),
        promised=(operator, response.promised_value, response.promised_high),
    )
    return Answer(indicator, response, status, _said(status, miss, share))


def compare(asked, promised):
    """(status, miss, share of the target) of a promise; both are (operator, value, high).

    A promise is met when everything it allows lies within what is asked. A promise that is open
    towards the wrong side (asked at least 260, promised at most 272) binds nobody: unknown.
    """
    if asked[1] is None or promised[1] is None:
        return "unknown", None, None
    low, high = _bounds(*asked)
    worst_low, worst_high = _bounds(*promised)
    if worst_low == -inf < low or worst_high == inf > high:
        return "unknown", None, None
    below = [(low - worst_low, low)] if low > -inf else []
    above = [(worst_high - high, high)] if high < inf else []
    miss, bound = max(below + above)
    if miss <= ROUNDING * max(1.0, abs(bound)):
        return "met", 0.0, 0.0
    share = miss / abs(bound) if bound else inf
    return ("near" if share <= NEAR + ROUNDING else "unmet"), miss, share


def _bounds(operator, value, high):
    """The interval a sign and its figures allow; a range without its end is a single figure."""
    if operator in (">=", ">"):
        return value, inf
    if operator in ("<=", "<"):
        return -inf, value
    if operator == "range" and high is not None:
        return value, high
    return value, value


def _said(status, miss, share):
    if status == "unknown":
        return "承诺的方向与要求相反，不能比较"
    if status == "met":
        return ""
    told = f"差 {round(miss, 4):g}"
    return told if share == inf else f"{told}，即 {round(100 * share):d}%"
