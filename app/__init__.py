"""The application, made in steps one can read."""

from flask import Flask
from flask_talisman import Talisman
from sqlalchemy import event
from sqlalchemy.engine import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

from app import config, errors, formats
from app.accounts.models import User, Visitor
from app.extensions import (
    babel,
    bootstrap,
    csrf,
    db,
    limiter,
    login_manager,
    migrate,
)
from app.frame import page_frame
from app.workflow.registry import register

CONTENT_SECURITY = {
    "default-src": "'self'",
    "img-src": "'self' data:",  # Bootstrap's own form icons are data: images
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def create_app(**overrides):
    app = Flask(__name__, template_folder="../templates")
    app.config.update(config.load(**overrides))
    app.json.ensure_ascii = False
    if app.config["PROXIES"]:
        layers = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=layers, x_proto=layers, x_host=layers)
    bind_extensions(app)
    register_workflows()
    track_changes()
    register_blueprints(app)
    errors.register(app)
    formats.register(app)
    app.context_processor(page_frame)
    return app


def bind_extensions(app):
    db.init_app(app)
    # A migration alters a table by copying it, so Alembic runs in batch mode on SQLite.
    migrate.init_app(app, db, directory="migrations")
    csrf.init_app(app)
    limiter.init_app(app)
    babel.init_app(app)
    bootstrap.init_app(app)
    # Its options live on the object and not on the app, so each app has its own.
    Talisman(
        app,
        force_https=app.config["HTTPS"],
        session_cookie_secure=app.config["HTTPS"],
        strict_transport_security=app.config["HTTPS"],
        content_security_policy=CONTENT_SECURITY,
        referrer_policy="same-origin",
        frame_options="DENY",
    )
    login_manager.init_app(app)
    login_manager.anonymous_user = Visitor
    login_manager.session_protection = "strong"
    login_manager.user_loader(load_user)


def load_user(session_id):
    """The account of a session; a changed password or role changed its key and ends it."""
    id, _, key = session_id.partition(":")
    user = db.session.get(User, int(id)) if id.isdigit() else None
    return user if user and user.is_active and user.session_key == key else None


def register_workflows():
    from app.accounts.workflow import ORGANISATION
    from app.bids.workflow import BID
    from app.calls.workflow import CALL
    from app.capabilities.workflow import CAPABILITY
    from app.chain_offices.workflow import SERVICE_REQUEST
    from app.dispatches.workflow import DISPATCH
    from app.joint_needs.workflow import JOINT_NEED
    from app.matches.workflow import MATCH
    from app.needs.workflow import NEED
    from app.projects.workflow import MILESTONE, PROJECT
    from app.reserve.workflow import RESERVE
    from app.reviews.workflow import REVIEW
    from app.risk_warnings.workflow import RISK_WARNING

    register(
        ORGANISATION, NEED, JOINT_NEED, CALL, CAPABILITY, MATCH, BID, REVIEW, PROJECT, MILESTONE,
        RISK_WARNING, DISPATCH, RESERVE, SERVICE_REQUEST,
    )  # fmt: skip


def track_changes():
    """What is published, changed or withdrawn reaches the search index in its own transaction."""
    from app.matches import tracking

    tracking.install()


def register_blueprints(app):
    from app import api, cli, pages
    from app.accounts import organisation_views
    from app.accounts import views as accounts
    from app.audit import views as audit
    from app.bids import views as bids
    from app.calls import views as calls
    from app.capabilities import views as capabilities
    from app.chain_offices import request_views as service_requests
    from app.chain_offices import views as chain_offices
    from app.chains import views as chains
    from app.dispatches import views as dispatches
    from app.files import views as files
    from app.inbox import views as inbox
    from app.joint_needs import views as joint_needs
    from app.matches import views as matches
    from app.needs import views as needs
    from app.projects import milestone_views
    from app.projects import views as projects
    from app.reserve import views as reserve
    from app.reviews import views as reviews
    from app.risk_warnings import views as risk_warnings

    for room in (
        pages, accounts, organisation_views, chains, needs, joint_needs, calls, capabilities, matches, bids,
        reviews, projects, milestone_views, risk_warnings, dispatches, reserve, chain_offices,
        service_requests, files, inbox, audit, api,
    ):  # fmt: skip
        app.register_blueprint(room.bp)
    cli.register(app)


@event.listens_for(Engine, "connect")
def set_sqlite_pragmas(connection, _record):
    """WAL lets readers go on while one writes; foreign keys are off in SQLite unless asked for."""
    if type(connection).__module__.startswith("sqlite3"):
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA busy_timeout=15000")
        cursor.close()
