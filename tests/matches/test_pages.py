"""Candidates, the pair, the match: who sees what, who may begin, what a second person meets."""

import pytest

from app.accounts.models import Organisation
from app.capabilities.models import CapabilityState
from app.clock import today
from app.extensions import db
from app.matches.models import Match, MatchState
from app.needs.models import Need, NeedState
from tests.factories import make_capability, make_need, make_officer, make_solver, make_submitter


def pair_path(parties):
    return f"/matches/need/{parties['need']}/capability/{parties['capability']}"


def begin(client, parties, note=""):
    return client.send(pair_path(parties), {"note": note}, page=pair_path(parties))


def the_match(app):
    with app.app_context():
        match = db.session.query(Match).one()
        return match.id, match.state, match.version


def test_the_owner_sees_candidates_with_their_evidence(parties, signed_in):
    page = signed_in(parties["owner"]).get(f"/matches/need/{parties['need']}").text
    assert "真空辅助低压铸造" in page
    assert "<mark>" in page
    assert "综合分" in page


@pytest.mark.parametrize("who", ["solver", "stranger"])
def test_the_candidates_are_for_the_owner_and_the_officers(parties, signed_in, made, who):
    person = parties["solver"] if who == "solver" else made(make_submitter)
    assert signed_in(person).get(f"/matches/need/{parties['need']}").status_code == 403


def test_a_visitor_is_asked_to_sign_in(parties, client):
    answer = client.get(f"/matches/need/{parties['need']}")
    assert answer.status_code == 302
    assert "/login" in answer.location


def test_another_plants_draft_is_not_there(signed_in, made):
    draft = made(make_need, state=NeedState.DRAFT)
    assert signed_in(made(make_submitter)).get(f"/matches/need/{draft}").status_code == 404


def test_a_filter_that_nobody_passes_says_so(parties, signed_in):
    page = signed_in(parties["owner"]).get(f"/matches/need/{parties['need']}?trl=9").text
    assert "没有符合条件的能力" in page


def test_asking_by_number_leads_to_where_it_stands(parties, signed_in):
    owner = signed_in(parties["owner"])
    answer = owner.get(f"/matches/need/{parties['need']}?ask=NL-{today().year}-0001")
    assert answer.location.endswith(f"/need/{parties['need']}/why/{parties['capability']}")


def test_the_pair_shows_evidence_matrix_gaps_and_score(parties, signed_in):
    page = signed_in(parties["officer"]).get(pair_path(parties)).text
    for part in ("支持的原文", "指标对照", "还缺什么", "综合分与构成", "推荐给双方"):
        assert part in page
    assert "达到" in page


def test_without_indicators_nobody_says_that_nothing_is_missing(app, parties, signed_in):
    with app.app_context():
        db.session.get(Need, parties["need"]).indicators = []
        db.session.commit()
    page = signed_in(parties["officer"]).get(pair_path(parties)).text
    assert "缺什么只能由人读原文判断" in page
    assert "要判断的内容都已经有了" not in page


def test_the_need_has_one_number_on_its_pages_of_candidates(app, parties, signed_in):
    with app.app_context():
        need = db.session.get(Need, parties["need"])
        need.published_at = need.created_at
        number = need.number
        db.session.commit()
    for path in (f"/matches/need/{parties['need']}", pair_path(parties)):
        assert number not in signed_in(parties["owner"]).get(path).text


def test_a_third_organisation_may_not_compare(parties, signed_in, made):
    for person in (made(make_solver), made(make_submitter)):
        assert signed_in(person).get(pair_path(parties)).status_code == 403


def test_a_capability_that_is_not_published_is_not_there(parties, signed_in, made):
    hidden = made(make_capability, state=CapabilityState.DRAFT)
    path = f"/matches/need/{parties['need']}/capability/{hidden}"
    assert signed_in(parties["owner"]).get(path).status_code == 404


def test_the_owners_invitation_is_the_owners_answer(app, parties, signed_in):
    answer = begin(signed_in(parties["owner"]), parties, "想看 CT 原始数据")
    id, state, _ = the_match(app)
    assert answer.location.endswith(f"/matches/{id}")
    assert state is MatchState.OWNER_WILLING
    with app.app_context():
        match = db.session.get(Match, id)
        assert match.owner_note == "想看 CT 原始数据"
        assert match.rank == 1
        assert match.model
        assert match.snapshot["parts"]


def test_the_solvers_offer_is_the_solvers_answer(app, parties, signed_in):
    begin(signed_in(parties["solver"]), parties)
    assert the_match(app)[1] is MatchState.CONTRACTOR_WILLING


def test_an_officers_suggestion_waits_for_both_and_tells_them(app, parties, signed_in):
    begin(signed_in(parties["officer"]), parties)
    assert the_match(app)[1] is MatchState.SUGGESTED
    with app.app_context():
        from app.inbox.models import Message

        told = {row.user_id for row in db.session.query(Message)}
    assert told == {parties["owner"], parties["solver"]}


def test_a_pair_is_begun_once(app, parties, signed_in):
    begin(signed_in(parties["owner"]), parties)
    again = signed_in(parties["solver"]).send(
        pair_path(parties), {"note": "我们也愿意谈"}, page="/matches/"
    )
    assert again.status_code == 409
    assert "我们也愿意谈" in again.text


def test_a_need_that_is_not_public_cannot_be_matched(app, parties, signed_in):
    with app.app_context():
        db.session.get(Need, parties["need"]).state = NeedState.VETTED
        db.session.commit()
    answer = begin(signed_in(parties["owner"]), parties)
    assert answer.status_code == 409
    assert "发榜以后" in answer.text


def test_a_note_that_is_too_long_is_kept_on_the_page(parties, signed_in):
    answer = begin(signed_in(parties["owner"]), parties, "长" * 301)
    assert answer.status_code == 400
    assert "长" * 301 in answer.text


def agreed(parties, signed_in, app):
    """Both sides have said yes: {owner, solver, officer} clients and the match's address."""
    people = {name: signed_in(parties[name]) for name in ("owner", "solver", "officer")}
    begin(people["owner"], parties)
    id, *_ = the_match(app)
    path = f"/matches/{id}"
    people["solver"].send(f"{path}/actions/contractor_agree", {"note": "可试制 20 件"}, page=path)
    return people, path


def test_contacts_open_only_when_the_committee_has_agreed(app, parties, signed_in):
    people, path = agreed(parties, signed_in, app)
    assert "13900000002" not in people["owner"].get(path).text
    decision = {"action": "approve", "note": "同意对接", "version": the_match(app)[2]}
    people["officer"].send(f"{path}/decision", decision, page=path)
    assert the_match(app)[1] is MatchState.APPROVED
    assert "13900000002" in people["owner"].get(path).text
    assert "13900000001" in people["solver"].get(path).text


def test_the_second_officer_is_told_and_keeps_what_was_typed(app, parties, signed_in, made):
    people, path = agreed(parties, signed_in, app)
    version = the_match(app)[2]
    other = signed_in(made(make_officer))
    first = {"action": "approve", "note": "同意", "version": version}
    people["officer"].send(f"{path}/decision", first, page=path)
    second = {"action": "reject", "reason": "terms", "note": "条件差得远", "version": version}
    answer = other.send(f"{path}/decision", second, page=path)
    assert answer.status_code == 409
    assert "条件差得远" in answer.text
    assert the_match(app)[1] is MatchState.APPROVED


def test_a_decision_without_an_opinion_is_refused(app, parties, signed_in):
    people, path = agreed(parties, signed_in, app)
    answer = people["officer"].send(
        f"{path}/decision", {"action": "approve", "note": ""}, page=path
    )
    assert answer.status_code == 400
    assert the_match(app)[1] is MatchState.UNDER_REVIEW


def test_a_refusal_names_its_reason_to_the_other_side(app, parties, signed_in):
    begin(signed_in(parties["owner"]), parties)
    id, *_ = the_match(app)
    path = f"/matches/{id}"
    solver = signed_in(parties["solver"])
    assert solver.send(f"{path}/actions/contractor_decline", {}, page=path).status_code == 400
    solver.send(f"{path}/actions/contractor_decline", {"reason": "capacity"}, page=path)
    assert the_match(app)[1] is MatchState.DECLINED
    assert "目前没有力量承担" in signed_in(parties["owner"]).get(path).text


def test_the_record_names_who_did_what(app, parties, signed_in):
    begin(signed_in(parties["owner"]), parties, "想看原始数据")
    page = signed_in(parties["officer"]).get(f"/matches/{the_match(app)[0]}").text
    assert "需求方愿意谈" in page
    assert "&lt;User" not in page


def test_a_solver_never_sees_the_other_candidates(app, parties, signed_in, made):
    made(make_capability, title="半固态流变压铸成套工艺")
    begin(signed_in(parties["solver"]), parties)
    path = f"/matches/{the_match(app)[0]}"
    assert "半固态流变压铸" not in signed_in(parties["solver"]).get(path).text
    assert "半固态流变压铸" in signed_in(parties["owner"]).get(path).text


def test_a_match_is_hidden_from_everybody_else(app, parties, signed_in, made):
    begin(signed_in(parties["owner"]), parties)
    path = f"/matches/{the_match(app)[0]}"
    for person in (made(make_solver), made(make_submitter)):
        assert signed_in(person).get(path).status_code == 404
        assert "真空辅助" not in signed_in(person).get("/matches/").text


def test_the_list_narrows_by_state_and_exports(app, parties, signed_in):
    begin(signed_in(parties["owner"]), parties)
    owner = signed_in(parties["owner"])
    assert "真空辅助" in owner.get("/matches/?state=owner_willing").text
    assert "没有符合条件的匹配" in owner.get("/matches/?state=approved").text
    assert "没有符合条件" in owner.get("/matches/?state=nonsense&q=nothing").text
    assert owner.get("/matches/?export=xlsx").mimetype.endswith("sheet")


def test_reasons_of_a_decided_match_stay_as_they_were(app, parties, signed_in):
    people, path = agreed(parties, signed_in, app)
    people["officer"].send(f"{path}/decision", {"action": "approve", "note": "好"}, page=path)
    with app.app_context():
        match = db.session.query(Match).one()
        match.capability.summary = "改写以后的简介，没有任何数字。"
        db.session.commit()
    assert "型腔分级抽真空" in people["officer"].get(path).text


def test_recommended_ranks_open_needs_and_forgets_the_unrelated(app, parties, signed_in):
    solver = signed_in(parties["solver"])
    page = solver.get("/matches/recommended").text
    assert "薄壁铝合金壳体" in page
    assert "&amp;capability_id=" in page  # 去揭榜 brings what was matched: nothing typed twice
    solver.send(f"{pair_path(parties)}/unrelated", {}, page="/matches/recommended")
    assert the_match(app)[1] is MatchState.DECLINED
    page = solver.get("/matches/recommended")
    assert "现在没有可以推荐的需求" in page.text


def test_what_is_my_own_need_is_not_recommended_to_me(app, signed_in, made):
    solver = made(make_solver)
    with app.app_context():
        from app.accounts.models import User

        ours = db.session.get(Organisation, db.session.get(User, solver).organisation_id)
        make_capability(organisation=ours)
        make_need(NeedState.OPEN, organisation=ours)
        db.session.commit()
    assert "现在没有可以推荐" in signed_in(solver).get("/matches/recommended").text


def test_an_institute_without_capabilities_is_shown_where_to_begin(signed_in, made):
    assert "先登记一项能力" in signed_in(made(make_solver)).get("/matches/recommended").text
