"""查重: what is near is found whatever has become of it, and nobody learns what they may not see."""

import pytest

from app.extensions import db
from app.needs.models import NeedState
from tests import factories as make

TITLE = "电主轴轴承高速温升控制"
OTHER = "高速电主轴轴承发热抑制"


def near(client, title=TITLE, **fields):
    return client.send("/needs/near", {"title": title, **fields}, page="/needs/new").json["near"]


@pytest.fixture
def submitter(made, signed_in):
    def sign_in(**fields):
        return signed_in(made(make.make_submitter, **fields))

    return sign_in


def need_in(made, state, title=OTHER, **fields):
    return made(make.make_need, state=state, title=title, **fields)


@pytest.mark.parametrize(
    "state", [NeedState.OPEN, NeedState.SOLVED, NeedState.NO_BID, NeedState.IN_PROJECT]
)
def test_whatever_was_ever_on_a_list_is_found(made, submitter, state):
    id = need_in(made, state)
    (found,) = near(submitter())
    assert found["href"] == f"/needs/{id}"
    assert found["word"] in ("几乎相同", "相近")
    assert "电主轴轴承" in found["why"]


@pytest.mark.parametrize(
    "state", [NeedState.DRAFT, NeedState.SUBMITTED, NeedState.VETTED, NeedState.WITHDRAWN,
              NeedState.MERGED],
)  # fmt: skip
def test_what_another_enterprise_has_not_published_is_not_found(made, submitter, state):
    need_in(made, state)
    assert near(submitter()) == []


def test_a_cancelled_need_that_was_never_announced_is_not_found(made, submitter):
    need_in(made, NeedState.CANCELLED)
    assert near(submitter()) == []


def test_our_own_drafts_are_found_and_said_to_be_ours(app, submitter):
    with app.app_context():
        organisation = make.make_organisation()
        make.make_need(organisation=organisation, title=OTHER)
        user = make.make_submitter(organisation).id
        db.session.commit()
    (found,) = near(submitter_of(app, user))
    assert found["who"] == "本单位"


def submitter_of(app, user):
    from app.accounts.models import User

    client = app.test_client()
    with app.app_context():
        login = db.session.get(User, user).login
    client.sign_in(login)
    return client


def test_a_need_is_not_near_to_itself(app):
    with app.app_context():
        need = make.make_need(title=TITLE)
        id, user = need.id, make.make_submitter(need.organisation).id
        db.session.commit()
    assert near(submitter_of(app, user), need=id) == []


def test_a_changed_title_is_read_anew(app, made, submitter):
    id = need_in(made, NeedState.OPEN, title="脐橙糖度无损分选")
    client = submitter()
    assert near(client) == []
    with app.app_context():
        from app.needs.models import Need

        db.session.get(Need, id).title = OTHER
        db.session.commit()
    assert [one["title"] for one in near(client)] == [OTHER]


@pytest.mark.parametrize("title", ["", "轴承", "脐橙糖度无损分选"])
def test_nothing_is_near_to_nothing_or_to_something_else(made, submitter, title):
    need_in(made, NeedState.OPEN)
    assert near(submitter(), title) == []


def test_a_stranger_cannot_ask_with_another_enterprises_draft(made, submitter):
    id = need_in(made, NeedState.DRAFT)
    answer = submitter().send("/needs/near", {"title": TITLE, "need": id}, page="/needs/new")
    assert answer.status_code == 404


def test_only_those_who_submit_needs_may_ask(made, signed_in, client):
    solver = signed_in(made(make.make_solver))
    assert solver.send("/needs/near", {"title": TITLE}).status_code == 403
    assert client.send("/needs/near", {"title": TITLE}).status_code == 302


def test_without_a_script_a_button_looks_and_keeps_what_was_typed(made, submitter):
    need_in(made, NeedState.SOLVED)
    page = submitter().send("/needs/new", {"title": TITLE, "look": "1"}, page="/needs/new").text
    assert OTHER in page
    assert f'value="{TITLE}"' in page


def test_the_examining_officer_sees_the_suspected_duplicate_with_its_reason(made, signed_in):
    need_in(made, NeedState.VETTED)
    id = need_in(made, NeedState.RECOMMENDED, title=TITLE)
    page = signed_in(made(make.make_officer)).get(f"/needs/{id}").text
    assert "疑似重复" in page
    assert OTHER in page
    assert "名称里都有" in page or "名称和难点里都有" in page
    assert f"/joint-needs/group?ids={id}&amp;ids=" in page


def test_the_public_list_finds_a_solved_need_by_its_meaning(made, client):
    need_in(made, NeedState.SOLVED, problem="轴承温升高。")
    assert OTHER in client.get("/needs/?q=主轴轴承温升&scope=all").text
