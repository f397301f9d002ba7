"""Snapshots of the matchers on disk: a cache that may be deleted at any moment.

A pointer file names the folder of the newest snapshot and is renamed into place, so that a reader
finds an old one or a new one, whole. Whatever is missing, broken or of another model is not used.
"""

import fcntl
import json
import shutil
import threading
import uuid
from pathlib import Path

from flask import current_app

from matching import Matcher, SnapshotBroken


def folder():
    return Path(current_app.config["DATA_DIR"]) / "index"


def write(kind, matcher, hashes):
    """Keep what the matcher holds."""
    _write(folder(), kind, matcher.frozen(), dict(hashes), current_app.logger)


def write_beside(kind, matcher, hashes):
    """The same in a thread of its own: nobody's question waits for the disk."""
    arguments = (folder(), kind, matcher.frozen(), dict(hashes), current_app.logger)
    threading.Thread(target=_write, args=arguments, name="write index", daemon=True).start()


def _write(place, kind, save, hashes, logger):
    """One process at a time, the others pass it over; a disk that cannot is told to the log."""
    name = f"{kind}-{uuid.uuid4().hex[:12]}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        with (place / f"{kind}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            save(place / name)
            pointer = place / f"{kind}.json.part"
            pointer.write_text(json.dumps({"folder": name, "hashes": hashes}))
            pointer.replace(place / f"{kind}.json")
            for old in place.glob(f"{kind}-*"):  # what came before, and what a killed one left
                if old.name != name:
                    shutil.rmtree(old, ignore_errors=True)
    except OSError:
        logger.warning("the index cache cannot be written", exc_info=True)


def read(kind, encoder):
    """(matcher, hashes) of the newest snapshot that `encoder` made, or None."""
    # Twice, because another process may have put a newer one in its place between two lines.
    return _read(kind, encoder) or _read(kind, encoder)


def _read(kind, encoder):
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
