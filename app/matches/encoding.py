"""The encoder of this process: loaded when first asked for, never before a fork."""

import threading

import numpy as np
from flask import current_app

from matching import load_encoder

_loaded = {}
_lock = threading.Lock()


def encoder():
    """The one that the ENCODER setting names, or the one shipped with the project."""
    name = current_app.config["ENCODER"] or None
    with _lock:
        if name not in _loaded:
            _loaded[name] = load_encoder(name)
        return _loaded[name]


def packed(vector):
    """A vector as it is kept in the database: half precision, which costs no rank."""
    return np.asarray(vector, dtype=np.float16).tobytes()


def unpacked(stored):
    return np.frombuffer(stored, dtype=np.float16).astype(np.float32)
