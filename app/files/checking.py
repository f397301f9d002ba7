"""What an upload really is: told by its content, never by its name; what is not welcome is refused."""

import filetype

from app.files.images import IMAGES, image_fault
from app.files.office import OFFICE, office_fault, office_kind

KINDS = {
    "pdf": ("PDF", "application/pdf"),
    **{kind: (label, media_type) for kind, (label, media_type, _) in OFFICE.items()},
    **{kind: (label, media_type) for kind, (label, media_type) in IMAGES.items()},
}
ENDINGS = {"pdf": "pdf", "docx": "docx", "xlsx": "xlsx", "png": "png", "jpg": "jpg", "jpeg": "jpg",
           "webp": "webp"}  # fmt: skip
WELCOME = "PDF、DOCX、XLSX、PNG、JPG 或 WEBP"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"


class Unwelcome(Exception):
    """A file that is not kept; `str(error)` is the reason, in the user's words."""


def checked_kind(name, content):
    """The kind of a welcome file (a key of KINDS), or Unwelcome with the reason."""
    if not content:
        raise Unwelcome("这个文件是空的")
    kind = _kind_of(content)
    if kind is None:
        raise Unwelcome(_what_it_is(content))
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    claimed = ENDINGS.get(ending)
    if claimed != kind:
        claim = KINDS[claimed][0] if claimed else f"“.{ending}”文件" if ending else "有扩展名的文件"
        raise Unwelcome(f"这个文件的内容是 {KINDS[kind][0]}，不是 {claim}；请改正扩展名后再传")
    if fault := _fault(kind, content):
        raise Unwelcome(fault)
    return kind


def _kind_of(content):
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(ZIP):
        return office_kind(content)
    guessed = filetype.guess_extension(content)
    return guessed if guessed in IMAGES else None


def _fault(kind, content):
    if kind == "pdf":
        return _pdf_fault(content)
    return office_fault(content) if kind in OFFICE else image_fault(kind, content)


def _pdf_fault(content):
    if b"%%EOF" not in content[-2048:]:
        return "这个 PDF 不完整，可能没有传完；请打开确认后再传"
    if b"/Encrypt" in content:
        return "这个 PDF 加了密码或限制，别人打不开；请去掉密码后再传"
    if b"/JavaScript" in content or b"/Launch" in content:
        return "这个 PDF 带有脚本或启动程序的动作；请重新导出一份普通的 PDF"
    return None


def _what_it_is(content):
    if content.startswith(OLD_OFFICE):
        return "这个文件是旧版 Office 格式或加了密码；请另存为不带密码的 DOCX、XLSX 或 PDF"
    if content.startswith(ZIP):
        return f"这个文件的内容是压缩包，或带有宏；请直接上传 {WELCOME}"
    guessed = filetype.guess_extension(content)
    told = f"这个文件的内容是 {guessed.upper()}" if guessed else "认不出这个文件的内容"
    return f"{told}；请上传 {WELCOME}"
