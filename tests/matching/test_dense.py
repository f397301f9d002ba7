"""The vector index finds exactly what a full comparison finds, filtered or not."""

import numpy as np
import pytest

from matching import Matcher, collection, dense
from matching.bench.made import vectors
from matching.dense import VectorIndex
from tests.matching.corpus import capabilities, casting_need


@pytest.fixture
def rows():
    vectors = np.random.default_rng(5).normal(size=(400, 32)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def index(rows):
    filled = VectorIndex(32)
    filled.add(rows)
    return filled


def test_the_nearest_are_those_of_a_full_comparison(index, rows):
    found, cosines = index.nearest(rows[7], 10)
    assert found.tolist() == np.argsort(-(rows @ rows[7]))[:10].tolist()
    assert cosines[0] == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 1.0])
def test_recall_under_a_filter_is_one(index, rows, share):
    allowed = np.random.default_rng(6).random(len(rows)) < share
    found, _ = index.nearest(rows[7], 10, allowed)
    scores = np.where(allowed, rows @ rows[7], -2)
    assert found.tolist() == np.argsort(-scores)[: min(10, allowed.sum())].tolist()


def test_a_dropped_row_is_never_found(index, rows):
    index.drop([7])
    assert 7 not in index.nearest(rows[7], 400)[0]
    assert len(index.nearest(rows[7], 400)[0]) == 399


def test_a_filter_nothing_passes_gives_nothing(index, rows):
    found, cosines = index.nearest(rows[0], 10, np.zeros(400, dtype=bool))
    assert len(found) == len(cosines) == 0


def test_what_is_left_after_compaction_is_numbered_from_nought(index, rows):
    kept = np.arange(0, 400, 2)
    index.compact(kept)
    assert index.nearest(rows[8], 1)[0].tolist() == [4]


def test_candidates_of_a_large_collection_give_the_same_ranking(encoder, monkeypatch):
    matcher = Matcher(encoder)
    matcher.put(capabilities())
    exact = matcher.rank(casting_need(), 4)
    monkeypatch.setattr(collection, "_EXACT_UP_TO", 2)
    monkeypatch.setattr(collection, "_DEPTH", 3)
    assert matcher.rank(casting_need(), 4)[:2] == exact[:2]


@pytest.fixture(scope="module")
def crowd():
    """More rows than are compared one by one, in clusters as texts are."""
    return vectors(6_000)


@pytest.fixture
def coded(crowd, monkeypatch):
    monkeypatch.setattr(dense, "CODES_FROM", 2_000)
    index = VectorIndex(crowd[0].shape[1])
    index.add(crowd[0])
    index.settle()
    assert index.depth
    return index


def missed(index, rows, questions, allowed=None):
    """Share of the best 20 cosines that are not found."""
    scores = questions @ rows.T
    if allowed is not None:
        scores[:, ~allowed] = -2
    least = np.sort(scores, axis=1)[:, -20]
    found = [index.nearest(question, 20, allowed)[1] for question in questions]
    return np.mean(
        [(one < worst - 1e-6).sum() / 20 for one, worst in zip(found, least, strict=True)]
    )


def test_codes_find_what_a_full_comparison_finds(coded, crowd):
    rows, questions = crowd
    assert 0 < coded.visited < 32
    assert missed(coded, rows, questions[:100]) <= 0.005


@pytest.mark.parametrize("share", [0.01, 0.3, 0.9])
def test_codes_keep_to_a_filter(coded, crowd, share):
    rows, questions = crowd
    allowed = np.random.default_rng(6).random(len(rows)) < share
    assert missed(coded, rows, questions[:50], allowed) <= (0 if share < 0.6 else 0.005)
    assert allowed[coded.nearest(questions[0], 20, allowed)[0]].all()


def test_rows_added_since_the_codes_were_learned_are_found_at_once(coded, crowd):
    _, questions = crowd
    for number in range(3):
        coded.add(questions[number : number + 1])
        assert coded.nearest(questions[number], 1)[0].tolist() == [6_000 + number]
    coded.add(questions[3:])
    assert coded.nearest(questions[900], 1)[0].tolist() == [6_900]


def test_a_row_dropped_from_under_its_code_is_never_found(coded, crowd):
    question = crowd[1][0]
    best = coded.nearest(question, 20)[0]
    coded.drop(best[:5].tolist())
    assert coded.nearest(question, 15)[0].tolist() == best[5:].tolist()


def test_codes_come_back_from_a_snapshot(coded, crowd):
    again = VectorIndex(coded.dimension)
    again.restore(coded.arrays())
    assert (again.depth, again.visited) == (coded.depth, coded.visited)
    assert (again.nearest(crowd[1][0], 20)[0] == coded.nearest(crowd[1][0], 20)[0]).all()


def test_after_compaction_codes_are_learned_anew(coded, crowd):
    kept = np.arange(1, 6_000, 2)
    coded.compact(kept)
    assert missed(coded, crowd[0][kept], crowd[1][:20]) == 0
    coded.settle()
    assert missed(coded, crowd[0][kept], crowd[1][:50]) <= 0.01


def test_where_no_few_lists_hold_the_nearest_all_codes_are_looked_through(crowd, monkeypatch):
    monkeypatch.setattr(dense, "CODES_FROM", 2_000)
    chance = np.random.default_rng(8).normal(size=crowd[0].shape) * 1.5 / crowd[0].shape[1] ** 0.5
    scattered = (crowd[0] + chance).astype(np.float32)
    scattered /= np.linalg.norm(scattered, axis=1, keepdims=True)
    index = VectorIndex(scattered.shape[1])
    index.add(scattered)
    index.settle()
    assert (index.depth > 0, index.visited) == (True, 0)
    assert missed(index, scattered, scattered[:50]) <= 0.005


def test_rows_without_any_structure_stay_exact(monkeypatch):
    monkeypatch.setattr(dense, "CODES_FROM", 500)
    chance = np.random.default_rng(1).normal(size=(1_000, 16)).astype(np.float32)
    chance /= np.linalg.norm(chance, axis=1, keepdims=True)
    index = VectorIndex(16)
    index.add(chance)
    index.settle()
    assert missed(index, chance, chance[:20]) == 0


@pytest.mark.parametrize("is_exact", [True, False])
def test_many_questions_at_once_find_what_each_finds(coded, crowd, is_exact):
    rows, questions = crowd
    found, cosines = coded.nearest_all(questions[:30], 20, is_exact=is_exact)
    for question, line, several in zip(questions, found, cosines, strict=False):
        assert np.allclose(rows[line] @ question, several, atol=1e-5)
        assert (several >= np.sort(rows @ question)[-20:][::-1] - (1e-5 if is_exact else 1)).all()


@pytest.mark.parametrize("share", [None, 0.5, 0.002])
def test_a_thousand_questions_at_once_miss_nothing(crowd, share):
    rows, questions = crowd
    index = VectorIndex(rows.shape[1])
    for part in np.array_split(rows, 3):
        index.add(part)
    allowed = None if share is None else np.random.default_rng(4).random(len(rows)) < share
    found, cosines = index.nearest_all(questions, 20, allowed)
    scores = questions @ rows.T
    if allowed is not None:
        scores[:, ~allowed] = -np.inf
    assert np.allclose(cosines, -np.sort(-scores, axis=1)[:, :20], atol=1e-5)
    assert (np.isneginf(cosines) == (found < 0)).all()
    assert np.allclose(
        np.take_along_axis(scores, found, axis=1)[found >= 0], cosines[found >= 0], atol=1e-5
    )


def test_many_questions_keep_to_a_filter(index, rows):
    allowed = np.zeros(len(rows), dtype=bool)
    allowed[[3, 8]] = True
    found, cosines = index.nearest_all(rows[:5], 4, allowed)
    assert set(found[:, :2].ravel().tolist()) == {3, 8}
    assert (found[:, 2:] == -1).all()
    assert np.isneginf(cosines[:, 2:]).all()
