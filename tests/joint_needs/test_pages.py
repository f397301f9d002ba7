"""The pages of joint needs: what is suggested to whom, and what a member may read of the others."""

import pytest

from app.extensions import db
from app.joint_needs.models import JointNeed, JointNeedState
from app.needs.models import NeedState
from app.workflow.declaration import Role
from tests import factories as make

TEXTS = (
    (
        "电驱壳体低压铸造气孔缺陷控制",
        "壳体薄壁处气孔多，低压铸造后气密性试验合格率低，孔隙率要降下来。",
    ),
    (
        "薄壁铝合金壳体低压铸造气孔治理",
        "壳体低压铸造后气孔、疏松导致打压漏气，孔隙率高，返工浸渗成本高。",
    ),
    ("循环水阻垢缓蚀少药化", "循环冷却水浓缩倍数低，药剂消耗多，希望减少排污和加药。"),
)
CONTENT = {"title": "壳体低压铸造气孔", "problem": "几家壳体都有气孔。", "note": "同一个问题"}


@pytest.fixture
def scene(app):
    """Two needs about one problem and one about another, each of its own enterprise; an officer."""
    with app.app_context():
        chain = make.make_chain()
        needs = [
            make.make_need(NeedState.VETTED, chain=chain, title=title, problem=problem)
            for title, problem in TEXTS
        ]
        ids = [need.id for need in needs]
        owners = [make.make_submitter(need.organisation).id for need in needs]
        leads = [need.organisation_id for need in needs]
        names = [need.organisation.name for need in needs]
        officer = make.make_officer().id
        lead = make.make_user(Role.CHAIN_LEAD)
        chain.leads.append(lead)
        db.session.commit()
        return {"ids": ids, "owners": owners, "leads": leads, "officer": officer,
                "chain_lead": lead.id, "names": names}  # fmt: skip


@pytest.fixture
def officer(scene, signed_in):
    return signed_in(scene["officer"])


def begin(client, scene, **more):
    pair = scene["ids"][:2]
    fields = {"ids": pair, "ticked": pair, "lead": scene["leads"][0], **CONTENT, **more}
    return client.send("/joint-needs/", fields)


def test_the_officer_sees_the_group_and_not_the_odd_one(officer):
    page = officer.get("/joint-needs/").text
    assert TEXTS[0][0] in page
    assert TEXTS[1][0] in page
    assert TEXTS[2][0] not in page


def test_a_chain_lead_looks_but_has_no_form(scene, signed_in):
    client = signed_in(scene["chain_lead"])
    assert TEXTS[0][0] in client.get("/joint-needs/").text
    page = client.get("/joint-needs/group", query_string={"ids": scene["ids"][:2]}).text
    assert "指标并排" in page
    assert "征求各家意见" not in page
    assert begin(client, scene).status_code == 403


def test_an_enterprise_is_shown_no_group(scene, signed_in):
    client = signed_in(scene["owners"][0])
    page = client.get("/joint-needs/").text
    assert "建议合并" not in page
    assert TEXTS[1][0] not in page
    assert (
        client.get("/joint-needs/group", query_string={"ids": scene["ids"][:2]}).status_code == 403
    )


def test_the_group_stands_side_by_side_with_the_common_target(officer, scene):
    page = officer.get("/joint-needs/group", query_string={"ids": scene["ids"][:2]}).text
    assert "2 项是几家都提的" in page
    assert all(name in page for name in scene["names"][:2])


def test_asking_makes_a_joint_need_and_takes_the_group_off_the_list(officer, scene, app):
    assert begin(officer, scene).status_code == 302
    with app.app_context():
        joint = db.session.query(JointNeed).one()
        assert joint.state is JointNeedState.ASKING
        assert joint.model
        assert joint.likeness > 0.4
        assert joint.indicators[0]["name"] == "孔隙率"
    assert "现在没有可以合并的需求" in officer.get("/joint-needs/").text


def test_what_was_typed_stays_when_the_opinion_is_missing(officer, scene):
    page = begin(officer, scene, note="")
    assert page.status_code == 400
    assert "几家壳体都有气孔。" in page.text


def test_one_ticked_need_is_not_enough(officer, scene):
    page = begin(officer, scene, ticked=scene["ids"][:1])
    assert page.status_code == 400
    assert "至少勾选两家" in page.text


def test_what_was_dismissed_does_not_come_back(officer, scene, app):
    fields = {"ids": scene["ids"][:2], "dismiss-reason": "rivals", "dismiss-note": "两家是对手"}
    assert officer.send("/joint-needs/dismiss", fields).status_code == 302
    page = officer.get("/joint-needs/").text
    assert "现在没有可以合并的需求" in page
    with app.app_context():
        chain = db.session.get(JointNeed, 1).chain
        make.make_need(NeedState.SUBMITTED, chain=chain, title="铝合金壳体低压铸造气孔控制",
                       problem=TEXTS[0][1])  # fmt: skip
        db.session.commit()
    page = officer.get("/joint-needs/").text
    assert "其中 2 件看过" in page


def test_a_dismissal_wants_a_reason(officer, scene):
    fields = {"ids": scene["ids"][:2], "dismiss-reason": "", "dismiss-note": "两家是对手"}
    page = officer.send("/joint-needs/dismiss", fields)
    assert page.status_code == 400
    assert "两家是对手" in page.text


def test_a_member_reads_its_own_part_and_names_only_of_who_has_joined(officer, scene, signed_in):
    begin(officer, scene)
    one, other = (signed_in(owner) for owner in scene["owners"][:2])
    before = one.get("/joint-needs/1").text
    assert TEXTS[0][0] in before
    assert TEXTS[1][0] not in before
    assert scene["names"][1] not in before
    other.send("/joint-needs/1/actions/join")
    assert scene["names"][1] not in one.get("/joint-needs/1").text
    one.send("/joint-needs/1/actions/join")
    after = one.get("/joint-needs/1").text
    assert scene["names"][1] in after
    assert TEXTS[1][0] not in after


def test_the_enterprise_finds_it_on_its_desk_and_on_its_need(officer, scene, signed_in):
    begin(officer, scene)
    client = signed_in(scene["owners"][0])
    assert "答复是否合并需求" in client.get("/inbox/desk").text
    assert "GX-" in client.get(f"/needs/{scene['ids'][0]}").text
    assert client.get("/joint-needs/1").status_code == 200
    assert signed_in(scene["owners"][2]).get("/joint-needs/1").status_code == 404


def test_the_officer_names_another_lead_until_the_draft_is_made(officer, scene, signed_in, app):
    begin(officer, scene)
    assert officer.send("/joint-needs/1/lead", {"lead": scene["leads"][1]}).status_code == 302
    assert officer.send("/joint-needs/1/lead", {"lead": scene["leads"][2]}).status_code == 409
    for owner in scene["owners"][:2]:
        signed_in(owner).send("/joint-needs/1/actions/join")
    officer.send("/joint-needs/1/actions/draft")
    with app.app_context():
        assert db.session.get(JointNeed, 1).need.organisation_id == scene["leads"][1]
    assert officer.send("/joint-needs/1/lead", {"lead": scene["leads"][0]}).status_code == 409


def test_a_published_joint_need_names_the_enterprises_behind_it(app, client):
    with app.app_context():
        needs = [make.make_need(NeedState.MERGED) for _ in range(2)]
        joint = make.make_joint_need(JointNeedState.DRAFTED, needs=needs, joined=needs)
        joint.need = make.make_need(NeedState.OPEN, organisation=joint.lead)
        other, id = needs[1].organisation.name, joint.need.id
        db.session.commit()
        id = joint.need.id
    assert other in client.get(f"/needs/{id}").text


def test_the_officers_desk_leads_to_what_could_be_brought_together(officer, scene):
    shown = officer.get("/inbox/desk").text
    assert "像是同一个问题" in shown
    assert TEXTS[1][0] in shown
    assert "/joint-needs/group?ids=" in shown
    assert 'href="/joint-needs/"' in shown


def test_the_desk_of_an_enterprise_groups_nothing(scene, signed_in):
    assert "像是同一个问题" not in signed_in(scene["owners"][0]).get("/inbox/desk").text
