"""A form of its own in a real browser: the macros and scripts, without database or roles."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask, jsonify, render_template
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.serving import make_server
from wtforms import StringField, TextAreaField

from app import formats
from forms.base import BaseForm
from forms.indicators import IndicatorRowsField
from forms.validators import MaxLength, Required

ROOT = Path(__file__).parents[2]


class Draft(BaseForm):
    title = StringField("需求名称", [Required(), MaxLength(40)])
    scene = TextAreaField("使用场景", [MaxLength(10)])
    indicators = IndicatorRowsField()


def draft_app():
    app = Flask(__name__, static_folder=str(ROOT / "app" / "static"))
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(ROOT / "templates"), FileSystemLoader(Path(__file__).parent / "pages")]
    )
    app.config.update(SECRET_KEY="tests", BOOTSTRAP_SERVE_LOCAL=True)
    app.saved = []
    formats.register(app)
    Bootstrap5(app)
    CSRFProtect(app)
    app.context_processor(
        lambda: {"site": {"name": "揭榜挂帅"}, "links": {}, "now": datetime.now(UTC)}
    )

    @app.after_request
    def strict(response):
        response.headers["Content-Security-Policy"] = "default-src 'self'; img-src 'self' data:"
        return response

    @app.route("/", methods=["GET", "POST"])
    def draft():
        form = Draft()
        if form.is_submitted() and not form.rows_changed:
            form.validate()
        return render_template("draft.html", form=form)

    @app.post("/autosave")
    def autosave():
        form = Draft()
        app.saved.append((form.validate_draft(), form.title.data, form.indicators.data))
        return jsonify(saved_at=datetime.now(UTC).isoformat())

    return app


@pytest.fixture
def served():
    app = draft_app()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app.address = f"http://127.0.0.1:{server.port}/"
    yield app
    server.shutdown()


@pytest.fixture
def page(chromium, served):
    context = chromium.new_context()
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(served.address)
    yield page
    context.close()
    assert not page.faults


@pytest.fixture
def bare_page(chromium, served):
    """The same page in a browser that runs no scripts."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.address)
    yield page
    context.close()
