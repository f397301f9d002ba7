"""The models of this process: loaded when first asked for, never before a fork, and kept.

Which encoder answers is a fact of the database, so that every process agrees on it: the setting
ENCODER says what is wanted, and `flask match reencode` makes it the fact.
"""

import threading
from dataclasses import asdict

import numpy as np
from flask import current_app
from sqlalchemy import insert, select

from app.clock import now
from app.extensions import db
from app.matches.index_models import IndexModel, IndexModelState
from app.matches.models import IndexEntry
from matching import EncoderChoice, ModelProblem, Runtime, load_encoder, load_reranker
from matching.encoder import STATIC, STATIC_MODEL, is_quick_to_load, reader_beside

KEPT = 2  # the one that answers and the one that will: more would only hold memory

_loaded = {}  # {what was asked for: the model, or the problem it has}
_lock = threading.Lock()
_on_the_way = set()

_model = IndexModel.__table__
_entry = IndexEntry.__table__


def encoder():
    """The one that answers; the shipped one where that cannot be loaded, which the log tells."""
    choice, wanted_id = active_model()
    return _usable(_load(choice), choice, wanted_id)


def encoder_if_loaded():
    """The same, or None while a thread of this process is still loading it."""
    choice, wanted_id = active_model()
    if choice not in _loaded and not is_quick_to_load(choice):
        _load_beside(choice)
        return None
    return _usable(_load(choice), choice, wanted_id)


def quick_encoder():
    """For what compares hundreds of texts while a page waits."""
    return reader_beside(encoder())


def active_model():
    """(choice, model id or "") of the encoder that answers."""
    chosen = select(_model.c.choice, _model.c.model).where(_model.c.state == IndexModelState.ACTIVE)
    row = db.session.execute(chosen).first()
    if row is not None:
        return EncoderChoice(**row.choice), row.model
    # Before the first change of model nothing was written down but the vectors themselves.
    kept = select(_entry.c.model).where(_entry.c.vector.is_not(None)).limit(1)
    is_static = (db.session.scalar(kept) or "").startswith(f"{STATIC_MODEL.name}@")
    return (EncoderChoice(STATIC) if is_static else wanted_model()), ""


def note_active(session, used):
    """Write down what answers, beside the first vectors: a changed setting must not undo it."""
    if session.scalar(select(_model.c.id).where(_model.c.state == IndexModelState.ACTIVE)) is None:
        choice, _ = active_model()
        is_usable = not isinstance(_load(choice), ModelProblem)
        written = asdict(choice if is_usable else EncoderChoice())
        fields = {"choice": written, "model": used.model_id, "finished_at": now()}
        session.execute(insert(_model).values(state=IndexModelState.ACTIVE, **fields))


def wanted_model():
    """What the settings ask for."""
    return EncoderChoice.read(current_app.config)


def problem_of_active():
    """Why the model that should answer does not, as a sentence; "" while it does."""
    choice, wanted_id = active_model()
    found = _load(choice)
    if isinstance(found, ModelProblem):
        return str(found)
    if wanted_id and found.model_id != wanted_id:
        return f"“{choice.name or '随附的模型'}”的权重变了：现在是 {found.model_id}，向量来自 {wanted_id}"
    return ""


def reranker():
    """The CrossEncoder of the setting RERANKER, None where there is none or it cannot be loaded."""
    found = _load_reranker()
    return None if isinstance(found, ModelProblem) else found


def problem_of_reranker():
    found = _load_reranker()
    return str(found) if isinstance(found, ModelProblem) else ""


def packed(vector):
    """A vector as it is kept in the database: half precision, which costs no rank."""
    return np.asarray(vector, dtype=np.float16).tobytes()


def unpacked(stored):
    return np.frombuffer(stored, dtype=np.float16).astype(np.float32)


def _usable(found, choice, wanted_id):
    """Another model's vectors can be made anew while a page waits only where that is quick."""
    if isinstance(found, ModelProblem):
        return _load(EncoderChoice())
    if wanted_id and found.model_id != wanted_id and not found.is_quick:
        current_app.logger.error("向量模型的权重变了：%s", problem_of_active())
        return _load(EncoderChoice())
    return found


def _load(choice):
    runtime = Runtime.read(current_app.config)
    return _keep(choice, lambda: load_encoder(choice, runtime), current_app.logger)


def _load_reranker():
    config = current_app.config
    if not config["RERANKER"]:
        return None
    key = (config["RERANKER"], config["RERANK_MAX_LENGTH"], config["RERANK_INSTRUCTION"])
    runtime = Runtime.read(config)
    return _keep(key, lambda: load_reranker(key[0], runtime, *key[1:]), current_app.logger)


def _load_beside(choice):
    if choice in _on_the_way:
        return
    _on_the_way.add(choice)
    runtime, logger = Runtime.read(current_app.config), current_app.logger

    def load():
        try:
            _keep(choice, lambda: load_encoder(choice, runtime), logger)
        finally:
            _on_the_way.discard(choice)

    threading.Thread(target=load, name="load encoder", daemon=True).start()


def _keep(key, load, logger):
    with _lock:
        if key not in _loaded:
            try:
                _loaded[key] = load()
            except ModelProblem as problem:
                logger.error("模型不能用，检索退回随附的模型（或不用重排）：%s", problem)
                _loaded[key] = problem
            encoders = [one for one in _loaded if one != EncoderChoice() and type(one) is type(key)]
            for old in encoders[:-KEPT]:
                _loaded.pop(old)
        return _loaded[key]
