"""组队建议: who covers what, who may see it, and inviting a team together."""

import pytest

from app.accounts.models import Organisation, User
from app.capabilities.models import Capability, CapabilityIndicator
from app.extensions import db
from app.inbox.models import Message
from app.matches.models import Match, MatchState
from app.matches.teams import advice_for
from app.needs.models import Need, NeedState
from tests.factories import make_capability, make_need, make_organisation, make_submitter

TASKS = "研究型腔分级抽真空工艺；建立铸件气孔X射线在线检测方法；开发模具随形冷却水道设计软件。"
CASTING = {
    "title": "真空辅助低压铸造",
    "summary": "采用型腔分级抽真空工艺，铸件孔隙率平均 0.62%，抗拉强度 272 MPa。",
}
SEEING = {
    "title": "铸件气孔X射线在线检测",
    "summary": "对铸件气孔做X射线在线检测，自动识别热节处的气孔，铝合金壳体每件 20 s。",
}
FORGING = {"title": "齿轮钢锻造", "summary": "大型齿轮钢锻件的控锻控冷。"}


@pytest.fixture
def market(app, made, parties):
    """The pair's need with three tasks, and capabilities of three institutes beside the first."""
    with app.app_context():
        need = db.session.get(Need, parties["need"])
        need.research_content = TASKS
        db.session.commit()
    named = {"casting": CASTING, "seeing": SEEING, "forging": FORGING}
    return parties | {
        name: made(lambda fields=fields: _capability(fields)) for name, fields in named.items()
    }


def _capability(fields):
    capability = make_capability(organisation=make_organisation("institute"), **fields)
    if fields is not CASTING:
        capability.indicators = []
    return capability


def page(market):
    return f"/matches/need/{market['need']}/team"


def advice(app, market):
    return advice_for(db.session.get(Need, market["need"]))


def test_two_cover_what_neither_covers_alone(context, market):
    found = advice(context, market)
    members = {int(member.id) for member in found.team.members}
    assert market["seeing"] in members
    assert market["forging"] not in members
    assert len(members) == 2
    assert found.reached[0] < found.reached[1] == len(found.team.met)


def test_a_figure_alone_makes_nobody_of_another_trade_a_member(context, market):
    need = db.session.get(Need, market["need"])
    forging = db.session.get(Capability, market["forging"])
    row = need.indicators[0]
    forging.summary = "薄壁铝合金壳体的清洗与包装，不涉及铸造。"
    forging.indicators = [
        CapabilityIndicator(position=0, name=row.name, operator="=", value=row.value, unit=row.unit)
    ]
    db.session.commit()
    found = advice(context, market)
    assert str(market["forging"]) in found.capabilities
    assert all(str(market["forging"]) not in row.covers for row in found.rows)


def test_what_nobody_covers_is_named(context, market):
    labels = [row.label for row in advice(context, market).open_rows]
    assert "开发模具随形冷却水道设计软件" in labels


def test_the_needs_own_organisation_is_no_member(context, market):
    need = db.session.get(Need, market["need"])
    for capability in advice(context, market).capabilities.values():
        capability.organisation_id = need.organisation_id
    db.session.flush()
    assert advice(context, market).team is None


def test_who_has_said_no_is_no_member(context, market):
    need = db.session.get(Need, market["need"])
    refused = Match(need=need, capability_id=market["seeing"], number="PP-1",
                    state=MatchState.DECLINED)  # fmt: skip
    db.session.add(refused)
    db.session.flush()
    assert str(market["seeing"]) not in advice(context, market).capabilities


def test_the_page_shows_the_matrix_with_quotes_and_marks(market, signed_in):
    shown = signed_in(market["owner"]).get(page(market)).text
    for part in (
        "谁覆盖哪一条",
        "研究型腔分级抽真空工艺",
        "无人覆盖",
        "一起邀请",
        "<mark>",
        "达到",
    ):
        assert part in shown


@pytest.mark.parametrize("who", ["solver", "stranger"])
def test_the_team_is_for_those_who_choose(market, signed_in, made, who):
    person = market["solver"] if who == "solver" else made(make_submitter)
    client = signed_in(person)
    assert client.get(page(market)).status_code == 403
    fields = {"capability": [market["casting"]]}
    assert client.send(page(market), fields, page="/").status_code == 403


def test_inviting_together_begins_a_match_with_each(app, market, signed_in):
    chosen = [market["casting"], market["seeing"]]
    answer = signed_in(market["owner"]).send(
        page(market), {"capability": chosen, "note": "请组队"}, page=page(market)
    )
    assert answer.status_code == 302
    with app.app_context():
        begun = db.session.query(Match).all()
        assert {match.capability_id for match in begun} == set(chosen)
        assert {match.state for match in begun} == {MatchState.OWNER_WILLING}
        assert {match.owner_note for match in begun} == {"请组队"}


def test_an_officer_suggests_to_both_sides_of_each(app, market, signed_in):
    chosen = [market["casting"], market["seeing"]]
    signed_in(market["officer"]).send(page(market), {"capability": chosen}, page=page(market))
    with app.app_context():
        assert {m.state for m in db.session.query(Match)} == {MatchState.SUGGESTED}
        told = db.session.query(Message).filter_by(user_id=market["owner"]).count()
        assert told == 2


def test_who_is_in_talks_already_is_passed_over(app, market, signed_in):
    owner, chosen = signed_in(market["owner"]), [market["casting"], market["seeing"]]
    owner.send(page(market), {"capability": chosen[:1]}, page=page(market))
    owner.send(page(market), {"capability": chosen}, page=page(market))
    with app.app_context():
        assert db.session.query(Match).count() == 2
    again = owner.send(page(market), {"capability": chosen, "note": "再请"}, page=page(market))
    assert again.status_code == 409


def test_nobody_is_invited_where_nobody_is_chosen(market, signed_in):
    answer = signed_in(market["owner"]).send(page(market), {}, page=page(market))
    assert answer.status_code == 409


def test_a_note_that_is_too_long_keeps_note_and_choice(app, market, signed_in):
    fields = {"capability": [market["seeing"]], "note": "长" * 301}
    answer = signed_in(market["owner"]).send(page(market), fields, page=page(market))
    assert answer.status_code == 400
    assert "长" * 301 in answer.text
    with app.app_context():
        assert db.session.query(Match).count() == 0


def test_before_the_list_the_team_is_shown_but_not_invited(app, market, signed_in):
    with app.app_context():
        db.session.get(Need, market["need"]).state = NeedState.VETTED
        db.session.commit()
    shown = signed_in(market["owner"]).get(page(market)).text
    assert "还不能邀请" in shown
    fields = {"capability": [market["seeing"]]}
    answer = signed_in(market["owner"]).send(page(market), fields, page=page(market))
    assert answer.status_code == 409


def test_a_need_that_allows_no_consortium_says_so(app, market, signed_in):
    with app.app_context():
        db.session.get(Need, market["need"]).consortium_allowed = False
        db.session.commit()
    assert "没有同意联合体揭榜" in signed_in(market["owner"]).get(page(market)).text


def test_one_alone_is_enough_only_where_nothing_is_left_open(app, market, signed_in):
    with app.app_context():
        need = db.session.get(Need, market["need"])
        need.research_content = "研究型腔分级抽真空工艺；开发模具随形冷却水道设计软件。"
        need.indicators = []
        db.session.commit()
    shown = signed_in(market["owner"]).get(page(market)).text
    assert "有 1 条无人覆盖" in shown
    assert "一家就够" not in shown


def test_a_need_without_any_capability_near_it_says_so(signed_in, made, app):
    owner = made(make_submitter)
    with app.app_context():
        ours = db.session.get(Organisation, db.session.get(User, owner).organisation_id)
        need = make_need(NeedState.OPEN, organisation=ours).id
        db.session.commit()
    shown = signed_in(owner).get(f"/matches/need/{need}/team").text
    assert "没有可以组队的能力" in shown
