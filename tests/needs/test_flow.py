"""The life of a need up to the list and its ways out, as people live it on the pages."""

import pytest

from app.audit.queries import timeline
from app.extensions import db
from app.inbox.models import Message
from app.needs.models import Need, NeedState
from tests import factories as make


@pytest.fixture
def cast(signed_in, app):
    """A submitter with a complete draft, the district's officer and the city's."""
    with app.app_context():
        owner = make.make_submitter()
        need = make.make_need(organisation=owner.organisation)
        ids = owner.id, make.make_district_officer().id, make.make_officer().id
        db.session.commit()
        need = need.id
    return need, *[signed_in(id) for id in ids]


@pytest.fixture
def state_of(app):
    def read(id):
        with app.app_context():
            return db.session.get(Need, id).state

    return read


def act(client, need, name, **fields):
    return client.send(f"/needs/{need}/actions/{name}", fields)


def test_returned_with_a_reason_mended_and_submitted_again(cast, state_of, app):
    need, owner, district, officer = cast
    assert act(owner, need, "submit").status_code == 302
    assert owner.get(f"/needs/{need}/edit").status_code == 403, "what is submitted is not edited"
    assert act(district, need, "return", note="孔隙率写明检测方法").status_code == 302
    assert state_of(need) is NeedState.RETURNED
    page = owner.get(f"/needs/{need}?tab=log").text
    assert "孔隙率写明检测方法" in page
    assert owner.get(f"/needs/{need}/edit").status_code == 200
    assert act(owner, need, "submit").status_code == 302
    assert act(district, need, "recommend", note="属实").status_code == 302
    assert act(officer, need, "vet", note="成立").status_code == 302
    assert state_of(need) is NeedState.VETTED
    with app.app_context():
        told = [event.action for event in timeline(db.session.get(Need, need))]
    assert told == ["vet", "recommend", "submit", "return", "submit"]


def test_a_return_without_an_opinion_is_not_taken(cast, state_of):
    need, owner, district, _ = cast
    act(owner, need, "submit")
    assert act(district, need, "return", note="  ").status_code == 400
    assert state_of(need) is NeedState.SUBMITTED


def test_a_refusal_takes_a_reason_and_reaches_the_owner(cast, state_of, app):
    need, owner, district, officer = cast
    act(owner, need, "submit")
    assert act(district, need, "refuse", note="不行", reason="vague").status_code == 403
    assert act(officer, need, "refuse", note="指标没有数", reason="nonsense").status_code == 400
    assert act(officer, need, "refuse", note="指标没有数", reason="vague").status_code == 302
    assert state_of(need) is NeedState.REFUSED
    with app.app_context():
        bodies = db.session.scalars(db.select(Message.body)).all()
    assert "指标不明确、无法考核\n指标没有数" in bodies
    assert "指标没有数" in owner.get(f"/needs/{need}?tab=log").text


def test_the_owner_withdraws_a_draft_and_it_is_over(cast, state_of):
    need, owner, _, officer = cast
    assert act(officer, need, "withdraw", note="x").status_code == 404, (
        "a draft is the owner's alone"
    )
    assert act(owner, need, "withdraw", note="自己解决了").status_code == 302
    assert state_of(need) is NeedState.WITHDRAWN
    assert act(owner, need, "submit").status_code == 409
    assert "企业撤回" in owner.get(f"/needs/{need}").text


def test_a_cancelled_need_tells_its_reason_and_takes_the_bids_with_it(
    made, signed_in, state_of, app
):
    from app.bids.models import Bid, BidState

    with app.app_context():
        need = make.make_need(NeedState.OPEN)
        bid = make.make_bid(BidState.SUBMITTED, need)
        owner = make.make_submitter(need.organisation).id
        db.session.commit()
        need, bid = need.id, bid.id
    officer = signed_in(made(make.make_officer))
    assert act(signed_in(owner), need, "withdraw", note="x").status_code == 409
    assert act(officer, need, "cancel", note="企业停产").status_code == 302
    assert state_of(need) is NeedState.CANCELLED
    with app.app_context():
        assert db.session.get(Bid, bid).is_over


def test_an_unverified_organisation_drafts_but_does_not_submit(app, signed_in, state_of):
    from app.accounts.models import OrganisationState

    with app.app_context():
        owner = make.make_submitter(make.make_organisation(state=OrganisationState.PENDING))
        need = make.make_need(organisation=owner.organisation)
        db.session.commit()
        need, owner = need.id, owner.id
    client = signed_in(owner)
    page = client.get(f"/needs/{need}").text
    assert "还没有通过核验" in page
    assert f'action="/needs/{need}/actions/submit"' not in page
    assert act(client, need, "submit").status_code == 409
    assert state_of(need) is NeedState.DRAFT


def test_an_incomplete_draft_says_what_is_missing(app, signed_in):
    with app.app_context():
        owner = make.make_submitter()
        need = make.make_need(organisation=owner.organisation, indicators=0, ip_terms="")
        db.session.commit()
        need, owner = need.id, owner.id
    client = signed_in(owner)
    answer = act(client, need, "submit")
    assert answer.status_code == 409
    assert "还没有填：知识产权归属" in answer.text
    assert "还没有填：知识产权归属" in client.get(f"/needs/{need}").text


def test_the_second_of_two_people_is_told_and_keeps_what_he_wrote(cast, state_of, app):
    need, owner, district, officer = cast
    act(owner, need, "submit")
    with app.app_context():
        seen = db.session.get(Need, need).version
    assert act(district, need, "recommend", note="属实", version=seen).status_code == 302
    answer = act(officer, need, "refuse", note="我写的长长的意见", reason="vague", version=seen)
    assert answer.status_code == 409
    assert "我写的长长的意见" in answer.text
    assert state_of(need) is NeedState.RECOMMENDED
