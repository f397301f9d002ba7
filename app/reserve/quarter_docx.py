"""The quarterly report as a DOCX that an office opens and edits."""

from datetime import date
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from app.exports import UNPRINTABLE
from app.formats import format_datetime, number

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT, HEADING = "宋体", "黑体"
STYLES = (("Normal", TEXT, 10.5), ("Title", HEADING, 20), ("Heading 1", HEADING, 13))
NUMERALS = "一二三四五六七八九十"
EMPTY = "本季度没有。"


def docx_of(report, owner):
    """The bytes of the file; `owner` stands as its author."""
    document = Document()
    _set_up(document, report, owner)
    title = document.add_heading(report.title, level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made = document.add_paragraph(f"{owner}    制表 {format_datetime(report.made_at)}")
    made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(report.summary)
    for place, sheet in enumerate(report.sheets):
        document.add_heading(f"{NUMERALS[place]}、{sheet.title}", level=1)
        if sheet.rows:
            _add_table(document, sheet)
        else:
            document.add_paragraph(EMPTY)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document, report, owner):
    """A landscape A4 sheet, because the lists are wide; Chinese faces for every style used."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(16)
    section.footer.paragraphs[0].text = "以平台上的记录为准"
    for name, face, size in STYLES:
        _set_face(document.styles[name], face, size)
    document.core_properties.title = report.title
    document.core_properties.author = owner
    document.core_properties.comments = ""


def _set_face(style, face, size):
    style.font.name, style.font.size = face, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    faces.set(qn("w:eastAsia"), face)
    # A face of the theme would win over the one named here.
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        faces.attrib.pop(qn(f"w:{kind}Theme" if kind != "cs" else "w:cstheme"), None)


def _add_table(document, sheet):
    table = document.add_table(rows=1, cols=len(sheet.columns), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, sheet.columns, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    _repeat(table.rows[0])
    for row in sheet.rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = _written(value)
            if isinstance(value, int | float):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat(row):
    """The heading stands again on every page the table goes on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _written(value):
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return number(round(value, 4))
    return str(value).translate(UNPRINTABLE)
