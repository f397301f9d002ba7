"""One lead, one office, one plan, one set of policies a chain: who writes it, who reads it, what is kept."""

import pytest

from app.accounts.models import OrganisationState
from app.audit.models import AuditEvent
from app.chain_offices.models import ChainOffice, LeadEnterprise
from app.chain_offices.operations import appoint_lead, dismiss_lead, write_office
from app.chains.models import Chain
from app.clock import today
from app.extensions import db
from app.workflow.declaration import NotNow
from tests import factories

FIELDS = {
    "city_lead": "分管副主任", "office_name": "装备处", "office_phone": "023-61234567",
    "plan_title": "传动链行动方案", "plan_text": "先补滚动体。", "plan_until": "2027-12-31",
    "district_leads-0-region": "长寿区", "district_leads-0-post": "副区长",
    "goals-0-what": "滚动体两家供货", "goals-0-due_on": "2027-06-30",
    "policies-0-title": "后补助办法", "policies-0-document_number": "示例〔2026〕1 号",
    "policies-0-gives": "按投入后补助", "policies-0-valid_until": "2027-12-31",
    "policies-1-title": "旧办法", "policies-1-valid_until": "2020-12-31",
}  # fmt: skip


def write(client, chain, **changed):
    path = f"/chain-offices/{chain}/edit"
    return client.send(path, FIELDS | changed, page=path)


def test_the_lead_writes_it_and_everybody_reads_the_public_part(desk, signed_in, client):
    lead = signed_in(desk.lead)
    assert write(lead, desk.chain).status_code == 302
    shown = lead.get(f"/chain-offices/{desk.chain}").text
    assert "先补滚动体。" in shown
    assert "旧办法" in shown
    public = client.get(f"/chains/{desk.chain}").text
    for word in ("分管副主任", "长寿区", "装备处", "023-61234567", "后补助办法", "渝传（示例）"):
        assert word in public
    assert "先补滚动体。" not in public
    assert "旧办法" not in public


def test_a_personal_phone_and_an_unknown_district_are_refused_and_what_was_typed_stays(
    desk, signed_in
):
    lead = signed_in(desk.lead)
    answer = write(lead, desk.chain, office_phone="13812345678")
    assert answer.status_code == 400
    assert "不写个人手机号" in answer.text
    assert "先补滚动体。" in answer.text
    answer = write(lead, desk.chain, **{"district_leads-0-region": "长寿"})
    assert "不是本市的区县" in answer.text


def test_every_change_is_in_the_trail_with_what_came_and_went(desk, context):
    chain = db.session.get(Chain, desk.chain)
    actor = factories.make_officer()
    rows = {"policies": [{"title": "甲", "document_number": "", "gives": "", "valid_until": None}]}
    office = write_office(chain, {"office_name": "装备处"}, rows, actor)
    rows["policies"] = [{"title": "乙", "document_number": "", "gives": "", "valid_until": None}]
    write_office(chain, {"office_name": "材料处"}, rows, actor)
    notes = [
        event.note
        for event in db.session.query(AuditEvent).filter_by(thing_kind="chain_office")
        if event.thing_id == office.id
    ]
    assert len(notes) == 2
    assert "装备处 → 材料处" in notes[1]
    assert "加 乙，去 甲" in notes[1]


def test_writing_the_same_again_leaves_no_trace(desk, context):
    chain, actor = db.session.get(Chain, desk.chain), factories.make_officer()
    office = write_office(chain, {"office_name": "装备处"}, {}, actor)
    version = office.version
    write_office(chain, {"office_name": "装备处"}, {}, actor)
    assert office.version == version
    assert db.session.query(AuditEvent).filter_by(thing_kind="chain_office").count() == 1


def test_whoever_looked_at_an_older_version_is_told_and_overwrites_nothing(desk, signed_in, app):
    first, second = signed_in(desk.lead), signed_in(desk.officer)
    write(first, desk.chain)
    with app.app_context():
        version = db.session.query(ChainOffice).one().version
    write(first, desk.chain, office_name="甲处", version=version)
    answer = write(second, desk.chain, office_name="乙处", version=version)
    assert answer.status_code == 409
    with app.app_context():
        assert db.session.query(ChainOffice).one().office_name == "甲处"


@pytest.mark.parametrize(
    ("who", "looks", "writes"),
    [
        ("lead", 200, 200),
        ("officer", 200, 200),
        ("auditor", 200, 403),
        ("other_lead", 403, 403),
        ("person", 403, 403),
        ("stranger", 403, 403),
    ],
)
def test_who_may_look_at_a_desk_and_who_may_write_on_it(desk, signed_in, who, looks, writes):
    client = signed_in(getattr(desk, who))
    assert client.get(f"/chain-offices/{desk.chain}").status_code == looks
    assert client.get(f"/chain-offices/{desk.chain}/ladder").status_code == looks
    assert client.get(f"/chain-offices/{desk.chain}/edit").status_code == writes
    assert client.get(f"/chain-offices/{desk.chain}/leads/new").status_code == writes


def test_a_third_lead_enterprise_is_refused_with_the_reason_and_there_is_room_after_a_dismissal(
    desk, context
):
    chain, actor = db.session.get(Chain, desk.chain), factories.make_officer()
    second = appoint_lead(chain, factories.make_organisation(name="乙厂"), today(), actor)
    third = factories.make_organisation(name="丙厂")
    with pytest.raises(NotNow, match="本链已有 渝传（示例）、乙厂"):
        appoint_lead(chain, third, today(), actor)
    dismiss_lead(second, today(), "迁出本市", actor)
    appoint_lead(chain, third, today(), actor)
    assert db.session.query(LeadEnterprise).filter_by(until=None).count() == 2


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "university"}, "链主须是企业"),
        ({"state": OrganisationState.PENDING}, "还没有通过核验"),
    ],
)
def test_only_a_verified_enterprise_leads_a_chain(desk, context, fields, reason):
    organisation = factories.make_organisation(**fields)
    with pytest.raises(NotNow, match=reason):
        appoint_lead(
            db.session.get(Chain, desk.chain), organisation, today(), factories.make_officer()
        )


def test_the_form_says_why_a_third_is_refused_and_lists_a_dismissed_one_no_more(
    desk, signed_in, app
):
    with app.app_context():
        factories.make_lead_enterprise(db.session.get(Chain, desk.chain))
        factories.make_organisation(name="丙厂（示例）")
        db.session.commit()
        first = db.session.query(LeadEnterprise).first().id
    lead = signed_in(desk.lead)
    path = f"/chain-offices/{desk.chain}/leads/new"
    fields = {"organisation": "丙厂（示例）", "since": str(today())}
    refused = lead.send(path, fields, page=path)
    assert refused.status_code == 400
    assert "先免去一家" in refused.text
    away = f"/chain-offices/leads/{first}/dismiss"
    assert lead.send(away, {"note": ""}, page=away).status_code == 400
    assert lead.send(away, {"note": "迁出"}, page=away).status_code == 302
    assert lead.send(path, fields, page=path).status_code == 302
    shown = lead.get(f"/chain-offices/{desk.chain}").text
    assert "丙厂（示例）" in shown
    assert "渝传（示例）" not in shown
