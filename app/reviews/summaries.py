"""What several experts' scores come to: mean, spread, and each head by itself."""

from dataclasses import dataclass

from app.reviews.models import RECOMMENDATIONS, ReviewState

PASS_LINE = 60
TRIM_FROM = 5  # from so many scores on, the highest and the lowest do not count


@dataclass(frozen=True)
class HeadSpread:
    head: str
    maximum: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Summary:
    asked: int  # still at work or done: who was replaced, declined or recused does not count
    submitted: int
    mean: float | None
    low: float | None
    high: float | None
    is_trimmed: bool
    heads: tuple[HeadSpread, ...]
    recommendations: tuple[tuple[str, int], ...]

    @property
    def passes(self):
        return self.mean is not None and self.mean >= PASS_LINE


def summary(reviews):
    """The Summary of the reviews of one subject; only what was handed in counts."""
    done = [review for review in reviews if review.state is ReviewState.SUBMITTED]
    open_ = [r for r in reviews if r.state in (ReviewState.ASKED, ReviewState.ACCEPTED)]
    totals = sorted(review.total for review in done)
    return Summary(
        asked=len(done) + len(open_),
        submitted=len(done),
        mean=trimmed_mean(totals),
        low=totals[0] if totals else None,
        high=totals[-1] if totals else None,
        is_trimmed=len(totals) >= TRIM_FROM,
        heads=tuple(_spreads(done)),
        recommendations=tuple(
            (label, count)
            for code, label in RECOMMENDATIONS.items()
            if (count := sum(review.recommendation == code for review in done))
        ),
    )


def trimmed_mean(totals):
    """The mean to one decimal, without the highest and the lowest where there are enough."""
    counted = sorted(totals)
    if len(counted) >= TRIM_FROM:
        counted = counted[1:-1]
    return round(sum(counted) / len(counted), 1) if counted else None


def _spreads(done):
    if not done:
        return
    for head, maximum in done[0].sheet.items():
        points = [review.scores.get(head, 0) for review in done]
        yield HeadSpread(
            head, maximum, round(sum(points) / len(points), 1), min(points), max(points)
        )
