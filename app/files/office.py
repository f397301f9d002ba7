"""DOCX and XLSX looked at from inside: what they are, no macros, no passwords, no zip bombs."""

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

_OOXML = "application/vnd.openxmlformats-officedocument."
# kind: (label, media type, the type of its main part)
OFFICE = {
    "docx": (
        "DOCX",
        f"{_OOXML}wordprocessingml.document",
        f"{_OOXML}wordprocessingml.document.main+xml",
    ),
    "xlsx": ("XLSX", f"{_OOXML}spreadsheetml.sheet", f"{_OOXML}spreadsheetml.sheet.main+xml"),
}
CONTENTS = "[Content_Types].xml"
MOST_PARTS = 5_000
MOST_BYTES = 300 * 1024 * 1024
MOST_CONTENTS = 1024 * 1024
ACTIVE = re.compile(r"vbaproject|vbadata|activex|macrosheets", re.IGNORECASE)


def office_kind(content):
    """docx or xlsx by the declared main part, or None: any other archive, a macro book included."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            entry = parts.getinfo(CONTENTS)
            if entry.flag_bits & 1 or entry.file_size > MOST_CONTENTS:
                return None
            declared = parts.read(entry).decode("utf-8", "replace")
    except (BadZipFile, zlib.error, KeyError, OSError, NotImplementedError, RuntimeError, EOFError):
        return None
    mains = (kind for kind, (_, _, main) in OFFICE.items() if f'"{main}"' in declared)
    return next(mains, None)


def office_fault(content):
    with ZipFile(BytesIO(content)) as parts:
        entries = parts.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        return "这个文件加了密码，别人打不开；请去掉密码后再传"
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_BYTES:
        return "这个文件解开后大得不正常；请精简后再传"
    if any(ACTIVE.search(entry.filename) for entry in entries):
        return "这个文件带有宏或控件；请另存为不带宏的文件后再传"
    if any(entry.filename.startswith("/") or ".." in entry.filename for entry in entries):
        return "这个文件的结构不正常；请用 Office 或 WPS 重新保存后再传"
    try:
        return _reading_fault(content)
    except (BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError):
        return "这个文件已经损坏；请打开确认后再传"


def _reading_fault(content):
    """Unpacks every part in small bites: a header may lie about the size, and a sum must hold."""
    left = MOST_BYTES
    with ZipFile(BytesIO(content)) as parts:
        for entry in parts.infolist():
            with parts.open(entry) as part:
                while bite := part.read(1 << 20):
                    left -= len(bite)
                    if left < 0:
                        return "这个文件解开后大得不正常；请精简后再传"
    return None
