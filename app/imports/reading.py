"""Reading tables row by row: JSON Lines, CSV or XLSX, gzipped or not."""

import csv
import gzip
import io
import json
import zipfile
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException


class UnreadableFile(Exception):
    """The file is not what its name says; `str(error)` is for the person who gave it."""


def rows_of(path):
    """Yield (line number, {column: value} or None, fault) for every row of the file.

    The row is None where that one line cannot be read, and `fault` says why; the file as a whole
    failing raises UnreadableFile.
    """
    path = Path(path)
    name = path.name.lower().removesuffix(".gz")
    for ending, reader in READERS.items():
        if name.endswith(ending):
            try:
                yield from reader(_open(path))
            except (UnicodeDecodeError, gzip.BadGzipFile, EOFError) as error:
                raise UnreadableFile(f"{path.name} 读不出来：{error}") from error
            return
    raise UnreadableFile(f"{path.name} 不是 JSON Lines、CSV 或 XLSX（可以再压成 .gz）")


def _open(path):
    return gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb")


def _json_lines(file):
    with file:
        for number, line in enumerate(io.TextIOWrapper(file, "utf-8-sig"), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                yield number, None, f"不是一行 JSON：{error.msg}"
                continue
            if isinstance(row, dict):
                yield number, row, ""
            else:
                yield number, None, "这一行不是“字段: 值”的对象"


def _csv(file):
    with file:
        raw = file.read()
    text = _decoded(raw)
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        extra = row.pop(None, None)
        if extra:
            yield number, None, f"这一行比表头多 {len(extra)} 格"
        else:
            yield number, row, ""


def _decoded(raw):
    """UTF-8, or the GB 18030 that spreadsheet programs here still write."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def _xlsx(file):
    with file:
        content = io.BytesIO(file.read())
    try:
        book = load_workbook(content, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError) as error:
        raise UnreadableFile("内容不是 XLSX 表格") from error
    lines = book.active.iter_rows(values_only=True)
    heads = [str(head or "").strip() for head in next(lines, ())]
    for number, cells in enumerate(lines, 2):
        if any(cell is not None for cell in cells):
            yield number, dict(zip(heads, cells, strict=False)), ""


READERS = {".jsonl": _json_lines, ".ndjson": _json_lines, ".csv": _csv, ".xlsx": _xlsx}
