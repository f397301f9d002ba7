"""The vector index finds exactly what a full comparison finds, filtered or not."""

import numpy as np
import pytest

from matching import Matcher, collection
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
