"""The library, one capability, and writing one: drafts, publishing, changing what is public."""

import pytest

from app.accounts.models import Organisation, User
from app.capabilities.models import Capability, CapabilityState
from app.clock import today
from app.extensions import db
from app.needs.models import NeedState
from tests.factories import (
    make_capability,
    make_chain,
    make_need,
    make_officer,
    make_organisation,
    make_solver,
)

FULL = {
    "title": "风电主轴轴承滚道中频淬火",
    "brief": "对直径 2 m 以下滚道做中频淬火，硬度 58 至 62 HRC，硬化层深度不小于 6 mm。",
    "stage": "中期",
    "trl": "6",
    "level": "未评价",
    "cooperation": "联合开发",
    "is_declared_true": "y",
    "indicators-0-name": "硬化层深度",
    "indicators-0-operator": ">=",
    "indicators-0-value": "6",
    "indicators-0-unit": "mm",
    "indicators-0-basis": "金相法，12 件",
}


@pytest.fixture
def mine(app, made):
    """(solver's id, id of their organisation's published capability)."""
    solver = made(make_solver)

    def ours():
        organisation = db.session.get(User, solver).organisation_id
        return make_capability(organisation=db.session.get(Organisation, organisation))

    return solver, made(ours)


def stored(app, id):
    with app.app_context():
        row = db.session.get(Capability, id)
        return row.title, row.version, [(i.name, i.value, i.basis) for i in row.indicators]


def test_the_library_is_open_to_everybody_and_hides_drafts(client, made):
    made(make_capability, title="公开的工艺")
    made(make_capability, title="还是草稿", state=CapabilityState.DRAFT)
    page = client.get("/capabilities/").text
    assert "公开的工艺" in page
    assert "还是草稿" not in page


def test_the_search_understands_meaning_and_numbers(client, made):
    made(make_capability)
    made(make_capability, title="风电主轴轴承滚道淬火", summary="中频感应淬火，硬度均匀。")
    page = client.get("/capabilities/?q=铸件里的气孔怎么消除").text
    assert page.index("真空辅助") < page.find("风电主轴") or "风电主轴" not in page
    assert "风电主轴" in client.get(f"/capabilities/?q=nl-{today().year}-0002").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=institute", True),
        ("kind=enterprise", False),
        ("region=北碚区", True),
        ("region=江津区", False),
        ("trl=6", True),
        ("trl=7", False),
        ("stage=中期", True),
        ("stage=初期", False),
        ("chain=1", True),
        ("chain=99", False),
        ("chain=nonsense&trl=x&sort=nothing&page=0&per_page=-3", True),
    ],
)
def test_filters_narrow_the_library(client, app, query, found):
    with app.app_context():
        owner = make_organisation(kind="institute", region="北碚区")
        make_capability(organisation=owner, chain=make_chain())
        db.session.commit()
    assert ("真空辅助" in client.get(f"/capabilities/?{query}").text) is found


def test_the_list_is_exported_as_it_is_shown(client, made):
    made(make_capability)
    assert client.get("/capabilities/?export=xlsx&trl=6").mimetype.endswith("sheet")


def test_a_strangers_draft_is_not_there(signed_in, made):
    draft = made(make_capability, state=CapabilityState.DRAFT)
    stranger = signed_in(made(make_solver))
    for path in (f"/capabilities/{draft}", f"/capabilities/{draft}/edit"):
        assert stranger.get(path).status_code == 404


def test_a_stranger_cannot_change_what_is_public(signed_in, made, mine):
    stranger = signed_in(made(make_solver))
    assert stranger.get(f"/capabilities/{mine[1]}/edit").status_code == 403
    answer = stranger.send(f"/capabilities/{mine[1]}/autosave", FULL, page="/capabilities/")
    assert answer.status_code == 403


def test_the_page_shows_figures_with_their_basis(client, app, mine):
    with app.app_context():
        db.session.get(Capability, mine[1]).indicators[0].basis = "CT，120 件"
        db.session.commit()
    page = client.get(f"/capabilities/{mine[1]}").text
    assert "CT，120 件" in page
    assert "适合的公开需求" not in page


def test_the_owner_sees_the_open_needs_it_fits(signed_in, made, mine):
    made(make_need, state=NeedState.OPEN)
    page = signed_in(mine[0]).get(f"/capabilities/{mine[1]}").text
    assert "适合的公开需求" in page
    assert "薄壁铝合金壳体" in page


def test_a_capability_goes_from_draft_to_library(app, signed_in, made):
    solver, officer = signed_in(made(make_solver)), signed_in(made(make_officer))
    answer = solver.send("/capabilities/new", FULL, page="/capabilities/new")
    id = int(answer.location.split("/")[2])
    assert stored(app, id)[2] == [("硬化层深度", 6.0, "金相法，12 件")]
    path = f"/capabilities/{id}"
    solver.send(f"{path}/actions/submit", {}, page=path)
    officer.send(f"{path}/actions/publish", {}, page=path)
    assert "滚道中频淬火" in app.test_client().get("/capabilities/?q=轴承滚道").text


def test_a_draft_may_be_unfinished_but_says_what_is_missing(app, signed_in, made):
    solver = signed_in(made(make_solver))
    answer = solver.send("/capabilities/new", {"title": "只有名称"}, page="/capabilities/new")
    assert answer.status_code == 302
    assert "还没有填" in solver.get(answer.location).text


def test_what_cannot_be_read_is_said_by_the_field_and_kept(signed_in, made):
    solver = signed_in(made(make_solver))
    fields = FULL | {"price_low": "三百万", "innovations": "一\n二\n三\n四"}
    answer = solver.send("/capabilities/new", fields, page="/capabilities/new")
    assert answer.status_code == 400
    assert "三百万" in answer.text
    assert "最多写 3 条" in answer.text


def test_rows_are_added_without_a_script(app, signed_in, mine):
    path = f"/capabilities/{mine[1]}/edit"
    answer = signed_in(mine[0]).send(path, FULL | {"row_add": "indicators"}, page=path)
    assert "indicators-1-name" in answer.text
    assert stored(app, mine[1])[0] != FULL["title"]


def test_what_is_public_changes_at_once_when_it_is_saved(app, signed_in, mine):
    path = f"/capabilities/{mine[1]}/edit"
    fields = FULL | {"version": stored(app, mine[1])[1]}
    assert signed_in(mine[0]).send(path, fields, page=path).status_code == 302
    assert "滚道中频淬火" in app.test_client().get("/capabilities/?q=轴承滚道").text


def test_what_is_public_must_stay_complete(app, signed_in, mine):
    path = f"/capabilities/{mine[1]}/edit"
    fields = FULL | {"brief": "", "version": stored(app, mine[1])[1]}
    answer = signed_in(mine[0]).send(path, fields, page=path)
    assert answer.status_code == 400
    assert "请填写简介" in answer.text


def test_the_second_to_save_sees_both_versions(app, signed_in, mine):
    path = f"/capabilities/{mine[1]}/edit"
    version = stored(app, mine[1])[1]
    client = signed_in(mine[0])
    client.send(path, FULL | {"title": "第一人写的", "version": version}, page=path)
    answer = client.send(path, FULL | {"title": "第二人写的", "version": version}, page=path)
    assert answer.status_code == 409
    assert "第一人写的" in answer.text
    assert "第二人写的" in answer.text
    assert stored(app, mine[1])[0] == "第一人写的"


def test_a_draft_saves_itself(app, signed_in, made, mine):
    def draft():
        organisation = db.session.get(User, mine[0]).organisation_id
        return make_capability(
            state=CapabilityState.DRAFT, organisation=db.session.get(Organisation, organisation)
        )

    id = made(draft)
    fields = FULL | {"title": "写到一半", "version": stored(app, id)[1], "price_low": "很多"}
    answer = signed_in(mine[0]).send(f"/capabilities/{id}/autosave", fields, page="/capabilities/")
    assert answer.json["version"] == stored(app, id)[1]
    assert answer.json["faults"]
    assert stored(app, id)[0] == "写到一半"
    late = signed_in(mine[0]).send(f"/capabilities/{id}/autosave", fields, page="/capabilities/")
    assert late.status_code == 409


def test_what_is_public_never_saves_itself(app, signed_in, mine):
    fields = FULL | {"version": stored(app, mine[1])[1]}
    page = f"/capabilities/{mine[1]}/edit"
    signed_in(mine[0]).send(f"/capabilities/{mine[1]}/autosave", fields, page=page)
    assert stored(app, mine[1])[0] != FULL["title"]


def test_my_list_holds_every_state_and_nobody_elses(signed_in, made, mine):
    made(make_capability, title="别家的能力")
    page = signed_in(mine[0]).get("/capabilities/mine").text
    assert "真空辅助" in page
    assert "别家的能力" not in page


def test_an_unverified_organisation_is_told_why_it_waits(signed_in, made):
    from app.accounts.models import OrganisationState

    def of_newcomers():
        organisation = make_organisation("university", state=OrganisationState.PENDING)
        make_capability(CapabilityState.DRAFT, organisation=organisation)
        return make_solver(organisation=organisation)

    page = signed_in(made(of_newcomers)).get("/capabilities/1").text
    assert "还没有通过核验" in page
