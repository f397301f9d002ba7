"""A matcher ranks with the parameters it is given, and says with which."""

import pytest

from matching import Document
from matching.calibration import calibrate
from matching.fitting import Decision, scores_of
from matching.parameters import Parameters

NEED = Document(
    "n1", "薄壁铝合金壳体低压铸造气孔控制", "壳体热节处气孔多。", facets={"chain": ("7",)}
)


@pytest.fixture
def chained(matcher):
    matcher.put([Document("far", "木工家具打磨", "手工打磨桌椅。", facets={"chain": ("7",)})])
    return matcher


def test_new_weights_reorder_at_once_and_nothing_is_indexed_again(chained):
    assert chained.rank(NEED, explain=False)[0].id != "far"
    by_chain = {"indicators": 1.0, "text": 1.0, "chain": 100.0, "conditions": 1.0}
    chained.use(Parameters("learned-1", part_weights=by_chain))
    first = chained.rank(NEED, explain=False)[0]
    assert (first.id, first.parameters) == ("far", "learned-1")


def test_one_pair_scores_the_same_alone_and_in_the_ranking(chained):
    chained.use(Parameters("learned-2", text_weights={"words": 0.2, "pairs": 2.0, "meaning": 0.6}))
    for found in chained.rank(NEED, 5, explain=False):
        assert chained.score(NEED, found.id).score == pytest.approx(found.score, abs=0.02)


def test_what_is_kept_of_a_pair_gives_its_score_again(chained):
    """Learning works on the kept scores: they must say what the ranking said."""
    found = chained.explain(NEED, "far")
    shares = {part.name: part.points / part.out_of for part in found.parts if part.name != "text"}
    [again] = scores_of([Decision("n1", True, found.text_scores, shares)], chained.parameters)
    assert again == pytest.approx(found.score, abs=0.02)


def test_confidence_is_given_only_where_it_was_calibrated(chained):
    assert chained.explain(NEED, "far").confidence is None
    curve = calibrate([20.0, 80.0] * 30, [False, True] * 30)
    chained.use(Parameters("learned-3", calibration=curve))
    found = chained.explain(NEED, "far")
    assert found.confidence == pytest.approx(curve.confidence(found.score))
