"""匹配质量 and the confidence on a pair: shown where it is earned, withheld in words where not."""

import re

import pytest

from app.extensions import db
from app.matches.models import Match, MatchState
from app.workflow.advance import advance
from tests.factories import make_match, make_officer, make_submitter, make_user
from tests.matches.decided import make_decided
from tests.matching.decisions import ALL_BY_CHAIN

QUALITY = "/matches/quality"


@pytest.fixture
def officer(app, signed_in):
    """An officer's client on a site with 84 made decisions."""
    with app.app_context():
        id = make_decided(ALL_BY_CHAIN).id
        db.session.commit()
    return signed_in(id)


def a_match(app, state=MatchState.UNDER_REVIEW):
    with app.app_context():
        match = make_match(state)
        db.session.commit()
        return match.id


def test_without_decisions_the_page_says_so_and_gives_no_figure(signed_in, made):
    page = signed_in(made(make_officer)).get(QUALITY).text
    assert "决定不足" in page
    assert "现有 0 条" in page
    assert 'class="plot"' not in page
    assert "用现有决定学习" not in page


def test_the_plot_stands_beside_its_table(officer):
    page = officer.get(QUALITY).text
    marks = len(re.findall(r"<circle", page.split('class="plot"')[1].split("</svg>")[0]))
    table = page.split("95% 区间</th>")[1].split("</table>")[0]
    assert marks == len(re.findall(r"<tr>", table)) > 1
    counts = [int(count) for count in re.findall(r'nowrap">[^<]*</th><td class="n">(\d+)<', table)]
    assert sum(counts) == 84
    assert "校准误差（ECE）" in page


def test_whoever_reads_statistics_reads_the_quality_but_only_an_officer_learns(signed_in, made):
    from app.workflow.declaration import Role

    auditor = signed_in(made(make_user, roles_=(Role.AUDITOR,)))
    assert auditor.get(QUALITY).status_code == 200
    for path in ("/learn", "/1/apply", "/undo"):
        assert auditor.send(QUALITY + path).status_code == 403
    assert signed_in(made(make_submitter)).get(QUALITY).status_code == 403


def test_an_officer_learns_applies_and_undoes_by_buttons(app, officer):
    officer.send(QUALITY + "/learn", page=QUALITY)
    page = officer.get(QUALITY).text
    assert "采用第 1 号参数" in page
    assert "初始参数" in page
    officer.send(QUALITY + "/1/apply", page=QUALITY)
    page = officer.get(QUALITY).text
    assert "第 1 号参数" in page
    assert "把握按 84 条决定校准" in page
    assert "撤销第 1 号参数" in page
    officer.send(QUALITY + "/undo", page=QUALITY)
    assert "没有采用校准" in officer.get(QUALITY).text


def test_applying_what_is_not_there_is_404_and_twice_is_409(officer):
    assert officer.send(QUALITY + "/77/apply", page=QUALITY).status_code == 404
    officer.send(QUALITY + "/learn", page=QUALITY)
    officer.send(QUALITY + "/1/apply", page=QUALITY)
    assert officer.send(QUALITY + "/1/apply", page=QUALITY).status_code == 409


def test_a_pair_without_enough_decisions_says_how_many_there_are(app, signed_in, made):
    match, person = a_match(app), made(make_officer)
    page = signed_in(person).get(f"/matches/{match}").text
    assert "决定不足 40 条（现有 0 条），暂不给出把握" in page


def test_a_pair_shows_its_confidence_once_a_calibration_is_applied(app, officer):
    match = a_match(app)
    assert "还没有采用从决定中学得的校准" in officer.get(f"/matches/{match}").text
    officer.send(QUALITY + "/learn", page=QUALITY)
    officer.send(QUALITY + "/1/apply", page=QUALITY)
    page = officer.get(f"/matches/{match}").text
    assert re.search(r"把握 \d+%", page)
    assert "按 84 条决定校准" in page
    assert "第 1 号参数，计算于" in page


def test_both_texts_are_quoted_with_the_words_they_share(app, signed_in, made):
    page = signed_in(made(make_officer)).get(f"/matches/{a_match(app)}").text
    asked = page.split("quote--asked")[1].split("</figure>")[0]
    assert "需求 · " in asked
    assert "<mark>" in asked
    assert "<mark>" in page.split("quote--asked")[1].split("</figure>")[1]


def test_suggestion_and_decision_are_both_kept_with_model_parameters_and_time(
    app, parties, signed_in
):
    pair = f"/matches/need/{parties['need']}/capability/{parties['capability']}"
    signed_in(parties["owner"]).send(pair, {"note": ""}, page=pair)
    with app.app_context():
        match, officer = db.session.query(Match).one(), make_officer()
        match.state = MatchState.UNDER_REVIEW
        advance(match, "approve", officer, note="同意")
        db.session.commit()
        suggested, decided = match.readings
        assert suggested["label"] == "发起"
        assert decided["label"] == "同意对接"
        for reading in (suggested, decided):
            assert reading["model"].startswith("words-order@")
            assert reading["parameters"] == "initial"
            assert reading["rank"] == 1
            assert reading["confidence"] is None
        assert match.parameters == "initial"
        assert suggested["at"] < decided["at"]
        id = match.id
    page = signed_in(parties["officer"]).get(f"/matches/{id}").text
    assert "每次推荐与决定时的结果" in page


def test_a_refusal_by_one_side_keeps_what_the_machine_had_said(app, parties, signed_in):
    pair = f"/matches/need/{parties['need']}/capability/{parties['capability']}"
    signed_in(parties["solver"]).send(pair + "/unrelated", page="/matches/recommended")
    with app.app_context():
        match = db.session.query(Match).one()
        assert match.readings[-1]["label"] == "能力方谢绝"


def test_the_solver_sees_no_confidence_of_the_committee(app, parties, signed_in):
    pair = f"/matches/need/{parties['need']}/capability/{parties['capability']}"
    assert "暂不给出把握" not in signed_in(parties["solver"]).get(pair).text
