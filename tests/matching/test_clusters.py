"""Groups of needs about one problem, and the indicators they share."""

from dataclasses import replace
from pathlib import Path

import pytest

from matching import Document, Indicator
from matching.clusters import clusters, likenesses
from matching.together import shared_indicators

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "same_problems.tsv").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def documents():
    return [
        Document(f"{at:03d}", title, passages=(("主要技术难点", problem),))
        for at, (_, title, problem) in enumerate(ROWS)
    ]


@pytest.fixture(scope="module")
def groups(documents, encoder):
    return clusters(documents, encoder)


def problem_of(id):
    return ROWS[int(id)][0]


def test_most_groups_are_of_one_problem_and_most_problems_are_found(groups):
    right = [one for one in groups if len({problem_of(id) for id in one.ids} - {"-"}) == 1
             and "-" not in map(problem_of, one.ids)]  # fmt: skip
    problems = {row[0] for row in ROWS} - {"-"}
    assert len(right) / len(groups) >= 0.8
    assert len({problem_of(one.ids[0]) for one in right}) / len(problems) >= 0.8


def test_the_same_needs_give_the_same_groups_in_any_order(documents, groups, encoder):
    assert clusters(list(reversed(documents)), encoder) == groups


def test_the_needs_of_one_enterprise_are_no_joint_need(documents, encoder):
    everybody = {document.id: "one enterprise" for document in documents}
    assert clusters(documents, encoder, everybody) == []


def test_a_need_alone_is_no_group(documents, encoder):
    assert clusters(documents[:1], encoder) == []
    assert clusters([], encoder) == []


def test_a_chain_of_likenesses_is_cut_by_the_average(documents, groups, encoder):
    """Every member of a group is like the others on average, not like one of them."""
    alike = likenesses(documents, encoder)
    for one in groups:
        places = [int(id) for id in one.ids]
        pairs = [alike[a, b] for a in places for b in places if a < b]
        assert sum(pairs) / len(pairs) >= 0.4


def test_tables_that_measure_the_same_bring_a_pair_together(documents, encoder):
    asked = (Indicator("孔隙率", "<=", 0.8, "%"), Indicator("抗拉强度", ">=", 260, "MPa"))
    alike = likenesses(documents, encoder)
    one, other = next(zip(*((alike > 0.1) & (alike < 0.9)).nonzero(), strict=True))
    pair = [replace(documents[place], indicators=asked) for place in (one, other)]
    assert likenesses(pair, encoder)[0, 1] > alike[one, other]


def need(id, *indicators):
    return Document(id, "壳体", indicators=tuple(Indicator(*row) for row in indicators))


def test_the_strictest_target_serves_everybody_in_one_unit():
    first = need("1", ("孔隙率", "<=", 0.8, "%"), ("抗拉强度", ">=", 260, "MPa"))
    second = need("2", ("抗拉强度", ">=", 0.28, "GPa"), ("孔隙率", "<=", 1.2, "%"))
    porosity, strength = shared_indicators([first, second])
    assert (porosity.op, porosity.value, porosity.unit) == ("<=", 0.8, "%")
    assert (strength.op, strength.value, strength.unit) == (">=", pytest.approx(280), "MPa")
    assert strength.of("2")[0].value == pytest.approx(280)


def test_what_one_need_alone_asks_for_comes_after_what_they_share():
    rows = shared_indicators(
        [need("1", ("伸长率", ">=", 6, "%")), need("2", ("单件节拍", "<=", 90, "s")),
         need("3", ("单件节拍", "<=", 1, "min"))]
    )  # fmt: skip
    assert [(row.name, row.is_common) for row in rows] == [("单件节拍", True), ("伸长率", False)]
    assert rows[0].value == pytest.approx(60)


def test_opposite_directions_are_not_one_quantity():
    rows = shared_indicators(
        [need("1", ("硬度", ">=", 600, "HV")), need("2", ("硬度", "<=", 400, "HV"))]
    )
    assert not any(row.is_common for row in rows)


def test_ranges_that_do_not_meet_have_no_common_target():
    rows = shared_indicators(
        [need("1", ("膜厚", "range", (10, 12), "μm")), need("2", ("膜厚", "range", (18, 22), "μm"))]
    )
    assert rows[0].is_common
    assert rows[0].value is None
