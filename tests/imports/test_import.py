"""Bringing files in: every row is taken or refused with its reason, and twice is once."""

import csv
import gzip
import json

import pytest
from openpyxl import Workbook

from app.capabilities.models import Capability, CapabilityState
from app.extensions import db
from app.imports.naming import NAME_LENGTH, name_from
from app.needs.models import Need
from tests import factories as make

KEYWORDS = {"kind": "patent", "keywords": ["铸造"]}
ROWS = [
    {"_id": "a1", "title": "真空低压铸造", "text": "孔隙率平均 0.62%。", "metadata": KEYWORDS},
    {"_id": "a2", "title": "", "text": "一种轴承滚道淬火方法，变形小于 0.05 mm。"},
    {"_id": "a3", "title": "", "text": ""},
]


@pytest.fixture
def run(app):
    """Run `flask import` as a person would type it; returns what it printed."""

    def typed(*arguments):
        result = app.test_cli_runner().invoke(args=["import", *map(str, arguments)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return result.output

    return typed


@pytest.fixture
def beir(tmp_path):
    path = tmp_path / "corpus.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    return path


def capabilities(app):
    with app.app_context():
        rows = db.session.scalars(db.select(Capability)).unique().all()
        return {row.import_key: (row.title, row.state, row.version) for row in rows}


def test_a_gzipped_collection_becomes_published_capabilities(app, run, beir):
    printed = run("capabilities", beir, "--organisation", "公开成果库")
    assert "新增 2" in printed
    taken = capabilities(app)
    assert taken["a1"][:2] == ("真空低压铸造", CapabilityState.PUBLISHED)
    assert taken["a2"][0] == "一种轴承滚道淬火方法"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("本发明公开了一种球头扭矩检测台，包括底座。", "一种球头扭矩检测台"),
        ("本发明属于铝材技术领域，具体涉及一种型材淬火装置。", "一种型材淬火装置"),
        ("本申请涉及洗涤领域，具体地说，涉及一种洗衣机及其控制方法。", "一种洗衣机及其控制方法"),
        ("提供一种电工钢板的磁畴细化方法。本发明的方法……", "一种电工钢板的磁畴细化方法"),
        ("一种钛靶背板的制作方法，包括：提供合金熔液。", "一种钛靶背板的制作方法"),
        ("本发明的名称是用于涂层检测的系统和方法。", "用于涂层检测的系统和方法"),
        ("一种锅炉(10)包括水管壁(24)，水管壁连结在一起。", "一种锅炉"),
        ("在 22 家企业试用，效果良好。", "在 22 家企业试用"),
    ],
)
def test_what_has_no_name_is_called_by_what_it_says_it_is_about(text, name):
    assert name_from(text) == name


def test_a_name_that_would_be_too_long_is_cut_and_shows_it():
    named = name_from(f"本发明提供一种{'高' * 80}方法。")
    assert len(named) == NAME_LENGTH
    assert named.endswith("…")


def test_a_sentence_in_the_place_of_a_title_gives_a_name_and_is_kept_with_the_text(
    app, run, tmp_path
):
    path = tmp_path / "one.jsonl"
    said = "本发明公开了一种快速装袋机，其特征在于有转盘"
    path.write_text(json.dumps({"_id": "a1", "title": said, "text": "每分钟 40 袋。"}))
    run("capabilities", path, "--organisation", "公开成果库")
    with app.app_context():
        taken = db.session.scalars(db.select(Capability)).unique().one()
        assert taken.title == "一种快速装袋机"
        assert taken.summary == f"{said}\n每分钟 40 袋。"


def test_a_refused_row_is_named_with_its_line_and_reason(run, beir, tmp_path):
    report = tmp_path / "refused.csv"
    printed = run("capabilities", beir, "--organisation", "公开成果库", "--report", report)
    assert "第 3 行 a3：没有名称也没有简介" in printed
    with report.open(encoding="utf-8-sig") as file:
        assert list(csv.reader(file))[1] == ["3", "a3", "没有名称也没有简介"]


def test_the_same_file_twice_changes_nothing(app, run, beir):
    run("capabilities", beir, "--organisation", "公开成果库")
    before = capabilities(app)
    assert "未变 2" in run("capabilities", beir, "--organisation", "公开成果库")
    assert capabilities(app) == before


def test_a_trial_writes_nothing(app, run, beir):
    assert "试导入" in run("capabilities", beir, "--organisation", "公开成果库", "--dry-run")
    assert capabilities(app) == {}


def test_a_changed_row_is_changed_in_place(app, run, tmp_path):
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(ROWS[0], ensure_ascii=False))
    run("capabilities", path, "--organisation", "公开成果库")
    path.write_text(json.dumps(ROWS[0] | {"title": "真空压铸"}, ensure_ascii=False))
    assert "更新 1" in run("capabilities", path, "--organisation", "公开成果库")
    assert capabilities(app)["a1"][0] == "真空压铸"


def test_a_spreadsheet_with_the_forms_own_headings_is_understood(app, run, made, tmp_path):
    made(make.make_organisation, name="示例机械厂")
    book = Workbook()
    book.active.append(
        ["编号", "单位名称", "需求名称", "主要技术难点", "榜额（万元）", "完成时限（月）"]
    )
    book.active.append(["x1", "示例机械厂", "缸孔镀层耐磨", "磨损快", 120.5, 18])
    book.active.append(["x2", "没有这家", "别的", "难", 10, 12])
    book.save(tmp_path / "needs.xlsx")
    printed = run("needs", tmp_path / "needs.xlsx")
    assert "新增 1" in printed
    assert "没有叫“没有这家”的单位" in printed
    with app.app_context():
        need = db.session.scalars(db.select(Need)).unique().one()
        assert (need.reward, need.duration_months) == (1_205_000, 18)


def test_indicators_come_with_the_row(app, run, tmp_path):
    row = ROWS[0] | {"indicators": [{"name": "孔隙率", "op": "<=", "value": 0.8, "unit": "%"}]}
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False))
    run("capabilities", path, "--organisation", "公开成果库")
    with app.app_context():
        found = db.session.scalars(db.select(Capability)).unique().one().indicators[0]
        assert (found.name, found.operator, found.value, found.unit) == ("孔隙率", "<=", 0.8, "%")


def test_a_spreadsheet_saved_in_the_local_encoding_is_read(app, run, tmp_path):
    path = tmp_path / "units.csv"
    path.write_bytes("单位名称,类型,区县\n示例轴承厂,enterprise,万州区\n".encode("gb18030"))
    assert "新增 1" in run("organisations", path)


def test_a_wrong_check_digit_is_refused(run, tmp_path):
    path = tmp_path / "units.csv"
    path.write_text("单位名称,类型,统一社会信用代码\n示例厂,enterprise,915000000000000012\n")
    assert "校验位不对" in run("organisations", path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.4", "不是 JSON Lines、CSV 或 XLSX"),
        ("a.xlsx", b"not a table", "不是 XLSX"),
        ("a.jsonl.gz", b"not gzipped", "读不出来"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_in_words(run, tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    assert said in run("capabilities", tmp_path / name, "--organisation", "公开成果库")


def test_a_broken_line_does_not_stop_the_others(app, run, tmp_path):
    path = tmp_path / "mixed.jsonl"
    path.write_text('{"_id": "a1", "title": "甲"}\n{broken\n[1]\n{"_id": "a2", "title": "乙"}\n')
    printed = run("capabilities", path, "--organisation", "公开成果库")
    assert "新增 2" in printed
    assert "不是一行 JSON" in printed


def test_a_key_that_stands_twice_is_taken_once(run, tmp_path):
    path = tmp_path / "twice.jsonl"
    path.write_text('{"_id": "a1", "title": "甲"}\n{"_id": "a1", "title": "乙"}\n')
    assert "出现了两次" in run("capabilities", path, "--organisation", "公开成果库")
