"""The table of parts says what each adds: the whole is the matcher, and a fold never judges itself."""

import pytest

from matching import Document, Matcher, load_encoder
from matching.ablation import FITTED, FOLDS, VARIANTS, ablation, ask
from matching.baselines import Indexes
from matching.fusion import fuse
from tests.matching.corpus import capabilities, casting_need, water_need

JUDGEMENTS = {
    "need-casting": {"vacuum-casting": 3, "die-spray": 1},
    "need-water": {"nickel-recovery": 3},
}


@pytest.fixture(scope="module")
def indexes():
    return Indexes(capabilities(), load_encoder())


@pytest.fixture(scope="module")
def parts(indexes):
    return ablation(indexes, [casting_need(), water_need()], JUDGEMENTS)


def test_every_part_has_measures_a_cost_and_a_figure_by_fold(parts):
    assert set(parts) == {*VARIANTS, FITTED}
    for row in parts.values():
        assert 0 < row["ndcg@10"] <= 1
        assert row["ms"] > 0
        assert len(row["folds"]) == min(FOLDS, len(JUDGEMENTS))


def test_the_whole_score_ranks_as_the_matcher_does(indexes):
    matcher = Matcher(indexes.encoder)
    matcher.put(capabilities(), indexes.vectors)
    for need in (casting_need(), water_need()):
        ranked = [match.id for match in matcher.rank(need, 5, explain=False)]
        weights = VARIANTS["+ meaning: the score"]
        assert ranked == indexes.best(_scores(indexes, need, weights), need, 5)


def test_a_need_never_finds_itself(indexes):
    need = Document("tea", "", "茶叶")
    assert "tea" not in indexes.best(indexes.near(need), need)


def _scores(indexes, need, weights):
    scores = ask(indexes, need).scores
    return fuse({name: scores[name] for name in weights}, weights)
