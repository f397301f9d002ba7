"""Pictures read block by block: whole, of a sensible size, and nothing hung on behind."""

import struct
import zlib

IMAGES = {
    "png": ("PNG", "image/png"),
    "jpg": ("JPG", "image/jpeg"),
    "webp": ("WEBP", "image/webp"),
}
MOST_PIXELS = 120_000_000
BROKEN = "这张图片不完整或已损坏；请重新导出后再传"
TOO_LARGE = "这张图片的像素太多；请缩小后再传"
# Start-of-frame markers of JPEG; C4, C8 and CC lie among them and are something else.
FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}


def image_fault(kind, content):
    """Why this picture is not kept, or None."""
    reader = {"png": _png_size, "jpg": _jpeg_size, "webp": _webp_size}[kind]
    try:
        width, height = reader(content)
    except (struct.error, ValueError, IndexError):
        return BROKEN
    if width < 1 or height < 1:
        return BROKEN
    return TOO_LARGE if width * height > MOST_PIXELS else None


def _png_size(content):
    position, size = 8, None
    while True:
        length, kind = struct.unpack_from(">I4s", content, position)
        block = content[position + 8 : position + 8 + length]
        (checksum,) = struct.unpack_from(">I", content, position + 8 + length)
        if checksum != zlib.crc32(kind + block):
            raise ValueError("checksum")
        if kind == b"IHDR":
            size = struct.unpack_from(">II", block)
        position += 12 + length
        if kind == b"IEND":
            break
    if size is None or position != len(content):
        raise ValueError("no head, or something behind the end")
    return size


def _jpeg_size(content):
    # A phone hangs previews behind the end of a photograph, so the end is looked for, not demanded.
    if b"\xff\xd9" not in content:
        raise ValueError("no end")
    position = 2
    while True:
        if content[position] != 0xFF:
            raise ValueError("no marker")
        marker = content[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker in WITHOUT_LENGTH:
            position += 2
            continue
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", content, position + 5)
            return width, height
        (length,) = struct.unpack_from(">H", content, position + 2)
        position += 2 + length


def _webp_size(content):
    (declared,) = struct.unpack_from("<I", content, 4)
    if declared + 8 != len(content):
        raise ValueError("length")
    kind = content[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", content, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        low = content[24:30]
        return int.from_bytes(low[:3], "little") + 1, int.from_bytes(low[3:], "little") + 1
    raise ValueError("kind")
