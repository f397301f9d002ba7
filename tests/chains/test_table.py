"""A chain's table: out and back unchanged, every fault by its row, nothing written until confirmed."""

import random
import re
from io import BytesIO

import pytest
from openpyxl import Workbook

from app.chains import table
from app.chains.content import content_of
from app.chains.models import Chain, ChainDraft, ChainNode, ChainVersion, NodeProvider, Scope
from app.chains.rings import rings
from app.extensions import db
from app.needs.models import NeedState
from tests import factories

HEADS = (
    table.CODE,
    "环节名称",
    "段",
    "类别",
    "行业代码",
    "进口占比（%）",
    "供给到",
    "市内供给单位",
)


def _xlsx(rows, heads=HEADS):
    book = Workbook()
    for row in (heads, *rows):
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def chain(app):
    with app.app_context():
        chain = factories.make_chain(name="电驱链", code="drive")
        first = chain.nodes[0]
        first.code, first.name = "d-steel", "硅钢"
        second = ChainNode(chain=chain, code="d-core", name="铁芯", position=1, segment="中游")
        db.session.add(second)
        first.customers = [second]
        second.providers = [NodeProvider(name="甲厂", scope=Scope.LOCAL, share=30, rank=2)]
        db.session.commit()
        return chain.id


@pytest.fixture
def officer(app, signed_in):
    with app.app_context():
        user = factories.make_officer()
        db.session.commit()
        return signed_in(user.id)


def _send(person, chain, content, name="链表.xlsx"):
    return person.send(f"/chains/{chain}/table", {"file": (BytesIO(content), name)})


def _page(person, chain, content, name="链表.xlsx"):
    answer = _send(person, chain, content, name)
    assert answer.status_code == 302
    return answer.location, person.get(answer.location).text


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_goes_out_comes_back_without_a_difference(chain, officer, kind):
    taken = officer.get(f"/chains/{chain}/table?export={kind}").data
    _, page = _page(officer, chain, taken, f"链表.{kind}")
    assert "没有差别" in page
    assert "要改的" not in page


def test_a_table_is_looked_at_before_it_is_written(chain, officer, app):
    rows = [("d-steel", "高硅钢", "上游", "关键基础材料", "3130", 40, "d-core", "乙厂 20%；丙厂"),
            ("d-core", "铁芯", "中游", "", "", "", "", ""),
            ("d-new", "绕组", "中游", "", "", "", "", "")]  # fmt: skip
    place, page = _page(officer, chain, _xlsx(rows))
    for expected in ("新增", "绕组", "硅钢", "高硅钢", "写入这 3 处"):
        assert expected in page
    with app.app_context():
        assert {n.name for n in db.session.get(Chain, chain).nodes} == {"硅钢", "铁芯"}
    assert officer.send(f"{place}/apply").status_code == 302
    with app.app_context():
        nodes = {n.code: n for n in db.session.get(Chain, chain).nodes}
        assert nodes["d-steel"].strength == "firm"
        assert nodes["d-core"].providers == []
        assert {v.number for v in db.session.query(ChainVersion)} == {1, 2}
        assert db.session.query(ChainDraft).count() == 0


def test_a_column_left_out_keeps_what_was_there(chain, officer, app):
    _, page = _page(officer, chain, _xlsx([("d-steel", "硅钢"), ("d-core", "铁芯")], HEADS[:2]))
    assert "没有差别" in page


def test_every_fault_is_told_by_its_row_and_none_is_written(chain, officer, app):
    rows = [("d-a", "甲", "上游", "", "", "", "d-b", ""),
            ("d-b", "乙", "中游", "", "", "", "d-a；d-nowhere", ""),
            ("d-a", "丙", "中游", "", "", "", "", ""),
            ("d-c", "甲", "中端", "五金", "99x9", 130, "d-c", ""),
            ("坏 码", "丁", "", "", "", "", "", ""),
            ("d-d", "", "", "", "", "三成", "", "某厂 300%")]  # fmt: skip
    place, page = _page(officer, chain, _xlsx(rows))
    told = re.sub(r"<[^>]+>|\s+", " ", page)
    for expected in ("供给成环：d-a → d-b → d-a", "“d-nowhere”不在表里", "和第 2 行重复", "“中端”不认识",
                     "“五金”不认识", "不在 GB/T 4754", "0 到 100", "供给到自己", "要写字母、数字",
                     "要写 1 到 60 个字", "三成", "大于 100%"):  # fmt: skip
        assert expected in told, expected
    assert officer.send(f"{place}/apply").status_code == 409
    with app.app_context():
        assert {n.name for n in db.session.get(Chain, chain).nodes} == {"硅钢", "铁芯"}


def test_a_ring_alone_is_pointed_out_but_may_be_written(chain, officer):
    rows = [("d-steel", "硅钢", "上游", "", "", "", "d-core", ""),
            ("d-core", "铁芯", "中游", "", "", "", "d-steel", "")]  # fmt: skip
    _, page = _page(officer, chain, _xlsx(rows))
    assert "不妨碍写入" in page
    assert "写入这" in page


def test_a_node_that_needs_hang_on_cannot_be_left_out(chain, officer, app):
    with app.app_context():
        need = factories.make_need(NeedState.OPEN, chain=db.session.get(Chain, chain))
        need.node = db.session.query(ChainNode).filter_by(code="d-core").one()
        db.session.commit()
    _, page = _page(officer, chain, _xlsx([("d-steel", "硅钢", "上游", "", "", "", "", "")]))
    assert "挂着1 件需求，不能删" in page


def test_five_thousand_rows_with_many_faults_are_all_reported(chain, officer, app):
    rng = random.Random(1)
    rows = []
    for n in range(5_000):
        links = "；".join(f"n{rng.randrange(5_200)}" for _ in range(4))
        rows.append((f"n{n}", f"环节{n if n % 50 else 0}", "中游", "", "", n % 120, links, ""))
    _, page = _page(officer, chain, _xlsx(rows))
    with app.app_context():
        faults = db.session.query(ChainDraft).one().faults
        assert db.session.get(Chain, chain).nodes[0].code == "d-steel"
    kinds = {"重复": 99, "要写 0 到 100": sum(n % 120 > 100 for n in range(5_000))}
    for words, count in kinds.items():
        assert sum(words in fault["why"] for fault in faults) == count
    assert any("不在表里" in fault["why"] for fault in faults)
    assert any("供给成环" in fault["why"] for fault in faults)
    assert f"共 {len([f for f in faults if f['is_grave']])} 条" in page


def test_a_file_that_is_no_table_is_refused_where_it_was_chosen(chain, officer):
    answer = _send(officer, chain, b"not a table", "photo.png")
    assert answer.status_code == 400
    assert "不是 JSON Lines、CSV 或 XLSX" in answer.text


def test_a_draft_read_before_somebody_elses_change_is_not_written_over_it(chain, officer):
    row = ("d-steel", "硅钢一", "上游", "", "", "", "d-core", "")
    first, _ = _page(officer, chain, _xlsx([row, ("d-core", "铁芯")]))
    second, _ = _page(officer, chain, _xlsx([("d-steel", "硅钢二"), ("d-core", "铁芯")], HEADS[:2]))
    assert officer.send(f"{second}/apply").status_code == 302
    refused = officer.send(f"{first}/apply")
    assert refused.status_code == 409
    assert "又有人改过" in refused.text


def test_an_old_version_comes_back_by_way_of_its_differences(chain, officer, app):
    place, _ = _page(officer, chain, _xlsx([("d-steel", "改名"), ("d-core", "铁芯")], HEADS[:2]))
    officer.send(f"{place}/apply")
    shown = officer.get(f"/chains/{chain}/versions/2").text
    assert "硅钢" in shown
    assert "改名" in shown
    back = officer.send(f"/chains/{chain}/versions/1/restore").location
    officer.send(f"{back}/apply")
    with app.app_context():
        assert db.session.get(Chain, chain).nodes[0].name == "硅钢"
        assert content_of(db.session.get(Chain, chain))["nodes"]["d-steel"]["supplies"] == [
            "d-core"
        ]


def test_only_officers_and_the_lead_of_the_chain_may_change_it(chain, app, signed_in):
    with app.app_context():
        leads = [factories.make_user("chain_lead") for _ in range(2)]
        db.session.get(Chain, chain).leads = [leads[0]]
        enterprise = factories.make_submitter()
        db.session.commit()
        ids = [user.id for user in (*leads, enterprise)]
    people = [signed_in(id) for id in ids]
    assert [p.get(f"/chains/{chain}/table").status_code for p in people] == [200, 403, 403]


def test_one_node_is_changed_by_a_form_and_its_strength_follows(chain, officer, app):
    with app.app_context():
        node = db.session.query(ChainNode).filter_by(code="d-core").one().id
    page = f"/chains/nodes/{node}/edit"
    fields = {"name": "铁芯", "segment": "中游", "kind": "核心基础零部件", "import_share": "70",
              "reported_strength": "未评估", "local": "甲厂 30%\n乙厂", "based_on": "0"}  # fmt: skip
    wrong = officer.send(page, fields | {"import_share": "七成"})
    assert wrong.status_code == 400
    assert "七成" in wrong.text
    assert officer.send(page, fields).status_code == 302
    with app.app_context():
        found = db.session.get(ChainNode, node)
        assert (found.strength, len(found.providers)) == ("blocked", 2)
    late = officer.send(page, fields | {"name": "铁芯片"})
    assert late.status_code == 409
    assert "铁芯片" in late.text


def test_rings_are_found_once_each_by_their_shortest_way():
    assert rings({"a": ["b"], "b": ["c"], "c": ["a", "b"], "d": ["a"]}) == [["a", "b", "c"]]
    assert rings({"a": ["b"], "b": []}) == []
