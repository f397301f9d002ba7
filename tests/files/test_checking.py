"""What is welcome is told by content, and refused with a reason a person can act on."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from app.files import office
from app.files.checking import Unwelcome, checked_kind
from app.files.operations import clean_name
from tests.files import samples


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("检测报告.pdf", samples.PDF, "pdf"),
        ("方案.DOCX", samples.docx(), "docx"),
        ("预算.xlsx", samples.xlsx(), "xlsx"),
        ("断口.png", samples.png(), "png"),
        ("现场.jpeg", samples.JPEG, "jpg"),
        ("现场.webp", samples.WEBP, "webp"),
    ],
)
def test_a_true_file_is_welcome(name, content, kind):
    assert checked_kind(name, content) == kind


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("报告.pdf", samples.png(), "内容是 PNG，不是 PDF"),
        ("报告.docx", samples.xlsx(), "内容是 XLSX，不是 DOCX"),
        ("报告", samples.PDF, "内容是 PDF，不是 有扩展名的文件"),
        ("图.svg", b"<svg xmlns='x'><script/></svg>", "认不出"),
        ("页.html", b"<!doctype html><script>1</script>", "认不出"),
        ("旧表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Office"),
        ("包.zip", samples.archive(a="x"), "压缩包"),
        ("包.docx", samples.archive(a="x"), "压缩包"),
        ("程序.pdf", b"MZ" + bytes(600), "内容是 EXE"),
        ("空.pdf", b"", "空的"),
        ("半.pdf", samples.PDF[:30], "不完整"),
        ("锁.pdf", samples.PDF.replace(b"/Root", b"/Encrypt 2 0 R/Root"), "密码"),
        ("动.pdf", samples.PDF.replace(b"/Root", b"/S/JavaScript/Root"), "脚本"),
        ("宏.docx", samples.docx(**{"word__vbaProject.bin": b"x"}), "宏"),
        ("宏.docx", samples.docx(main=samples.MACRO_MAIN), "宏"),
        ("控件.docx", samples.docx(**{"word__activeX__a.bin": b"x"}), "控件"),
        ("尾.png", samples.png() + b"PK\x03\x04", "不完整或已损坏"),
        ("断.png", samples.png()[:-6], "不完整或已损坏"),
        ("断.jpg", samples.JPEG[:-2], "不完整或已损坏"),
        ("大.png", samples.png(60_000, 60_000), "像素太多"),
        ("断.webp", samples.WEBP + b"x", "不完整或已损坏"),
    ],
)
def test_a_false_file_is_refused_with_its_reason(name, content, reason):
    with pytest.raises(Unwelcome, match=reason):
        checked_kind(name, content)


def test_a_bomb_is_refused_by_what_it_says_and_by_what_comes_out(monkeypatch):
    content = samples.docx(**{"word__media__a": bytes(200_000)})
    monkeypatch.setattr(office, "MOST_BYTES", 100_000)
    assert "大得不正常" in office.office_fault(content)


def test_a_damaged_part_is_refused():
    content = bytearray(samples.docx(**{"word__b.xml": "甲" * 500}))
    with ZipFile(BytesIO(content)) as parts:
        entry = parts.getinfo("word/b.xml")
    at = entry.header_offset + 30 + len(entry.filename)
    content[at : at + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(Unwelcome, match="损坏"):
        checked_kind("坏.docx", bytes(content))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\文档\\报告.pdf", "报告.pdf"),
        ("../../etc/报告.pdf", "报告.pdf"),
        ("a\r\nb\u202e.pdf", "ab.pdf"),
        ("甲" * 300 + ".pdf", "甲" * 120 + ".pdf"),
        ("..", "附件"),
    ],
)
def test_a_name_is_cleaned_and_keeps_its_ending(given, kept):
    assert clean_name(given) == kept
