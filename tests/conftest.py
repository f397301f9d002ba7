"""An app for the session on a real migrated database; every test starts from its pristine copy."""

import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from flask_migrate import upgrade
from playwright.sync_api import expect, sync_playwright

from app import create_app
from app.accounts.models import User
from app.extensions import db, limiter

# No sandbox because continuous integration runs as root; nothing is fetched in the background.
CHROMIUM_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PASSWORD = "Ceshi-Mima-2026"
PATIENCE = 120  # seconds for a page or another process: only what hangs is a failure


class Browser(FlaskClient):
    """A client that signs in as a person would, and sends the CSRF token of the page it posts to."""

    def sign_in(self, login, password=PASSWORD):
        return self.send("/accounts/login", {"login": login, "password": password})

    def send(self, path, fields=None, page=None, **kwargs):
        """POST a form to `path` with the token found on `page` (or on any page)."""
        shown = self.get(page or "/accounts/login").text
        token = re.search(
            r'name="csrf_token"[^>]*value="([^"]+)"|csrf-token" content="([^"]+)"', shown
        )
        fields = dict(fields or {})
        if token:
            fields["csrf_token"] = token.group(1) or token.group(2)
        return self.post(path, data=fields, **kwargs)


@pytest.fixture(scope="session")
def pristine(tmp_path_factory):
    """A data directory with a migrated, empty database."""
    folder = tmp_path_factory.mktemp("pristine")
    app = create_app(DATA_DIR=str(folder), TESTING=True)
    with app.app_context():
        upgrade()
        db.engine.dispose()
    return folder / "platform.sqlite3"


@pytest.fixture(scope="session")
def shared_app(tmp_path_factory, pristine):
    folder = tmp_path_factory.mktemp("data")
    app = create_app(DATA_DIR=str(folder), TESTING=True, SECRET_KEY="tests")
    app.test_client_class = Browser
    limiter.enabled = False
    return app


@pytest.fixture
def app(shared_app, pristine, tmp_path):
    """The app on a fresh copy of the pristine database; files go to the test's own folder."""
    with shared_app.app_context():
        database = db.engine.url.database
        db.session.remove()
        db.engine.dispose()
    _restore(pristine, database)
    yield shared_app
    with shared_app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def context(app):
    """An open app context, for tests below the pages; never together with several requests."""
    with app.app_context():
        yield app


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def made(app):
    """Run a factory in a short context of its own, commit, and hand back the row's id."""

    def run(factory, **fields):
        with app.app_context():
            row = factory(**fields)
            db.session.commit()
            return row.id

    return run


@pytest.fixture
def signed_in(app):
    """A client signed in as the account with this id."""

    def sign_in(user_id):
        with app.app_context():
            login = db.session.get(User, user_id).login
        client = app.test_client()
        client.sign_in(login)
        return client

    return sign_in


@pytest.fixture(scope="session")
def chromium():
    """A real browser: Playwright's own where it is installed, else the system's."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        system = shutil.which("chromium") or shutil.which("google-chrome")
        watched = bool(os.environ.get("WATCH"))
        browser = playwright.chromium.launch(
            executable_path=str(own) if own.exists() else system,
            args=CHROMIUM_FLAGS,
            headless=not watched,
            slow_mo=400 if watched else 0,
        )
        yield browser
        browser.close()


def _restore(pristine, database):
    """SQLite's own backup: it waits for whoever still holds the file instead of pulling it away."""
    with closing(sqlite3.connect(pristine)) as source, closing(sqlite3.connect(database)) as target:
        source.backup(target)
