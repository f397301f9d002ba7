"""What was reached, held against the task book: verdict by verdict, and the share that is done."""

from dataclasses import dataclass

from app.bids.responses import compare

# Anyang's acceptance rule (domain.md A1, 16): below 90% look again, below 80% it has failed.
PASS, FAIL = 0.9, 0.8
WORDS = {"met": "达到", "near": "接近", "unmet": "未达到", "unknown": "没有实测值"}


@dataclass(frozen=True)
class Result:
    """One indicator: what was asked, what was promised, what was reached, and the verdict."""

    indicator: object
    reached: float | None
    evidence: str
    status: str
    note: str


def results_of(project):
    """A Result for every indicator, by the acceptance papers, else by the newest report."""
    reported = latest_figures(project)
    return [_result(row, reported) for row in project.indicators]


def latest_figures(project):
    """{indicator id: figure} as last reported with any milestone."""
    figures = {}
    for milestone in project.milestones:
        for report in milestone.reports:
            if report.reported_at is not None:
                figures.update({int(key): value for key, value in report.results.items()})
    return figures


def completion(results):
    """The share of indicators that were met, 0 to 1; None where there are none."""
    return sum(r.status == "met" for r in results) / len(results) if results else None


def advice(results):
    """What the thresholds say of it, in words; a person decides."""
    share = completion(results)
    if share is None:
        return "任务书没有考核指标，请按成果判断。"
    told = f"{len(results)} 项指标达到 {sum(r.status == 'met' for r in results)} 项，完成率 {share:.0%}"
    if share >= PASS:
        return f"{told}，不低于 {PASS:.0%}，按指标可以通过。"
    if share >= FAIL:
        return f"{told}，在 {FAIL:.0%} 与 {PASS:.0%} 之间，建议整改后再验收。"
    return f"{told}，低于 {FAIL:.0%}，按指标不能通过。"


def _result(row, reported):
    reached = row.actual_value if row.actual_value is not None else reported.get(row.id)
    if reached is None:
        return Result(row, None, row.actual_evidence, "unknown", WORDS["unknown"])
    status, miss, share = compare((row.operator, row.value, row.value_high), ("=", reached, None))
    note = "" if status == "met" else f"差 {round(miss, 4):g}" if miss is not None else ""
    return Result(row, reached, row.actual_evidence, status, note)
