"""BM25 that grows and shrinks in place scores as if it had been built afresh."""

import random
from collections import Counter

import numpy as np

from matching import lexical
from matching.lexical import Bm25
from matching.text import pairs, whole
from tests.matching.corpus import capabilities, casting_need

TEXTS = [whole(one) for one in capabilities()]
BAG = Counter(pairs(whole(casting_need())))


def built(texts):
    index = Bm25(pairs)
    index.add(texts)
    return index


def test_texts_added_one_by_one_score_as_if_added_at_once():
    grown = Bm25(pairs)
    for text in TEXTS:
        grown.add([text])
    assert np.allclose(grown.scores(BAG), built(TEXTS).scores(BAG))


def test_dropped_texts_leave_no_trace_in_anybody_elses_score():
    index = built(TEXTS)
    index.drop([1, 4])
    left = [row for row in range(len(TEXTS)) if row not in (1, 4)]
    fresh = built([TEXTS[row] for row in left])
    assert np.allclose(index.scores(BAG)[left], fresh.scores(BAG))
    assert index.scores(BAG)[[1, 4]].tolist() == [0, 0]


def test_many_random_changes_equal_a_rebuild(monkeypatch):
    monkeypatch.setattr(lexical, "_MERGE_AFTER", 200)
    chance = random.Random(3)
    index, rows = Bm25(pairs), []
    for _ in range(120):
        if rows and chance.random() < 0.3:
            row, _ = rows.pop(chance.randrange(len(rows)))
            index.drop([row])
        else:
            text = " ".join(chance.sample(TEXTS, 2))
            rows.append((len(index), text))
            index.add([text])
        if chance.random() < 0.05:
            index.compact(np.array(sorted(row for row, _ in rows), dtype=np.int64))
            rows = [(row, text) for row, (_, text) in enumerate(sorted(rows))]
    fresh = built([text for _, text in sorted(rows)])
    kept = [row for row, _ in sorted(rows)]
    assert np.allclose(index.scores(BAG)[kept], fresh.scores(BAG), atol=1e-6)


def test_a_question_of_unknown_words_scores_nothing():
    assert built(TEXTS).scores({"没见过": 1}).tolist() == [0] * len(TEXTS)
    assert Bm25(pairs).scores(BAG).tolist() == []


def test_what_is_stored_comes_back_the_same():
    index = built(TEXTS)
    again = Bm25(pairs)
    again.restore(index.arrays())
    again.add(["新的铝合金压铸气孔"])
    index.add(["新的铝合金压铸气孔"])
    assert np.allclose(again.scores(BAG), index.scores(BAG))
