"""The administrator's page of models: what answers, what is wanted, and the button that changes it."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import requires
from app.config import ROOT, SETTINGS
from app.matches.reencode_page import models_page
from app.matches.room import bp

LOG = "reencode.log"
LOADING = 60  # seconds


@bp.get("/models")
@requires("model.change")
def models():
    found, log = models_page(), _log()
    starting = "started" in request.args and not (found.is_running or log) and _is_fresh()
    return render_template("matches/models.html", found=found, log=log, is_starting=starting)


@bp.post("/models")
@requires("model.change")
def change_model():
    """Starts the command as a process of its own: it outlives this worker, and is refused by
    itself where another one is at work."""
    found = models_page()
    if found.is_running:
        flash("已经在更换，请等它完成", "bad")
    else:
        _start(current_user.login)
        flash("已在后台开始；完成前检索一直用原来的模型", "ok")
    return redirect(url_for(".models", started=1))


def _start(login):
    config = current_app.config
    settings = {one.name: str(config[one.name]) for one in SETTINGS if config[one.name]}
    with _log_path().open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "flask", "match", "reencode", "--by", login],
            cwd=ROOT,
            env=os.environ | settings | {"FLASK_APP": "wsgi"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a worker that is restarted takes its own group with it
        )
    # Waited for, because a dead child that nobody asks after would still look alive.
    threading.Thread(target=process.wait, daemon=True).start()


def _log_path():
    return Path(current_app.config["DATA_DIR"]) / LOG


def _is_fresh():
    """The process was started a moment ago: it may still be loading, which torch takes long for."""
    path = _log_path()
    return path.exists() and time.time() - path.stat().st_mtime < LOADING


def _log():
    """The last words of the process that the button started; "" where it ended well or never was."""
    path = _log_path()
    lines = path.read_text(errors="replace").splitlines() if path.exists() else []
    return next((line.removeprefix("Error: ") for line in lines[-1:] if "Error" in line), "")
