"""One text score from exact scores of several kinds.

The scores are summed with fixed weights (convex fusion, Bruch et al. 2022, arXiv 2210.11934): each
is absolute - a share of what the question could reach, or a cosine - so that a score says the same
in a small collection and in a large one.
"""

from collections.abc import Mapping

import numpy as np

# Chosen on graded needs of our own, not on the judged ones; a plateau reaches from half to twice.
TEXT_WEIGHTS = {"words": 0.5, "pairs": 1.5, "meaning": 0.4}


def fuse(
    scores: Mapping[str, np.ndarray], weights: Mapping[str, float] = TEXT_WEIGHTS
) -> np.ndarray:
    """The weighted sum of the text scores by name, each an array over the same rows."""
    return sum(weights[name] * np.maximum(values, 0) for name, values in scores.items())
