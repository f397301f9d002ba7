"""What was reached, held against the task book: verdict by verdict, and the share that is done."""

from dataclasses import dataclass

from app.bids.responses import compare

# Anyang's acceptance rule (domain.md A1, 16): below 90% look again, below 80% it has failed.
PASS, FAIL = 0.9, 0.8
WORTH = {"met": 1.0, "near": 0.5, "unmet": 0.0, "unknown": 0.0}


@dataclass(frozen=True)
class Result:
    """One indicator: what was asked, what was promised, what was reached, and the verdict."""

    indicator: object
    reached: float | None
    evidence: str
    status: str  # met, near, unmet, unknown
    note: str  # 差 0.05，即 6%


def results_of(project, with_papers=True):
    """A Result for every indicator, by the acceptance papers, else by the newest report."""
    reported = latest_figures(project)
    return [_result(row, reported, with_papers) for row in project.indicators]


def latest_figures(project):
    """{indicator id: figure} as last reported with any milestone."""
    reports = [report for row in project.milestones for report in row.reports_handed_in]
    figures = {}
    for report in sorted(reports, key=lambda report: (report.reported_at, report.id)):
        figures |= {int(key): value for key, value in report.results.items()}
    return figures


def verdict(row, reached):
    """(status, note) of a figure against what was promised, or asked where nothing was.

    The task book binds to the promise; a promise that fell short of the need is still told.
    """
    asked = (row.operator, row.value, row.value_high)
    is_single = row.operator in (">=", "<=", ">", "<", "=")
    has_promise = row.promised_value is not None and is_single
    standard = (row.operator, row.promised_value, None) if has_promise else asked
    status, note = _held_against(standard, reached)
    if has_promise and status == "met" and _held_against(asked, reached)[0] != "met":
        note = "达到承诺，低于需求原来的要求"
    return status, note


def completion(results):
    """How much of the task is done, 0 to 1: met counts whole, near counts half; None of nothing."""
    return sum(WORTH[one.status] for one in results) / len(results) if results else None


def advice(results):
    """What the thresholds say of it, in words; a person decides."""
    share = completion(results)
    if share is None:
        return "任务书没有考核指标，请按成果判断。"
    unknown = sum(one.status == "unknown" for one in results)
    if unknown:
        return f"还有 {unknown} 项没有实测值，不能按指标判断。"
    met = sum(one.status == "met" for one in results)
    told = f"{len(results)} 项指标达到 {met} 项，完成率 {share:.0%}"
    hard = [r.indicator.name for r in results if r.indicator.is_hard and r.status == "unmet"]
    if share < FAIL:
        return f"{told}，低于 {FAIL:.0%}，按指标不能通过。"
    if hard:
        return f"{told}，但硬指标没有达到（{'、'.join(hard)}），建议整改后再验收。"
    if share < PASS:
        return f"{told}，在 {FAIL:.0%} 与 {PASS:.0%} 之间，建议整改后再验收。"
    return f"{told}，不低于 {PASS:.0%}，按指标可以通过。"


def _result(row, reported, with_papers):
    reached = row.actual_value if with_papers else None
    evidence = row.actual_evidence if with_papers else ""
    if reached is None:
        reached = reported.get(row.id)
    if reached is None:
        return Result(row, None, evidence, "unknown", "没有实测值")
    return Result(row, reached, evidence, *verdict(row, reached))


def _held_against(standard, reached):
    status, miss, share = compare(standard, ("=", reached, None))
    if status == "met" or miss is None:
        return status, ""
    told = f"差 {round(miss, 4):g}"
    return status, told if share == float("inf") else f"{told}，即 {share:.0%}"
