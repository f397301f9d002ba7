"""Snapshots of the matchers on disk: a cache that may be deleted at any moment.

A pointer file names the folder of the newest snapshot and is renamed into place, so that a reader
finds an old one or a new one, whole. Whatever is missing, broken or of another model is not used.
"""

import json
import os
import shutil
import uuid
from pathlib import Path

from flask import current_app

from matching import Matcher, SnapshotBroken


def folder():
    return Path(current_app.config["DATA_DIR"]) / "index"


def write(kind, matcher, hashes):
    """Keep what the matcher holds; a disk that cannot is told to the log, for it is only a cache."""
    name = f"{kind}-{uuid.uuid4().hex[:12]}"
    try:
        matcher.save(folder() / name)
        pointer = folder() / f"{kind}.json.{os.getpid()}.part"
        pointer.write_text(json.dumps({"folder": name, "hashes": hashes}))
        pointer.replace(folder() / f"{kind}.json")
        for old in folder().glob(f"{kind}-*"):
            if old.name != name:
                shutil.rmtree(old, ignore_errors=True)
    except OSError:
        current_app.logger.warning("the index cache cannot be written", exc_info=True)


def read(kind, encoder):
    """(matcher, hashes) of the newest snapshot that `encoder` made, or None."""
    try:
        pointer = json.loads((folder() / f"{kind}.json").read_text())
        matcher = Matcher.load(
            folder() / pointer["folder"], encoder, holds_needs=kind != "capability"
        )
        hashes = {int(id): digest for id, digest in pointer["hashes"].items()}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, SnapshotBroken):
        current_app.logger.warning("the index cache of %s is not usable", kind, exc_info=True)
        return None
    return (matcher, hashes) if len(matcher) == len(hashes) else None
