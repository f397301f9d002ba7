"""The smallest team that covers a need: exact, fair between equals, honest about what is left."""

import random
from itertools import combinations

import pytest

from matching import Document, load_encoder
from matching.coverage import COVERS, covers
from matching.documents import Indicator
from matching.indicators import compare_all
from matching.sub_needs import sub_needs, subject
from matching.teams import Candidate, alternatives, reach, smallest_team, uncovered


def one(id, met, score=50, near=(), region="", organisation=""):
    return Candidate(id, score, frozenset(met), frozenset(near), region, organisation)


def names(team):
    return "".join(sorted(member.id for member in team.members))


def test_one_that_covers_everything_needs_no_partner():
    team = smallest_team([one("a", {0, 1}), one("b", {0, 1, 2}), one("c", {2})], 3)
    assert names(team) == "b"


def test_the_greedy_choice_is_not_taken_where_fewer_do():
    # The widest (a) would need two more; b and c alone cover everything.
    candidates = [one("a", {1, 2, 3, 4}), one("b", {0, 1, 2}), one("c", {3, 4, 5})]
    assert names(smallest_team(candidates, 6)) == "bc"


def test_nobody_who_meets_nothing_makes_a_team():
    assert smallest_team([one("a", set(), near={0})], 1) is None
    assert smallest_team([], 3) is None


def test_what_nobody_covers_is_said_and_does_not_swell_the_team():
    candidates = [one("a", {0}), one("b", {0}, near={2})]
    assert uncovered(candidates, 3) == {1, 2}
    assert smallest_team(candidates, 3).missing == {1, 2}


def test_near_does_not_cover_but_decides_between_teams_of_one_size():
    candidates = [one("a", {0}, score=90), one("b", {0}, score=40, near={1})]
    team = smallest_team(candidates, 2)
    assert names(team) == "b"
    assert (team.met, team.near, team.missing) == ({0}, {1}, {1})


def test_then_the_higher_score_then_one_region_then_one_organisation():
    by_score = [one("a", {0}, 70), one("b", {0}, 60)]
    assert names(smallest_team(by_score, 1)) == "a"
    by_region = [one("a", {0}, region="渝北"), one("b", {1}, region="江津"),
                 one("c", {1}, region="渝北")]  # fmt: skip
    assert names(smallest_team(by_region, 2)) == "ac"
    by_house = [one("a", {0}, organisation="x"), one("b", {1}, organisation="y"),
                one("c", {1}, organisation="x")]  # fmt: skip
    assert names(smallest_team(by_house, 2)) == "ac"


def test_members_stand_best_score_first():
    team = smallest_team([one("a", {0}, 40), one("b", {1}, 80)], 2)
    assert [member.id for member in team.members] == ["b", "a"]


def test_alternatives_do_without_every_member_before_them():
    candidates = [one("a", {0, 1}, 90), one("b", {0, 1}, 80), one("c", {0}, 70)]
    assert [names(team) for team in alternatives(candidates, 2)] == ["b", "c"]
    assert alternatives(candidates, 2)[1].missing == {1}


def test_reach_says_how_far_so_many_members_go():
    candidates = [one("a", {0, 1}), one("b", {1, 2}), one("c", {3})]
    assert [reach(candidates, members) for members in (1, 2, 3)] == [2, 3, 4]
    assert reach([], 1) == 0


@pytest.mark.parametrize("seed", range(8))
def test_it_agrees_with_trying_every_team(seed):
    draw = random.Random(seed)
    for _ in range(25):
        items = draw.randint(1, 8)
        candidates = [_drawn(draw, str(at), items) for at in range(draw.randint(1, 8))]
        team = smallest_team(candidates, items)
        expected = _by_trying(candidates)
        assert (expected is None) == (team is None)
        if team is not None:
            assert _worth(team.members, _all_met(candidates)) == expected


def test_twenty_items_and_sixty_candidates_are_no_burden():
    draw = random.Random(3)
    candidates = [_drawn(draw, str(at), 20, 0.12) for at in range(60)]
    team = smallest_team(candidates, 20)
    assert team.met == _all_met(candidates)


def _drawn(draw, id, items, density=0.35):
    met = {at for at in range(items) if draw.random() < density}
    near = {at for at in range(items) if draw.random() < 0.2} - met
    return one(id, met, draw.randint(1, 9), near, draw.choice("ab"), draw.choice("xyz"))


def _by_trying(candidates):
    useful = [candidate for candidate in candidates if candidate.met]
    goal = _all_met(useful)
    for size in range(1, len(useful) + 1):
        whole = [team for team in combinations(useful, size) if _all_met(team) == goal]
        if whole:
            return max(_worth(team, goal) for team in whole)
    return None


def _worth(team, goal):
    near = frozenset().union(*(member.near for member in team)) - goal
    regions = {member.region for member in team}
    organisations = {member.organisation for member in team}
    score = sum(member.score for member in team)
    return -len(team), len(near), score, -len(regions), -len(organisations)


def _all_met(candidates):
    return frozenset().union(*(candidate.met for candidate in candidates))


def test_a_list_of_tasks_becomes_sub_needs():
    text = "1. 研究型腔分级抽真空；2. 建立气孔在线检测方法。\n（3）完成 200 件试制\n验收"
    assert sub_needs(text) == ("研究型腔分级抽真空", "建立气孔在线检测方法", "完成 200 件试制")
    assert sub_needs("") == ()


def test_a_task_of_a_few_characters_is_a_task():
    assert sub_needs("轴承寿命；膜清洗") == ("轴承寿命", "膜清洗")


def test_what_closes_every_project_is_no_task():
    assert sub_needs("组织验收；完成项目鉴定；提交技术报告；验收标准研究") == ("验收标准研究",)


def test_a_task_is_about_what_stands_between_its_verb_and_its_kind():
    assert subject("建立机器人手眼标定方法") == "机器人手眼标定"
    assert subject("研究工艺") == "研究工艺"


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


CASTING = Document(
    "1",
    "真空辅助低压铸造",
    indicators=(Indicator("孔隙率", "=", 0.62, "%"),),
    passages=(("简介", "采用型腔分级抽真空，使铸件孔隙率平均 0.62%。尚未开展气孔在线检测。"),),
)


def covered(parts, indicators, encoder):
    compared = compare_all(indicators, CASTING.indicators, encoder)
    return covers(parts, compared, CASTING, encoder, closeness=0.8)


def test_a_sub_need_is_covered_by_the_sentence_that_speaks_of_it(encoder):
    found = covered(("研究型腔分级抽真空", "开发电池管理芯片"), (), encoder)
    assert set(found) == {0}
    assert found[0].evidence.similarity >= COVERS
    assert "分级抽真空" in found[0].evidence.sentence


def test_one_shared_word_covers_nothing(encoder):
    assert covered(("研究真空镀膜机的密封寿命", "铸件毛刺的机器人打磨"), (), encoder) == {}


def test_the_words_that_both_say_are_marked_in_the_quote(encoder):
    evidence = covered(("研究型腔分级抽真空",), (), encoder)[0].evidence
    assert [evidence.sentence[start:end] for start, end in evidence.marks] == ["型腔分级抽真空"]


def test_the_same_words_cover_less_the_further_the_capability_is_from_the_need(encoder):
    parts = ("型腔分级抽真空",)
    assert set(covers(parts, (), CASTING, encoder, closeness=0.9)) == {0}
    assert covers(parts, (), CASTING, encoder, closeness=0) == {}


def test_figures_of_another_trade_answer_nothing(encoder):
    compared = compare_all((Indicator("孔隙率", "<=", 0.8, "%"),), CASTING.indicators, encoder)
    assert set(covers((), compared, CASTING, encoder, closeness=0.6)) == {0}
    assert covers((), compared, CASTING, encoder, closeness=0.3, counts_figures=False) == {}


def test_a_sentence_that_says_what_is_not_done_covers_nothing(encoder):
    assert covered(("开展气孔在线检测",), (), encoder) == {}


def test_indicators_follow_the_sub_needs_and_near_stays_near(encoder):
    asked = (Indicator("孔隙率", "<=", 0.8, "%"), Indicator("孔隙率", "<=", 0.6, "%"),
             Indicator("孔隙率", "<=", 0.1, "%"))  # fmt: skip
    found = covered(("开发电池管理芯片",), asked, encoder)
    assert {at: cover.status for at, cover in found.items()} == {1: "met", 2: "near"}
