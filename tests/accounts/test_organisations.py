"""Organisations: the directory, the queue, one organisation, and what it says of itself."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.accounts.models import Organisation, OrganisationState
from app.audit.models import AuditEvent
from app.bids.models import BidState
from app.capabilities.models import CapabilityState
from app.extensions import db
from app.needs.models import NeedState
from app.projects.models import ProjectState
from app.workflow.declaration import Role
from tests.accounts.test_registration import code
from tests.factories import (
    make_bid,
    make_capability,
    make_need,
    make_officer,
    make_organisation,
    make_project,
    make_submitter,
    make_user,
)

PENDING, VERIFIED = OrganisationState.PENDING, OrganisationState.VERIFIED
PHONE = "13800138000"


@pytest.fixture
def plant(made):
    """A verified enterprise with everything filled in."""
    return made(
        make_organisation,
        name="重庆示例压铸",
        credit_code=code(),
        address="青杠街道 18 号",
        ownership="民营",
        contact_name="赵工",
        contact_phone=PHONE,
    )


def person_of(app, id, **fields):
    with app.app_context():
        user = make_submitter(db.session.get(Organisation, id), **fields)
        db.session.commit()
        return user.id


def page_of(id):
    return f"/organisations/{id}"


def edited(client, id, **changes):
    page = f"/organisations/{id}/edit"
    fields = {
        "version": "1", "region": "璧山区", "address": "新址 9 号", "ownership": "民营",
        "contact_name": "赵工", "contact_phone": PHONE,
    }  # fmt: skip
    return client.send(page, fields | changes, page=page)


def test_the_directory_lists_only_verified_organisations_to_visitors(client, made):
    made(make_organisation, name="已核验的")
    made(make_organisation, name="等着的", state=PENDING)
    text = client.get("/organisations/").text
    assert "已核验的" in text
    assert "等着的" not in text
    assert "等着的" not in client.get("/organisations/?state=pending").text


def test_the_queue_shows_officers_who_waits(signed_in, made):
    made(make_organisation, name="已核验的")
    made(make_organisation, name="等着的", state=PENDING)
    text = signed_in(made(make_officer)).get("/organisations/?state=pending").text
    assert "等着的" in text
    assert "已核验的" not in text


def test_the_export_holds_exactly_what_is_shown(signed_in, made, client):
    made(make_organisation, name="甲厂", region="江北区")
    made(make_organisation, name="乙厂", region="渝北区")
    path = "/organisations/?region=江北区&format=xlsx"
    sheet = load_workbook(BytesIO(signed_in(made(make_officer)).get(path).data)).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["甲厂"]
    assert client.get(path).mimetype == "text/html"


def test_strangers_see_neither_code_nor_telephone(client, signed_in, made, plant):
    rival = signed_in(made(make_submitter))
    for visitor in (client, rival):
        text = visitor.get(page_of(plant)).text
        assert "重庆示例压铸" in text
        assert code() not in text
        assert PHONE not in text
        assert "青杠街道" not in text


def test_an_officer_sees_the_telephone_after_asking_and_that_is_on_record(
    signed_in, made, app, plant
):
    officer = signed_in(made(make_officer))
    text = officer.get(page_of(plant)).text
    assert code() in text
    assert PHONE not in text
    assert PHONE in officer.send(page_of(plant) + "/contact").text
    with app.app_context():
        assert db.session.scalar(select(AuditEvent).filter_by(action="read_contact")) is not None


def test_asking_for_the_telephone_tells_a_stranger_nothing(signed_in, made, plant):
    answer = signed_in(made(make_submitter)).send(page_of(plant) + "/contact")
    assert PHONE not in answer.text


def test_the_profile_shows_only_what_is_public(client, app, plant):
    with app.app_context():
        plant_ = db.session.get(Organisation, plant)
        make_need(NeedState.OPEN, organisation=plant_, title="公开的需求")
        make_need(NeedState.DRAFT, organisation=plant_, title="没写完的需求")
        make_capability(organisation=plant_, title="公开的能力")
        make_capability(CapabilityState.DRAFT, organisation=plant_, title="没写完的能力")
        make_bid(BidState.SUBMITTED, organisation=plant_, route="密封的路线")
        solved = make_need(NeedState.SOLVED, title="做成的项目")
        make_project(ProjectState.ACCEPTED, need=solved, contractor=plant_)
        db.session.commit()
    text = client.get(page_of(plant)).text
    assert all(word in text for word in ("公开的需求", "公开的能力", "做成的项目"))
    assert "没写完" not in text
    assert "密封" not in text


def test_a_pending_organisation_is_not_there_for_others(client, signed_in, made):
    id = made(make_organisation, state=PENDING)
    assert client.get(page_of(id)).status_code == 404
    assert signed_in(made(make_submitter)).get(page_of(id)).status_code == 404


def test_an_officer_verifies_and_the_organisation_hears_of_it(signed_in, made, app):
    id = made(make_organisation, state=PENDING, credit_code=code())
    owner = signed_in(person_of(app, id))
    officer = signed_in(made(make_officer))
    officer.send(page_of(id) + "/actions/verify", page=page_of(id))
    assert "已核验" in owner.get(page_of(id)).text
    with app.app_context():
        assert db.session.get(Organisation, id).state is VERIFIED


def test_nobody_verifies_himself(signed_in, made, app):
    id = made(make_organisation, state=PENDING, credit_code=code())
    owner = signed_in(person_of(app, id))
    assert owner.send(page_of(id) + "/actions/verify").status_code == 403


def test_refusing_wants_a_reason(signed_in, made, app):
    id = made(make_organisation, state=PENDING)
    officer = signed_in(made(make_officer))
    assert officer.send(page_of(id) + "/actions/refuse").status_code == 400
    officer.send(page_of(id) + "/actions/refuse", {"note": "信用代码和名称对不上"})
    assert "信用代码和名称对不上" in signed_in(person_of(app, id)).get(page_of(id)).text


def test_its_own_people_revise_it(signed_in, app, plant):
    client = signed_in(person_of(app, plant))
    assert edited(client, plant, products="电驱壳体", revenue="36000").status_code == 302
    with app.app_context():
        saved = db.session.get(Organisation, plant)
        assert (saved.products, saved.revenue) == ("电驱壳体", 360_000_000)


def test_once_verified_who_it_is_changes_only_by_an_officer(signed_in, made, app, plant):
    identity = {"name": "别人的名字", "kind": "enterprise", "credit_code": code()}
    edited(signed_in(person_of(app, plant)), plant, **identity)
    with app.app_context():
        assert db.session.get(Organisation, plant).name == "重庆示例压铸"
    edited(signed_in(made(make_officer)), plant, **identity | {"version": "2"})
    with app.app_context():
        assert db.session.get(Organisation, plant).name == "别人的名字"
        notes = db.session.scalars(select(AuditEvent.note).filter_by(action="revise")).all()
        assert "单位名称：重庆示例压铸 → 别人的名字" in notes[-1]


def test_a_stranger_cannot_revise_it(signed_in, made, plant):
    client = signed_in(made(make_submitter))
    assert client.get(page_of(plant) + "/edit").status_code == 403
    assert client.send(page_of(plant) + "/edit", {"version": "1"}).status_code == 403


def test_the_second_of_two_sees_both_texts_and_loses_nothing(signed_in, app, plant):
    first, second = (signed_in(person_of(app, plant)) for _ in range(2))
    edited(first, plant, products="电池托盘")
    answer = edited(second, plant, products="副车架")
    assert answer.status_code == 409
    assert "电池托盘" in answer.text
    assert "副车架" in answer.text
    assert edited(second, plant, products="副车架", version="2").status_code == 302


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"revenue": "很多"}, "写一个数"),
        ({"staff": "10", "rd_staff": "20"}, "不能多于职工人数"),
        ({"founded_year": "12"}, "不能小于 1800"),
        ({"contact_phone": "12"}, "手机号"),
        ({"ownership": ""}, "请选择企业性质"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(signed_in, app, plant, change, said):
    answer = edited(signed_in(person_of(app, plant)), plant, **change, intro="写了很久的简介")
    assert answer.status_code == 422
    assert said in answer.text
    assert "写了很久的简介" in answer.text


def test_the_administrator_looks_but_does_not_revise(signed_in, made, plant):
    client = signed_in(made(lambda: make_user(Role.ADMIN)))
    assert client.get(page_of(plant)).status_code == 200
    assert client.get(page_of(plant) + "/edit").status_code == 403


@pytest.mark.parametrize("version", ["7", "abc", "1.0"])
def test_a_version_that_is_not_the_present_one_is_not_now(signed_in, made, version):
    id = made(make_organisation, state=PENDING, credit_code=code())
    officer = signed_in(made(make_officer))
    path = page_of(id) + "/actions/verify"
    assert officer.send(path, {"version": version}).status_code == 409
