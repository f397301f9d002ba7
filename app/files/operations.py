"""Keeping and removing files: on disk under random names, outside the web root."""

import hashlib
import secrets
import unicodedata
from pathlib import Path

from flask import current_app

from app.audit.operations import record
from app.extensions import db
from app.files.checking import ENDINGS, KINDS, Unwelcome, checked_kind
from app.files.models import Attachment

LONGEST_NAME = 120


def keep_file(thing, actor, name, content, purpose=""):
    """Check one upload and hang it on `thing`; Unwelcome says why it is not kept."""
    largest = current_app.config["MAX_UPLOAD_MB"]
    if len(content) > largest * 1024 * 1024:
        raise Unwelcome(f"这个文件超过 {largest} MB；请压缩图片、拆成几份，或只上传要点页")
    name = clean_name(name)
    kind = checked_kind(name, content)
    kept = Attachment(
        thing_kind=thing.__tablename__,
        thing_id=thing.id,
        name=name,
        purpose=purpose,
        media_type=KINDS[kind][1],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored_as=secrets.token_hex(16),
        uploaded_by_id=actor.id,
    )
    place = place_of(kept)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    db.session.add(kept)
    record(thing, "attach", actor, label="上传附件", note=f"{name}（{kept.sha256[:12]}）")
    return kept


def remove_file(thing, attachment, actor):
    """Take the row away; the caller unlinks `place_of` it once that is committed."""
    note = f"{attachment.name}（{attachment.sha256[:12]}）"
    db.session.delete(attachment)
    record(thing, "detach", actor, label="移除附件", note=note)


def place_of(attachment):
    folder = Path(current_app.config["DATA_DIR"]) / "files" / attachment.stored_as[:2]
    return folder.absolute() / attachment.stored_as


def clean_name(name):
    """The last part of the name without control characters, short, its ending kept."""
    last = (name or "").replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf")).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if dot and ending.lower() in ENDINGS:
        return f"{stem[:LONGEST_NAME] or '附件'}.{ending}"
    return kept[:LONGEST_NAME] or "附件"
