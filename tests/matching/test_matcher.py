"""Ranking: what is put is found at once, what is dropped is gone, filters are exact."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from matching import Document, Indicator, Matcher
from tests.matching.corpus import capabilities, casting_need, water_need


def ids(matches):
    return [match.id for match in matches]


def test_the_capability_that_answers_the_need_comes_first(matcher):
    assert ids(matcher.rank(casting_need()))[0] == "vacuum-casting"
    assert ids(matcher.rank(water_need()))[0] == "nickel-recovery"


def test_a_new_capability_is_ranked_at_once(matcher):
    fresh = Document("fresh", "压铸件气孔控制", "铝合金电机壳体压铸气孔控制，孔隙率低。")
    matcher.put([fresh])
    assert "fresh" in matcher
    assert ids(matcher.rank(casting_need()))[0] == "fresh"


def test_a_dropped_capability_is_gone_at_once(matcher):
    matcher.drop(["vacuum-casting", "never-was-here"])
    assert len(matcher) == len(capabilities()) - 1
    assert "vacuum-casting" not in ids(matcher.rank(casting_need()))


def test_a_changed_capability_is_ranked_by_its_new_text(matcher):
    tea = next(one for one in capabilities() if one.id == "tea")
    matcher.put([replace(tea, title="电镀废水重金属回收", text="电镀废水含镍含铬，回收重金属。")])
    assert len(matcher) == len(capabilities())
    assert ids(matcher.rank(water_need())).count("tea") == 1
    assert "tea" in ids(matcher.rank(water_need()))[:2]


def test_filters_let_through_exactly_what_carries_the_values(matcher):
    found = matcher.rank(casting_need(), filters={"region": {"渝北区"}})
    assert set(ids(found)) == {"vacuum-casting", "membrane", "vision"}
    both = {"region": {"渝北区", "长寿区"}, "chain": {"环保"}}
    assert set(ids(matcher.rank(casting_need(), filters=both))) == {"membrane", "nickel-recovery"}
    assert matcher.rank(casting_need(), filters={"region": {"没有这个区"}}) == []


def test_filters_still_hold_after_many_changes(matcher):
    for _ in range(6):
        matcher.put(capabilities())
    found = matcher.rank(casting_need(), filters={"region": {"渝北区"}})
    assert sorted(ids(found)) == ["membrane", "vacuum-casting", "vision"]


def test_the_score_is_the_sum_of_its_parts_and_orders_the_list(matcher):
    need = replace(
        casting_need(),
        facets={"chain": ("汽车",), "region": ("渝北区",)},
        indicators=(Indicator("孔隙率", "<=", 0.8, "%", is_hard=True),),
    )
    found = matcher.rank(need)
    assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)
    for match in found:
        assert match.score == pytest.approx(sum(part.points for part in match.parts), abs=0.01)
        assert sum(part.out_of for part in match.parts) == pytest.approx(100, abs=0.05)
        assert [part.label for part in match.parts] == [
            "指标符合",
            "文字相关",
            "链上位置",
            "成熟度与条件",
        ]


def test_only_what_the_need_asks_for_is_scored(matcher):
    assert [part.name for part in matcher.rank(casting_need())[0].parts] == ["text"]


def test_reasons_do_not_change_the_order(matcher):
    assert ids(matcher.rank(casting_need(), explain=False)) == ids(matcher.rank(casting_need()))


def test_a_match_quotes_the_capability_and_names_the_model(matcher, encoder):
    best = matcher.rank(casting_need())[0]
    assert any("孔隙率" in evidence.sentence for evidence in best.evidence)
    assert best.model == encoder.model_id


def test_why_not_can_be_asked_about_any_capability(matcher):
    assert matcher.explain(casting_need(), "tea").score < matcher.rank(casting_need())[0].score
    with pytest.raises(KeyError):
        matcher.explain(casting_need(), "nobody")


def test_explaining_one_gives_the_score_it_has_in_the_list(matcher):
    for match in matcher.rank(water_need()):
        assert matcher.explain(water_need(), match.id).score == match.score


def test_a_document_is_not_similar_to_itself(matcher):
    tea = next(one for one in capabilities() if one.id == "tea")
    assert "tea" not in ids(matcher.similar(tea, 3))


def test_needs_are_ranked_for_a_capability(encoder):
    needs = Matcher(encoder, holds_needs=True)
    needs.put([casting_need(), water_need()])
    casting = next(one for one in capabilities() if one.id == "vacuum-casting")
    assert ids(needs.rank(casting)) == ["need-casting", "need-water"]


def test_an_empty_matcher_answers_with_nothing(encoder):
    empty = Matcher(encoder)
    empty.put([])
    assert len(empty) == 0
    assert empty.rank(casting_need()) == []


def test_kept_vectors_give_the_same_ranking(matcher, encoder):
    other = Matcher(encoder)
    other.put(capabilities(), matcher.vectors_for(capabilities()))
    assert ids(other.rank(water_need())) == ids(matcher.rank(water_need()))


def test_vectors_that_do_not_belong_are_refused(matcher):
    with pytest.raises(ValueError, match="vectors"):
        matcher.put(capabilities(), np.zeros((1, matcher.encoder.dimension), dtype=np.float32))
    with pytest.raises(ValueError, match="wide"):
        matcher.put(capabilities(), np.zeros((len(capabilities()), 3), dtype=np.float32))
    assert len(matcher) == len(capabilities())


def test_readers_and_a_writer_do_not_disturb_each_other(matcher):
    problems = []

    def read():
        try:
            for _ in range(30):
                assert ids(matcher.rank(casting_need(), explain=False))[0] == "vacuum-casting"
        except Exception as problem:
            problems.append(problem)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(30):
        matcher.put([Document("tea", f"茶叶杀青设备{number}", "滚筒杀青温度自动控制。")])
    for reader in readers:
        reader.join()
    assert problems == []
