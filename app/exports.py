"""Lists as spreadsheets: exactly the rows a page shows, as an XLSX or CSV to download."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from urllib.parse import quote

from flask import Response
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from app.clock import CITY, today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60
# What XML 1.0 cannot carry; a pasted text may hold it, a spreadsheet may not.
UNPRINTABLE = {code: None for code in range(32) if code not in (9, 10, 13)}


def xlsx(name, columns, rows):
    """A download called "<name> <today>.xlsx"; `columns` are headings, `rows` sequences of cells."""
    return xlsx_book(name, [(name, columns, rows)])


def xlsx_book(name, sheets):
    """The same with several sheets: (title, columns, rows) each."""
    book = Workbook()
    book.remove(book.active)
    for title, columns, rows in sheets:
        _fill(book.create_sheet(title[:31]), columns, rows)
    file = BytesIO()
    book.save(file)
    return download(file.getvalue(), XLSX, f"{name} {today().isoformat()}.xlsx")


def _fill(sheet, columns, rows):
    widths = [_width(heading) for heading in columns]
    sheet.append(list(columns))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            _write(sheet.cell(number, column), value)
            widths[column - 1] = max(widths[column - 1], _width(value))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(width + 2, WIDEST)
    sheet.freeze_panes = "A2"


def csv_file(name, columns, rows):
    """The same rows as CSV, in UTF-8 with the mark that spreadsheet programs look for."""
    file = StringIO(newline="")
    csv.writer(file).writerows([columns, *rows])
    text = file.getvalue().translate(UNPRINTABLE)
    content = text.encode("utf-8-sig")
    return download(content, "text/csv", f"{name} {today().isoformat()}.csv")


def download(content, media_type, filename):
    """An answer that the browser saves under `filename`."""
    return Response(
        content,
        mimetype=media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(filename)}"},
    )


def _write(cell, value):
    if isinstance(value, datetime):
        instant = value if value.tzinfo else value.replace(tzinfo=UTC)
        cell.value = instant.astimezone(CITY).replace(tzinfo=None, microsecond=0)
        cell.number_format = "yyyy-mm-dd hh:mm"
        return
    if isinstance(value, date):
        cell.value, cell.number_format = value, "yyyy-mm-dd"
        return
    if value is None or isinstance(value, int | float):
        cell.value = value
        return
    cell.value = str(value).translate(UNPRINTABLE)
    # A text that begins with = is what somebody typed, never a formula to run.
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _width(value):
    """Columns a cell takes; a Chinese character takes two."""
    if isinstance(value, datetime):
        return 16
    lines = str("" if value is None else value).splitlines() or [""]
    return max(sum(2 if ord(c) > 255 else 1 for c in line) for line in lines)
