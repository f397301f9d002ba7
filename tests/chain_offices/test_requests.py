"""Service requests: raised by a lead enterprise or for it, answered by the office, confirmed or reopened."""

import pytest

from app.accounts.models import User
from app.chain_offices.request_models import ServiceRequest, ServiceRequestState
from app.chain_offices.request_operations import ask_service
from app.chains.models import Chain
from app.clock import today
from app.extensions import db
from app.inbox.models import Message
from app.workflow.advance import advance, held_back, offered
from app.workflow.declaration import NotYours
from tests import factories

S = ServiceRequestState


def fields(desk, **changed):
    return {
        "organisation": str(desk.enterprise), "kind": "energy", "title": "专线通电",
        "details": "新线等电。", "asked_on": str(today()),
    } | changed  # fmt: skip


def raise_one(client, desk, **changed):
    path = f"/service-requests/new/{desk.chain}"
    return client.send(path, fields(desk, **changed), page=path)


def test_a_lead_enterprise_raises_one_and_it_stands_on_the_leads_to_do_list(desk, signed_in, app):
    person = signed_in(desk.person)
    assert "向链长办公室提诉求" in person.get(f"/chains/{desk.chain}").text
    assert raise_one(person, desk).status_code == 302
    assert "接办服务诉求" in signed_in(desk.lead).get("/inbox/desk").text
    assert "接办服务诉求" not in signed_in(desk.other_lead).get("/inbox/desk").text
    with app.app_context():
        told = db.session.query(Message).filter_by(thing_kind="service_request").all()
        assert [message.user_id for message in told] == [desk.lead]


@pytest.mark.parametrize("who", ["stranger", "other_lead", "auditor"])
def test_nobody_else_raises_one(desk, signed_in, who):
    client = signed_in(getattr(desk, who))
    assert client.get(f"/service-requests/new/{desk.chain}").status_code == 403


def test_one_enterprise_cannot_ask_in_the_name_of_another(desk, signed_in, app):
    with app.app_context():
        other = factories.make_lead_enterprise(db.session.get(Chain, desk.chain)).organisation_id
        db.session.commit()
    assert raise_one(signed_in(desk.person), desk, organisation=str(other)).status_code == 400


def test_the_office_enters_one_for_the_enterprise_with_the_day_it_was_asked(desk, signed_in, app):
    lead = signed_in(desk.lead)
    assert raise_one(lead, desk, asked_on="2026-03-01").status_code == 302
    assert "不能晚于今天" in raise_one(lead, desk, asked_on="2999-03-01").text
    with app.app_context():
        (one,) = db.session.query(ServiceRequest)
        assert str(one.asked_on) == "2026-03-01"
        told = db.session.query(Message).filter_by(thing_kind="service_request").all()
        assert [message.user_id for message in told] == [desk.person]


def test_from_asked_to_confirmed_with_one_return(desk, context):
    lead, person = db.session.get(User, desk.lead), db.session.get(User, desk.person)
    chain = db.session.get(Chain, desk.chain)
    one = ask_service(
        chain, person.organisation, person, kind="energy", title="通电", details="等电"
    )
    advance(one, "take", lead)
    advance(one, "answer", lead, note="已排进六月计划")
    with pytest.raises(NotYours):
        advance(one, "confirm", lead)
    advance(one, "reopen", person, note="六月太晚")
    assert one.state is S.IN_HAND
    advance(one, "answer", lead, note="提前到四月")
    advance(one, "confirm", person)
    assert one.state is S.CONFIRMED
    assert one.result == "提前到四月"
    assert one.answered_by is lead


def test_the_office_confirms_only_for_an_enterprise_without_an_account(desk, context):
    lead = db.session.get(User, desk.lead)
    chain = db.session.get(Chain, desk.chain)
    silent = factories.make_service_request(S.ANSWERED, chain=chain)
    assert "confirm_for" in [action.name for action in offered(silent, lead)]
    factories.make_submitter(silent.organisation)
    assert "confirm_for" not in [action.name for action in offered(silent, lead)]
    assert "由企业自己确认" in {a.name: why for a, why in held_back(silent, lead)}["confirm_for"]


def test_a_request_is_hidden_from_strangers_and_from_leads_of_other_chains(desk, signed_in, made):
    id = made(factories.make_service_request, state=S.ASKED)
    for who in (desk.stranger, desk.person, desk.lead, desk.other_lead):
        assert signed_in(who).get(f"/service-requests/{id}").status_code == 404
    assert signed_in(desk.officer).get(f"/service-requests/{id}").status_code == 200


def test_what_was_asked_and_answered_stands_on_the_desk_and_in_the_table(desk, signed_in):
    raise_one(signed_in(desk.person), desk)
    lead = signed_in(desk.lead)
    act = "/service-requests/1/actions/answer"
    assert lead.send(act, {"note": "四月通电"}, page="/service-requests/1").status_code == 302
    shown = lead.get(f"/chain-offices/{desk.chain}").text
    assert "专线通电" in shown
    assert "四月通电" in shown
    assert "确认诉求办理结果" in signed_in(desk.person).get("/inbox/desk").text
    table = lead.get(f"/service-requests/?chain={desk.chain}&scope=all&export=xlsx")
    assert table.mimetype.endswith("sheet")
