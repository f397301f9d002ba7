"""Made decisions whose cause is known, so that learning can be asked whether it finds it."""

import numpy as np

from matching.fitting import Decision, scores_of
from matching.parameters import Parameters

ALL_BY_CHAIN = Parameters(
    part_weights={"indicators": 2.0, "text": 3.0, "chain": 80.0, "conditions": 1.0}
)


def decisions(cause=None, needs=30, each=6, seed=0, slope=12.0):
    """Decisions that follow the score under the parameters `cause`; pure chance without one."""
    rng = np.random.default_rng(seed)
    made = [
        Decision(
            str(need),
            True,
            {
                "words": rng.uniform(0, 0.3),
                "pairs": rng.uniform(0, 0.3),
                "meaning": rng.uniform(0, 0.8),
            },
            {
                "indicators": rng.integers(0, 5) / 4,
                "chain": rng.choice([0, 0.6, 1.0]),
                "conditions": rng.uniform(0.5, 1),
            },
        )
        for need in range(needs)
        for _ in range(each)
    ]
    chances = np.full(len(made), 0.5)
    if cause is not None:
        scores = scores_of(made, cause) / 100
        chances = 1 / (1 + np.exp(-slope * (scores - np.median(scores))))
    right = rng.random(len(made)) < chances
    return [
        Decision(one.need, bool(is_right), one.text_scores, one.shares)
        for one, is_right in zip(made, right, strict=True)
    ]
