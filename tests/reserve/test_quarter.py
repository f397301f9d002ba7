"""The quarterly report: every figure against rows made for it, and both files opened again."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from app.bids.models import BidState
from app.chains.models import ChainNode, NodeStrength, Strength
from app.clock import pretending
from app.dispatches.models import DispatchState
from app.extensions import db
from app.needs.models import NeedState
from app.projects.models import ProjectState
from app.reserve import quarter_figures as figures
from app.reserve.models import ReserveState
from app.reserve.quarter import Quarter, latest_quarters, quarter_of, read_quarter
from app.reserve.quarter_docx import docx_of
from app.reserve.quarter_report import report_of
from app.risk_warnings.models import RiskWarningState
from app.workflow.advance import advance
from app.workflow.declaration import Role
from tests import factories

SPRING = Quarter(2026, 2)
LAST_YEAR, MARCH, APRIL, MAY, JULY = (
    datetime(2025, 11, 2, 4), datetime(2026, 3, 20, 4), datetime(2026, 4, 10, 4),
    datetime(2026, 5, 5, 4), datetime(2026, 7, 9, 4),
)  # fmt: skip


def judged(node, at, strength, cause=""):
    db.session.add(
        NodeStrength(node_id=node.id, strength=strength, reasons=["r"], cause=cause, found_at=at)
    )
    node.strength = strength
    db.session.flush()


@pytest.fixture
def chain(context):
    """Three nodes: one got better in the second quarter, one only after it, one is new in it."""
    chain = factories.make_chain(name="电驱链")
    better = chain.nodes[0]
    better.name = "硅钢"
    later, new = (ChainNode(chain_id=chain.id, code=f"q{n}", name=name, position=n)
                  for n, name in enumerate(("齿轮", "轴承"), 1))  # fmt: skip
    db.session.add_all([later, new])
    db.session.flush()
    judged(better, LAST_YEAR, Strength.GAP)
    judged(better, MAY, Strength.WEAK, "项目 XM-1 通过验收")
    judged(later, MARCH, Strength.BLOCKED)
    judged(later, JULY, Strength.FIRM)
    judged(new, APRIL, Strength.FIRM)
    db.session.refresh(chain)
    return chain


def test_a_quarter_begins_at_midnight_in_the_city_and_ends_where_the_next_begins():
    assert SPRING.begins == datetime(2026, 3, 31, 16)
    assert SPRING.ends == Quarter(2026, 3).begins == datetime(2026, 6, 30, 16)
    assert Quarter(2026, 4).after == Quarter(2027, 1)
    assert Quarter(2026, 1).before == Quarter(2025, 4)
    assert quarter_of(date(2026, 6, 30)) == SPRING
    assert quarter_of(date(2026, 7, 1)) == Quarter(2026, 3)


@pytest.mark.parametrize("typed", ["", "2026Q5", "二季度", "1", "2026Q2x"])
def test_nonsense_is_the_present_quarter(typed, context):
    assert read_quarter(typed) == latest_quarters(1)[0]
    assert read_quarter("2026q2") == SPRING


def test_strengths_are_those_of_the_day_by_the_history(chain):
    S = Strength
    first = figures.strength_counts(SPRING.begins, chain)
    last = figures.strength_counts(SPRING.ends, chain)
    assert first == {S.GAP: 1, S.BLOCKED: 1, S.WEAK: 0, S.FIRM: 0, S.BLANK: 1}
    assert last == {S.GAP: 0, S.BLOCKED: 1, S.WEAK: 1, S.FIRM: 1, S.BLANK: 0}


def test_a_change_is_of_a_node_that_was_judged_before_and_only_within_the_quarter(chain):
    (change,) = figures.changed_nodes(SPRING, chain)
    assert (change.node.name, change.before, change.after) == ("硅钢", Strength.GAP, Strength.WEAK)
    assert change.is_better
    assert figures.first_judged(SPRING, chain) == 1
    (summer,) = figures.changed_nodes(Quarter(2026, 3), chain)
    assert summer.node.name == "齿轮"


@pytest.mark.parametrize(
    ("at", "counted"),
    [(SPRING.begins, 1), (SPRING.begins - timedelta(seconds=1), 0),
     (SPRING.ends - timedelta(microseconds=1), 1), (SPRING.ends, 0)],
)  # fmt: skip
def test_a_need_counts_in_the_quarter_it_was_published_in(chain, at, counted):
    need = factories.make_need(NeedState.OPEN, chain=chain)
    need.published_at = at
    db.session.flush()
    assert len(figures.needs_published(SPRING, chain)) == counted


def test_another_chain_counts_only_for_the_city(chain):
    factories.make_need(NeedState.OPEN).published_at = APRIL
    db.session.flush()
    assert figures.needs_published(SPRING, chain) == []
    assert len(figures.needs_published(SPRING)) == 1


def test_sealed_bids_are_not_counted(chain):
    need = factories.make_need(NeedState.OPEN, chain=chain)
    for state in (BidState.SUBMITTED, BidState.DRAFT, BidState.WITHDRAWN, BidState.OPENED,
                  BidState.LOST):  # fmt: skip
        factories.make_bid(state, need=need).submitted_at = APRIL
    late = factories.make_bid(BidState.OPENED, need=need)
    late.submitted_at = JULY
    db.session.flush()
    assert figures.bids_opened(SPRING, chain) == 2
    assert figures.bids_opened(SPRING) == 2


def _accepted(chain, at, amount):
    need = factories.make_need(NeedState.IN_PROJECT, chain=chain)
    project = factories.make_project(ProjectState.ACCEPTANCE_APPLIED, need=need, amount=amount)
    project.user_verdict, project.user_report = "satisfied", "好用"
    with pretending(at):
        advance(project, "accept", factories.make_officer(), note="同意")
    return project


def _started(chain, at, amount):
    need = factories.make_need(NeedState.AWARDED, chain=chain)
    project = factories.make_project(ProjectState.SIGNED, need=need, amount=amount)
    with pretending(at):
        advance(project, "start", factories.make_officer(), note="同意")
    return project


def test_projects_count_by_the_day_they_were_started_and_accepted(chain):
    accepted = _accepted(chain, MAY, 3_000_000)
    _accepted(chain, JULY, 9_000_000)
    started = _started(chain, APRIL, 2_000_000)
    assert figures.projects_accepted(SPRING, chain) == [accepted]
    assert figures.needs_solved(SPRING, chain) == [accepted.need]
    assert figures.projects_started(SPRING, chain) == [started]
    assert figures.money_of(figures.projects_accepted(SPRING, chain)) == 3_000_000


def test_warnings_and_orders_count_by_when_they_were_raised_sent_and_closed(chain):
    officer = factories.make_officer()
    node = chain.nodes[0]
    old = factories.make_risk_warning(node=node, created_at=MARCH)
    factories.make_risk_warning(RiskWarningState.HANDLING, node=node, created_at=APRIL)
    order = factories.make_dispatch(DispatchState.ANSWERED, chain=chain)
    other = factories.make_dispatch(chain=chain)
    with pretending(MAY):
        advance(old, "close", officer, note="到货", reason="recovered")
        advance(order, "close", officer, note="办好")
        other.items[0].due_on = date(2026, 6, 1)
        advance(other, "send", officer)
    assert [len(found(SPRING, chain)) for found in (
        figures.warnings_raised, figures.warnings_closed, figures.orders_sent, figures.orders_closed,
    )] == [1, 1, 1, 1]  # fmt: skip
    assert [len(found(Quarter(2026, 1), chain)) for found in (
        figures.warnings_raised, figures.warnings_closed, figures.orders_sent, figures.orders_closed,
    )] == [1, 0, 0, 0]  # fmt: skip


def test_what_was_taken_twice_in_a_quarter_counts_once(chain):
    officer = factories.make_officer()
    warning = factories.make_risk_warning(node=chain.nodes[0])
    with pretending(MAY):
        advance(warning, "close", officer, note="到货", reason="recovered")
        advance(warning, "reopen", officer, note="又缺")
        advance(warning, "close", officer, note="到货", reason="recovered")
    assert figures.warnings_closed(SPRING, chain) == [warning]


def test_the_weakest_links_come_with_their_reasons(chain):
    chain.nodes[0].strength, chain.nodes[0].import_share = Strength.GAP, 80
    db.session.flush()
    line, finding = figures.weakest(chain)[0]
    assert line.node.name == "硅钢"
    assert finding.reasons[0] == "国内没有供给单位"
    assert figures.weakest()[0][0].node.name == "硅钢"


def test_of_equal_gaps_in_the_city_the_one_it_buys_most_of_comes_first(chain):
    for n, demand in enumerate((100, 90_000, 20)):
        node = factories.make_chain().nodes[0]
        node.name, node.demand_wan, node.strength = f"环节{n}", demand, Strength.GAP
        node.import_share = 90
    db.session.flush()
    assert [line.node.name for line, _ in figures.weakest()][0] == "环节1"


@pytest.fixture
def told(chain):
    """A quarter in which something of everything happened."""
    need = factories.make_need(
        NeedState.OPEN, chain=chain, title="硅钢铁损\x0b攻关", reward=2_500_000
    )
    need.published_at = APRIL
    _accepted(chain, MAY, 3_000_000)
    item = factories.make_reserve_project(
        ReserveState.LEAD, node=chain.nodes[0], landed_money=1_234_500
    )
    with pretending(MAY):
        advance(item, "admit", factories.make_officer())
    db.session.commit()
    return report_of(SPRING, chain)


def test_the_report_says_each_figure_once_and_the_same_in_words(told):
    said = {row[0]: row[1:3] for row in told.sheet("本季度的数").rows}
    assert said["发榜的需求"] == (1, 250)
    assert said["通过验收的项目"] == (1, 300)
    assert said["入库的补短板项目"] == (1, 800)
    assert "变好 1 个，变差 0 个" in told.summary
    assert "通过验收 1 个，金额 300 万元" in told.summary


def test_the_docx_opens_again_with_the_same_tables(told):
    document = Document(BytesIO(docx_of(told, "市经信委")))
    assert document.core_properties.author == "市经信委"
    text = [paragraph.text for paragraph in document.paragraphs]
    assert text[0] == "电驱链补链强链季报（2026 年第二季度）"
    assert told.summary in text
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
    ]
    headed = {tuple(table[0]): table[1:] for table in tables}
    assert len(tables) == sum(bool(sheet.rows) for sheet in told.sheets)
    numbers = {row[0]: row[1:3] for row in headed[("事项", "数量", "金额（万元）", "说明")]}
    assert numbers["通过验收的项目"] == ["1", "300"]
    strengths = {row[0]: row[1:] for row in headed[told.sheet("环节强弱").columns]}
    assert strengths["断点"] == ["1", "0", "-1"]
    (change,) = headed[told.sheet("变化的环节").columns]
    assert change == ["硅钢", "电驱链", "断点", "短板", "项目 XM-1 通过验收", "2026-05-05"]
    sums = {row[0]: row[1:] for row in headed[told.sheet("补短板项目库合计").columns]}
    assert sums["已入库"] == ["1", "800", "123.45"]
    (need,) = headed[told.sheet("本季度发榜的需求").columns]
    assert need[1] == "硅钢铁损攻关"


def test_the_docx_names_chinese_faces_of_its_own_and_repeats_the_heads_of_tables(told):
    document = Document(BytesIO(docx_of(told, "市经信委")))
    for name, face in (("Normal", "宋体"), ("Heading 1", "黑体"), ("Title", "黑体")):
        faces = document.styles[name].element.rPr.rFonts
        assert faces.get(qn("w:eastAsia")) == face
        assert not [key for key in faces.attrib if key.lower().endswith("theme")]
    assert all(
        table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables
    )


def test_a_city_report_holds_the_chains_side_by_side(told):
    other = factories.make_chain(name="别的链")
    rows = {row[0]: row for row in report_of(SPRING).sheet("各链对照").rows}
    columns = report_of(SPRING).sheet("各链对照").columns
    mine = dict(zip(columns, rows["电驱链"], strict=True))
    assert {name: mine[name] for name in ("环节", "堵点", "短板", "发榜", "解决", "验收", "项目库")} == {
        "环节": 3, "堵点": 1, "短板": 1, "发榜": 1, "解决": 1, "验收": 1, "项目库": 1,
    }  # fmt: skip
    assert rows[other.name][1:] == (1, 0, 0, 0, 0, 0, 0, 0, 0)


@pytest.fixture
def people(app):
    with app.app_context():
        chain, other = factories.make_chain(), factories.make_chain()
        lead = factories.make_user(Role.CHAIN_LEAD)
        chain.leads = [lead]
        ids = {
            "lead": lead.id, "officer": factories.make_officer().id,
            "idle": factories.make_user(Role.CHAIN_LEAD).id,
            "auditor": factories.make_user(Role.AUDITOR).id,
            "enterprise": factories.make_submitter().id, "chain": chain.id, "other": other.id,
        }  # fmt: skip
        db.session.commit()
        return ids


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("lead", "chain={chain}", 200),
        ("lead", "chain={other}", 403),
        ("lead", "", 200),
        ("lead", "chain=99999", 404),
        ("officer", "chain={other}", 200),
        ("officer", "chain=city", 200),
        ("idle", "", 200),
        ("auditor", "chain={chain}", 403),
        ("enterprise", "chain={chain}", 403),
    ],
)
@pytest.mark.parametrize("export", ["", "&export=docx", "&export=xlsx"])
def test_leads_read_their_chains_and_officers_all(people, signed_in, who, address, status, export):
    answer = signed_in(people[who]).get(f"/reserve/reports?{address.format(**people)}{export}")
    assert answer.status_code == status


def test_a_lead_never_gets_the_city(people, signed_in):
    assert "全市" not in signed_in(people["lead"]).get("/reserve/reports?chain=city").text
    assert "下载 DOCX" not in signed_in(people["idle"]).get("/reserve/reports?chain=city").text


def test_both_files_come_down_under_the_name_of_the_report(people, signed_in):
    person = signed_in(people["officer"])
    paper = person.get("/reserve/reports?chain=city&quarter=2026Q2&export=docx")
    assert paper.mimetype.endswith("wordprocessingml.document")
    assert (
        Document(BytesIO(paper.data)).paragraphs[0].text
        == "全市重点产业链补链强链季报（2026 年第二季度）"
    )
    book = load_workbook(BytesIO(person.get("/reserve/reports?chain=city&export=xlsx").data))
    assert book.sheetnames[0] == "本季度的数"
    assert book.sheetnames[-1] == "各链对照"
    assert next(book["环节强弱"].values)[0] == "强弱"
