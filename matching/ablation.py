"""What each part of the text score adds, and costs: the same needs with a part more or less."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from time import perf_counter

import numpy as np

from .baselines import Indexes
from .documents import Document
from .evaluation import Judgements, mean_measures, measures
from .fusion import TEXT_WEIGHTS, fuse
from .text import pairs, whole, words
from .thesaurus import asked

FOLDS = 5
_DEPTH = 200
_WORDS, _PAIRS, _MEANING = (TEXT_WEIGHTS[name] for name in ("words", "pairs", "meaning"))
_LEXICAL = {"words": _WORDS, "pairs": _PAIRS}
_WIDENED = {"words, others too": _WORDS, "pairs, others too": _PAIRS}
VARIANTS: Mapping[str, Mapping[str, float]] = {
    "words": {"words": 1.0},
    "+ pairs": _LEXICAL,
    "+ other words": _WIDENED,
    "+ meaning: the score": _WIDENED | {"meaning": _MEANING},
    "less words": {"pairs, others too": _PAIRS, "meaning": _MEANING},
    "less pairs": {"words, others too": _WORDS, "meaning": _MEANING},
    "less other words": _LEXICAL | {"meaning": _MEANING},
}
FITTED = "weights by fold"  # chosen anew on four folds, measured on the fifth
_GRID = tuple(
    {"words, others too": word, "pairs, others too": _PAIRS, "meaning": meaning}
    for word, meaning in product((0.25, 0.5, 1.0), (0.2, 0.3, 0.4, 0.6))
)


@dataclass(frozen=True)
class Asked:
    need: Document
    scores: Mapping[str, np.ndarray]
    seconds: Mapping[str, float]


def ablation(
    indexes: Indexes, needs: Sequence[Document], judgements: Judgements
) -> dict[str, dict[str, float | list[float]]]:
    """Measures of each variant over the judged needs, with nDCG@10 by fold and ms a question.

    The weights were chosen on other needs, so every fold is held out; `FITTED` says what choosing
    them on these would have given.
    """
    all_asked = [ask(indexes, need) for need in needs if need.id in judgements]

    def measured(one, weights):
        chosen = {name: one.scores[name] for name in weights}
        ranking = indexes.best(fuse(chosen, weights), one.need, _DEPTH)
        return measures(ranking, judgements[one.need.id])

    def row(rows, weights):
        spent = [sum(one.seconds[name] for name in weights) for one in all_asked]
        by_fold = [mean_measures(rows[fold::FOLDS])["ndcg@10"] for fold in range(len(rows[:FOLDS]))]
        return mean_measures(rows) | {"ms": 1000 * float(np.median(spent)), "folds": by_fold}

    found = {
        name: row([measured(one, weights) for one in all_asked], weights)
        for name, weights in VARIANTS.items()
    }
    tried = [[measured(one, weights) for one in all_asked] for weights in _GRID]
    return found | {FITTED: row(_by_fold(tried), _GRID[0])}


def ask(indexes: Indexes, need: Document) -> Asked:
    """The need's scores of every kind, over all documents, and what each took."""
    text = whole(need)
    ways = {
        "words": lambda: indexes.words.scores(Counter(words(text))),
        "pairs": lambda: indexes.pairs.scores(Counter(pairs(text))),
        "words, others too": lambda: indexes.words.scores(asked(text, words)),
        "pairs, others too": lambda: indexes.pairs.scores(asked(text, pairs)),
        "meaning": lambda: indexes.near(need),
    }
    scores, seconds = {}, {}
    for name, score in ways.items():
        start = perf_counter()
        scores[name] = score()
        seconds[name] = perf_counter() - start
    return Asked(need, scores, seconds)


def _by_fold(tried):
    """For every need the measures under the weights that did best on the other folds."""
    gains = np.array([[row["ndcg@10"] for row in rows] for rows in tried])
    folds = np.arange(gains.shape[1]) % FOLDS
    chosen = [gains[:, folds != fold].sum(axis=1).argmax() for fold in folds]
    return [tried[weights][place] for place, weights in enumerate(chosen)]
