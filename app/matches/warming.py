"""What a web worker does before its first request, and beside the others: it reads ahead.

Dictionaries and tables that load when they are first needed are loaded here, in one thread: two
first requests at once would import the same libraries in two threads.
"""

import threading
import time

import matching
from app.extensions import db
from app.matches import cache
from app.matches.entries import LIVE
from app.matches.index import SAVE_AFTER, index_of
from matching import indicators
from matching.text import whole

PAUSE = 0.02  # seconds after each text that is read ahead: a question waits for one text at most
REST = 60


def warm_up():
    """Everything that no setting decides about; a second or two."""
    matching.warm_up()
    indicators.warm_up()
    matching.load_encoder(matching.EncoderChoice()).encode(["预热"])


def read_beside(app):
    """From now on this worker reads what the index holds before anybody asks for its reasons."""
    threading.Thread(target=_go_on, args=(app,), name="read ahead", daemon=True).start()


def read_once_through(app, seen):
    """Read what has changed since the changes in `seen`; {kind: changes} that were reached."""
    with app.app_context():
        for kind in LIVE:
            index = index_of(kind)
            matcher = index.current()
            db.session.remove()
            if seen.get(kind) != index.changes:
                seen[kind] = index.changes
                if kind == "need":
                    _read_questions(matcher)
                if matcher.read_ahead(pause=PAUSE) >= SAVE_AFTER:  # the next worker need not
                    cache.write_beside(kind, matcher, index.hashes)
    return seen


def _read_questions(matcher):
    """An open need will ask for capabilities: the encoder remembers how it reads the question."""
    for need in matcher.documents():
        matcher.encoder.encode_queries([whole(need)])
        time.sleep(PAUSE)


def _go_on(app):
    seen = {}
    while True:
        time.sleep(REST)
        try:
            seen = read_once_through(app, seen)
        except Exception:
            app.logger.warning("reading ahead has stopped for now", exc_info=True)
