"""Who sees a need in which state: the page and every list give the same answer."""

import pytest
from sqlalchemy import select

from app.accounts.models import User, Visitor
from app.chains.models import Chain
from app.extensions import db
from app.needs.models import Need, NeedState
from app.workflow.declaration import Role
from app.workflow.visible import may_see, visible
from tests import factories as make


def people(need):
    """One person of each kind, related to `need` and not."""
    chain = db.session.get(Chain, need.chain_id)
    lead = make.make_user(Role.CHAIN_LEAD)
    chain.leads.append(lead)
    review = make.make_review(need=need)
    return {
        "visitor": Visitor(),
        "owner": make.make_submitter(need.organisation),
        "other owner": make.make_submitter(),
        "solver": make.make_solver(),
        "district": make.make_district_officer(need.organisation.region),
        "other district": make.make_district_officer("永川区"),
        "officer": make.make_officer(),
        "auditor": make.make_user(Role.AUDITOR),
        "administrator": make.make_user(Role.ADMIN),
        "chain lead": lead,
        "other lead": make.make_user(Role.CHAIN_LEAD),
        "panelist": db.session.get(User, review.expert_id),
        "other expert": make.make_user(Role.EXPERT),
    }


@pytest.mark.parametrize("state", list(NeedState))
def test_list_and_page_agree_for_everybody(context, state):
    need = make.make_need(state)
    db.session.flush()
    for who, user in people(need).items():
        listed = need in db.session.scalars(visible(Need, user)).unique().all()
        assert listed == may_see(need, user), f"{who} in {state}"


@pytest.mark.parametrize(
    ("state", "seen_by"),
    [
        (NeedState.DRAFT, {"owner"}),
        (NeedState.SUBMITTED, {"owner", "district", "officer", "auditor"}),
        (NeedState.REFUSED, {"owner", "district", "officer", "auditor"}),
        (NeedState.VETTED, {"owner", "district", "officer", "auditor", "chain lead", "panelist"}),
    ],
)
def test_before_the_list_only_those_concerned_see_it(context, state, seen_by):
    need = make.make_need(state)
    found = {who for who, user in people(need).items() if may_see(need, user)}
    if state is NeedState.VETTED:
        found.add("panelist")  # whether this expert is at work yet is the review's own affair
    assert found == seen_by


def test_what_was_ended_before_publication_stays_inside(context):
    need = make.make_need(NeedState.CANCELLED)
    stranger = make.make_solver()
    assert not may_see(need, Visitor())
    assert need not in db.session.scalars(visible(Need, stranger)).unique().all()
    need.published_at = need.state_since
    db.session.flush()
    assert may_see(need, Visitor())
    assert need in db.session.scalars(visible(Need, stranger)).unique().all()


def test_a_stranger_gets_not_found_for_a_draft(made, client, signed_in):
    need = made(make.make_need)
    assert client.get(f"/needs/{need}").status_code == 404
    stranger = signed_in(made(make.make_submitter))
    assert stranger.get(f"/needs/{need}").status_code == 404
    assert stranger.get(f"/needs/{need}/edit").status_code == 404
    assert (
        stranger.send(f"/needs/{need}/autosave?section=overview", {"version": 1}).status_code == 404
    )


def test_committee_fields_are_for_staff_and_owner_alone(app, made, client, signed_in):
    owner = made(make.make_submitter)
    with app.app_context():
        organisation = db.session.get(User, owner).organisation
        organisation.credit_code, organisation.contact_phone = "91500227MA5TEST00X", "13800001234"
        need = make.make_need(NeedState.OPEN, organisation, import_source="某国某公司").id
        db.session.commit()
    secrets = ("91500227MA5TEST00X", "13800001234", "某国某公司")
    for stranger in (
        client,
        signed_in(made(make.make_solver)),
        signed_in(made(make.make_submitter)),
    ):
        for address in (
            f"/needs/{need}",
            f"/needs/{need}?tab=log",
            "/needs/",
            f"/api/needs/{need}",
        ):
            page = stranger.get(address).text
            assert not [secret for secret in secrets if secret in page], address
    for insider in (signed_in(owner), signed_in(made(make.make_officer))):
        page = insider.get(f"/needs/{need}").text
        assert [secret for secret in secrets if secret in page] == list(secrets)


def test_strangers_read_neither_opinions_nor_names_in_the_record(app, made, client, signed_in):
    need = made(make.make_need, state=NeedState.RECOMMENDED)
    officer = made(make.make_officer, name="李科长")
    signed_in(officer).send(f"/needs/{need}/actions/vet", {"note": "指标偏软，内部掌握"})
    with app.app_context():
        row = db.session.scalar(select(Need))
        row.state, row.published_at = NeedState.OPEN, row.state_since
        db.session.commit()
    shown = client.get(f"/needs/{need}?tab=log").text
    assert "论证通过" in shown
    assert "指标偏软" not in shown
    assert "李科长" not in shown
    assert "指标偏软" in signed_in(officer).get(f"/needs/{need}?tab=log").text


def test_how_many_bids_came_is_told_with_the_opening_and_not_even_the_owner_knows_before(
    made, client, app, signed_in
):
    from app.bids.models import BidState

    with app.app_context():
        need = make.make_need(NeedState.OPEN)
        owner = make.make_submitter(need.organisation).id
        make.make_bid(BidState.SUBMITTED, need)
        make.make_bid(BidState.DRAFT, need)
        db.session.commit()
        id = need.id
    for reader in (client, signed_in(owner)):
        assert "开榜前谁也看不到；" in reader.get(f"/needs/{id}?tab=bids").text
    officer = signed_in(made(make.make_officer))
    assert "已收到 <b>1</b> 份密封的方案" in officer.get(f"/needs/{id}?tab=bids").text
    with app.app_context():
        db.session.get(Need, id).state = NeedState.REVIEWING
        db.session.commit()
    assert "共收到 <b>1</b> 份方案" in client.get(f"/needs/{id}?tab=bids").text
