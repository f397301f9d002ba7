"""The lists of needs: filters that mean what they say, exports of what is shown, batches."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.clock import now
from app.extensions import db
from app.needs.models import Need, NeedState
from tests import factories as make


@pytest.fixture
def market(app):
    """Four public needs and a draft, told apart by their titles."""
    with app.app_context():
        east = make.make_organisation(name="东区机械厂", region="璧山区")
        west = make.make_organisation("institute", name="西区研究院", region="永川区")
        chain = make.make_chain(name="轻合金")
        make.make_need(
            NeedState.OPEN,
            east,
            title="壳体气孔",
            reward=3_000_000,
            chain=chain,
            closes_at=now() + timedelta(days=3),
            keywords=["轴电流", "真空压铸"],
        )
        make.make_need(
            NeedState.OPEN,
            west,
            title="缸孔镀层",
            reward=0,
            list_kind="transfer",
            closes_at=now() + timedelta(days=20),
        )
        make.make_need(NeedState.OPEN, east, title="过期未关", closes_at=now() - timedelta(hours=1))
        make.make_need(NeedState.SOLVED, east, title="已经解决的")
        make.make_need(title="还是草稿")
        db.session.commit()
        return {"chain": chain.id}  # fmt: skip


TITLES = ("壳体气孔", "缸孔镀层", "过期未关", "已经解决的", "还是草稿")


def shown(client, query="", path="/needs/"):
    page = client.get(f"{path}{query}")
    assert page.status_code == 200
    return [title for title in TITLES if f">{title}</a>" in page.text]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["壳体气孔", "缸孔镀层"]),
        ("?scope=all", ["壳体气孔", "缸孔镀层", "过期未关", "已经解决的"]),
        ("?scope=solved", ["已经解决的"]),
        ("?scope=nonsense&page=x&per_page=-3&chain=abc&money=lots", ["壳体气孔", "缸孔镀层"]),
        ("?region=永川区", ["缸孔镀层"]),
        ("?owner=enterprise", ["壳体气孔"]),
        ("?kind=transfer", ["缸孔镀层"]),
        ("?money=open", ["缸孔镀层"]),
        ("?money=1000", ["壳体气孔"]),
        ("?within=7", ["壳体气孔"]),
        ("?q=气孔", ["壳体气孔", "缸孔镀层"]),  # the second has it in its problem
        ("?q=轴电流", ["壳体气孔"]),
        ("?q=壳体 真空压铸", ["壳体气孔"]),
        ("?q=没有这个词", []),
        ("?q=西区研究院", ["缸孔镀层"]),
        ("?q=100%25", []),
        ("?page=99", []),
    ],
)
def test_the_public_list_shows_what_the_address_asks_for(client, market, query, titles):
    assert shown(client, query) == titles


def test_the_list_filters_by_chain(client, market):
    assert shown(client, f"?chain={market['chain']}") == ["壳体气孔"]


def test_a_need_is_found_by_its_number_old_or_new(client, market, app):
    with app.app_context():
        number = db.session.scalar(db.select(Need.number).where(Need.title == "壳体气孔"))
    assert shown(client, f"?q={number}") == ["壳体气孔"]
    assert shown(client, f"?q={number.replace('XQ', 'JB').lower()}") == ["壳体气孔"]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("deadline", "壳体气孔"),
        ("-deadline", "缸孔镀层"),
        ("money", "缸孔镀层"),
        ("-money", "壳体气孔"),
    ],
)
def test_the_list_sorts_both_ways(client, market, sort, first):
    text = client.get(f"/needs/?sort={sort}").text
    assert min(("壳体气孔", "缸孔镀层"), key=lambda title: text.index(f">{title}</a>")) == first


def test_a_word_in_the_title_comes_before_one_in_the_text(client, market):
    text = client.get("/needs/?q=气孔").text
    assert text.index(">壳体气孔</a>") < text.index(">缸孔镀层</a>")


def test_pages_are_counted_and_keep_their_filters(client, market):
    text = client.get("/needs/?scope=all&per_page=1&page=2").text
    assert "第 2 至 2 件，共 4 件" in text
    assert "scope=all&amp;per_page=1&amp;page=3" in text


def cells(answer):
    sheet = load_workbook(BytesIO(answer.data)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_export_holds_exactly_what_is_shown(client, market):
    heads, *rows = cells(client.get("/needs/?kind=transfer&export=xlsx"))
    assert heads[:2] == ["编号", "需求名称"]
    assert [row[1] for row in rows] == ["缸孔镀层"]
    assert rows[0][heads.index("榜额（万元）")] == "面议"


def test_a_title_never_becomes_a_formula(client, app):
    with app.app_context():
        make.make_need(NeedState.OPEN, title='=HYPERLINK("x")')
        db.session.commit()
    sheet = load_workbook(BytesIO(client.get("/needs/?export=xlsx").data)).active
    assert sheet["B2"].data_type == "s"


def test_an_empty_list_says_what_would_be_here(client, made, signed_in):
    assert "现在没有正在揭榜的需求" in client.get("/needs/").text
    assert "没有符合这些条件的需求" in client.get("/needs/?q=无").text
    mine = signed_in(made(make.make_submitter)).get("/needs/mine").text
    assert "还没有提过需求" in mine
    assert 'href="/needs/new"' in mine


def test_words_found_only_in_another_state_are_not_a_dead_end(client, app):
    with app.app_context():
        make.make_need(NeedState.SOLVED, title="磨齿烧伤在线检测")
        make.make_need(NeedState.DRAFT, title="磨齿烧伤的草稿")
        db.session.commit()
    text = client.get("/needs/?q=磨齿烧伤").text
    assert "不限状态有 1 件符合" in text
    assert "scope=all" in text
    assert ">磨齿烧伤在线检测</a>" in client.get("/needs/?q=磨齿烧伤&scope=all").text


def test_mine_are_those_of_my_organisation_in_every_state(app, signed_in):
    with app.app_context():
        owner = make.make_submitter()
        make.make_need(organisation=owner.organisation, title="还是草稿")
        make.make_need(NeedState.WITHDRAWN, owner.organisation, title="壳体气孔")
        make.make_need(title="缸孔镀层")
        db.session.commit()
        owner = owner.id
    client = signed_in(owner)
    assert shown(client, path="/needs/mine") == ["壳体气孔", "还是草稿"]
    assert shown(client, "?state=draft", "/needs/mine") == ["还是草稿"]
    exported = cells(client.get("/needs/mine?export=xlsx"))[1:]
    assert {row[1] for row in exported} == {"还是草稿", "壳体气孔"}


def test_all_needs_are_for_staff_and_each_sees_his_own(market, made, signed_in, client):
    assert client.get("/needs/all").status_code == 302
    assert signed_in(made(make.make_solver)).get("/needs/all").status_code == 403
    officer = signed_in(made(make.make_officer))
    everything = ["壳体气孔", "缸孔镀层", "过期未关", "已经解决的"]
    assert shown(officer, path="/needs/all") == everything
    assert shown(officer, "?state=solved", "/needs/all") == ["已经解决的"]


def test_old_ones_are_found_by_how_long_they_wait(app, made, signed_in):
    with app.app_context():
        make.make_need(
            NeedState.RECOMMENDED, title="壳体气孔", state_since=now() - timedelta(days=9)
        )
        make.make_need(NeedState.RECOMMENDED, title="缸孔镀层")
        db.session.commit()
    officer = signed_in(made(make.make_officer))
    assert shown(officer, "?waiting=7", "/needs/all") == ["壳体气孔"]


@pytest.fixture
def queue(app):
    """Ids of two needs that wait for the officer and one that does not."""
    with app.app_context():
        states = (NeedState.RECOMMENDED, NeedState.RECOMMENDED, NeedState.VETTED)
        needs = [make.make_need(state) for state in states]
        db.session.commit()
        return [need.id for need in needs]


def test_a_batch_is_previewed_before_anything_happens(queue, made, signed_in, app):
    officer = signed_in(made(make.make_officer))
    page = officer.get("/needs/together?bulk=vet&" + "&".join(f"ids={id}" for id in queue)).text
    assert "选了 3 件，2 件可以办" in page
    assert "现在是“论证通过”，不能审查通过" in page
    with app.app_context():
        assert db.session.get(Need, queue[0]).state is NeedState.RECOMMENDED


def test_a_batch_takes_those_it_may_and_tells_the_rest(queue, made, signed_in, app):
    officer = signed_in(made(make.make_officer))
    fields = {"bulk": "vet", "note": "成立", "ids": queue}
    fields |= {f"version-{queue[0]}": 1, f"version-{queue[1]}": 7}
    answer = officer.send("/needs/together", fields)
    assert "有 2 件没有办成" in answer.text
    assert "别人已经改动过" in answer.text
    with app.app_context():
        states = [db.session.get(Need, id).state for id in queue]
    assert states == [NeedState.VETTED, NeedState.RECOMMENDED, NeedState.VETTED]


def test_a_batch_without_an_opinion_does_nothing(queue, made, signed_in, app):
    officer = signed_in(made(make.make_officer))
    answer = officer.send("/needs/together", {"bulk": "vet", "ids": queue})
    assert answer.status_code == 400
    assert "请写明意见" in answer.text
    with app.app_context():
        assert db.session.get(Need, queue[0]).state is NeedState.RECOMMENDED


def test_a_batch_cannot_be_used_for_what_is_not_offered_in_one(queue, made, signed_in):
    officer = signed_in(made(make.make_officer))
    assert officer.get(f"/needs/together?bulk=cancel&ids={queue[0]}").status_code == 404
    assert officer.send("/needs/together", {"bulk": "cancel", "note": "x"}).status_code == 404
    solver = signed_in(made(make.make_solver))
    assert (
        solver.send("/needs/together", {"bulk": "vet", "note": "x", "ids": queue}).status_code
        == 403
    )
