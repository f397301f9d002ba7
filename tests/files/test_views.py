"""Attachments through the pages: whose, to whom, and what stays on disk."""

from io import BytesIO

import pytest

from app.accounts.models import Organisation
from app.audit.models import AuditEvent
from app.bids.models import BidState
from app.extensions import db
from app.files.models import Attachment
from app.files.operations import place_of
from app.needs.models import NeedState
from app.workflow.declaration import Role
from tests import factories
from tests.files import samples


@pytest.fixture
def plant(made, signed_in):
    """An enterprise with a draft need and its person at the screen: (need id, client, org id)."""
    organisation = made(factories.make_organisation)

    def own(factory):
        return lambda **kw: factory(organisation=db.session.get(Organisation, organisation), **kw)

    person = made(own(factories.make_submitter))
    need = made(own(factories.make_need))
    return need, signed_in(person), organisation


def send_file(client, path, name="检测报告.pdf", content=samples.PDF, purpose="检测报告"):
    """Post it; what is said next stands on the messages page, whoever built the thing's own."""
    fields = {"file": (BytesIO(content), name), "purpose": purpose}
    answer = client.send(path, fields, page="/inbox/messages", content_type="multipart/form-data")
    return client.get("/inbox/messages") if answer.status_code == 302 else answer


def test_a_file_comes_back_byte_for_byte_under_its_chinese_name(plant, app):
    need, client, _ = plant
    assert "已上传：检测报告.pdf" in send_file(client, f"/files/needs/{need}").text

    got = client.get("/files/1")

    assert got.data == samples.PDF
    assert got.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''%E6%A3%80" in got.headers["Content-Disposition"]
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.mimetype == "application/pdf"
    with app.app_context():
        kept = db.session.get(Attachment, 1)
        assert (kept.purpose, kept.size, len(kept.sha256)) == ("检测报告", len(samples.PDF), 64)
        assert "检测" not in place_of(kept).name


def test_a_false_file_is_refused_in_words_and_nothing_is_kept(plant, app):
    need, client, _ = plant
    shown = send_file(client, f"/files/needs/{need}", "报告.pdf", samples.png())
    assert "内容是 PNG，不是 PDF" in shown.text
    with app.app_context():
        assert db.session.query(Attachment).count() == 0


def test_no_file_chosen_is_said(plant):
    need, client, _ = plant
    client.send(f"/files/needs/{need}", page="/inbox/messages")
    shown = client.get("/inbox/messages")
    assert "请先选择一个文件" in shown.text


def test_a_file_over_the_cap_is_refused(plant, app, monkeypatch):
    need, client, _ = plant
    monkeypatch.setitem(app.config, "MAX_UPLOAD_MB", 1)
    shown = send_file(client, f"/files/needs/{need}", content=samples.PDF + bytes(1 << 20))
    assert "超过 1 MB" in shown.text


def test_a_stranger_finds_neither_the_thing_nor_its_files(plant, made, signed_in, client):
    need, owner, _ = plant
    send_file(owner, f"/files/needs/{need}")
    stranger = signed_in(made(factories.make_submitter))
    assert stranger.get("/files/1").status_code == 404
    assert client.get("/files/1").status_code == 404
    assert send_file(stranger, f"/files/needs/{need}").status_code == 404
    assert stranger.send("/files/1/remove", page="/inbox/messages").status_code == 404


def test_a_visitor_cannot_upload(plant, client):
    need, _, _ = plant
    fields = {"file": (BytesIO(samples.PDF), "a.pdf")}
    answer = client.send(f"/files/needs/{need}", fields, content_type="multipart/form-data")
    assert answer.status_code == 302
    assert "/accounts/login" in answer.location


def test_nothing_is_hung_on_what_may_no_longer_be_edited(made, signed_in, app):
    need = made(factories.make_need, state=NeedState.SUBMITTED)
    with app.app_context():
        organisation = db.session.get(factories.Need, need).organisation_id
    person = signed_in(
        made(lambda: factories.make_submitter(db.session.get(Organisation, organisation)))
    )
    assert send_file(person, f"/files/needs/{need}").status_code == 403


def test_a_file_of_a_sealed_bid_is_for_nobody_but_the_bidder(made, signed_in, app):
    bid = made(factories.make_bid)
    with app.app_context():
        row = db.session.get(factories.Bid, bid)
        bidder_office, owner_office = row.organisation_id, row.need.organisation_id
    bidder = signed_in(
        made(lambda: factories.make_solver(db.session.get(Organisation, bidder_office)))
    )
    send_file(bidder, f"/files/bids/{bid}")
    with app.app_context():
        db.session.get(factories.Bid, bid).state = BidState.SUBMITTED
        db.session.commit()
    owner = made(lambda: factories.make_submitter(db.session.get(Organisation, owner_office)))
    others = (made(factories.make_officer), made(factories.make_user, roles_=(Role.ADMIN,)), owner)

    assert bidder.get("/files/1").status_code == 200
    assert [signed_in(other).get("/files/1").status_code for other in others] == [404, 404, 404]


def test_a_licence_is_for_the_organisation_and_staff_though_its_page_is_public(
    plant, made, signed_in, client
):
    _, owner, organisation = plant
    send_file(owner, f"/files/organisations/{organisation}", "营业执照.pdf")
    officer = signed_in(made(factories.make_officer))
    assert owner.get("/files/1").status_code == 200
    assert officer.get("/files/1").status_code == 200
    assert client.get("/files/1").status_code == 404


def test_removing_takes_the_row_and_the_bytes_and_leaves_a_record(plant, app):
    need, client, _ = plant
    send_file(client, f"/files/needs/{need}")
    with app.app_context():
        place = place_of(db.session.get(Attachment, 1))
    assert place.is_file()

    client.send("/files/1/remove", page="/inbox/messages")

    assert not place.exists()
    assert client.get("/files/1").status_code == 404
    with app.app_context():
        labels = [e.label for e in db.session.query(AuditEvent)]
        assert "上传附件" in labels
        assert "移除附件" in labels


def test_an_unknown_noun_is_not_there(plant):
    _, client, _ = plant
    assert send_file(client, "/files/secrets/1").status_code == 404
