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
TEXT, HEADING, FIGURES = "宋体", "黑体", "Times New Roman"
STYLES = (("Normal", TEXT, 10.5), ("Title", HEADING, 20), ("Heading 1", HEADING, 13))
CELL = 9.5  # points of type in a table
SHEET, MARGIN = 297, 18  # millimetres
HALF_WIDTH, PADDING, WIDEST = 1.75, 4.5, 34  # of a letter, of a cell; letters before a cell wraps
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
    section.page_width, section.page_height = Mm(SHEET), Mm(210)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(16), Mm(20)
    section.footer_distance = Mm(9)
    _number_pages(section.footer.paragraphs[0])
    for name, face, size in STYLES:
        _set_face(document.styles[name], face, size)
    document.core_properties.title = report.title
    document.core_properties.author = owner
    document.core_properties.comments = ""


def _set_face(style, face, size):
    style.font.name, style.font.size = FIGURES, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    faces.set(qn("w:eastAsia"), face)
    # A face of the theme would win over the one named here.
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        faces.attrib.pop(qn(f"w:{kind}Theme" if kind != "cs" else "w:cstheme"), None)
    language = OxmlElement("w:lang")  # or the punctuation of another script may be chosen
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.get_or_add_rPr().append(language)


def _number_pages(paragraph):
    paragraph.add_run("以平台上的记录为准    第 ")
    page = OxmlElement("w:fldSimple")
    page.set(qn("w:instr"), "PAGE")
    paragraph._p.append(page)
    paragraph.add_run(" 页")


def _add_table(document, sheet):
    """Columns as wide as what stands in them; a row is never torn by the end of a page."""
    table = document.add_table(rows=1, cols=len(sheet.columns), style="Table Grid")
    table.autofit = False
    rows = [[_written(value) for value in row] for row in sheet.rows]
    is_number = [any(isinstance(row[n], int | float) for row in sheet.rows)
                 for n in range(len(sheet.columns))]  # fmt: skip
    _fill(table.rows[0], sheet.columns, is_number, is_heading=True)
    for row in rows:
        _fill(table.add_row(), row, is_number)
    for column, width in zip(table.columns, _widths([sheet.columns, *rows]), strict=True):
        column.width = Mm(width)
        for cell in column.cells:  # some programs read the column, others the cells
            cell.width = Mm(width)


def _fill(row, texts, is_number, is_heading=False):
    row_format = row._tr.get_or_add_trPr()
    row_format.append(OxmlElement("w:cantSplit"))
    if is_heading:  # stands again on every page the table goes on to
        row_format.append(OxmlElement("w:tblHeader"))
    for cell, text, is_right in zip(row.cells, texts, is_number, strict=True):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.bold, run.font.size = is_heading, Pt(CELL)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.keep_with_next = is_heading
        if is_right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if is_heading:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), "E7ECF0")
            cell._tc.get_or_add_tcPr().append(shade)


def _widths(rows):
    """Millimetres of each column by its longest text; where the sheet is too narrow, long texts wrap."""
    letters = [max(map(_letters, column)) for column in zip(*rows, strict=True)]
    room = SHEET - 2 * MARGIN
    for most in range(WIDEST, 2, -2):
        widths = [min(count, most) * HALF_WIDTH + PADDING for count in letters]
        if sum(widths) <= room:
            return widths
    return [room / len(letters)] * len(letters)


def _letters(text):
    """In half widths: a Chinese character takes two."""
    return sum(1 if ord(letter) < 0x2E80 else 2 for letter in text)


def _written(value):
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return number(round(value, 4))
    return str(value).translate(UNPRINTABLE)
