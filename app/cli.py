"""The commands of `flask`; each room brings its own."""

import click

from app import documentation
from app.accounts import cli as accounts
from app.audit import cli as audit
from app.calls.operations import close_due
from app.chain_offices import cli as chain_offices
from app.chains import cli as chains
from app.demo import cli as demo
from app.extensions import db
from app.imports import cli as imports
from app.inbox import cli as inbox
from app.matches import cli as matches
from app.matches import forecast_cli as forecast
from app.reserve import cli as reserve
from app.risk_warnings import cli as risk_warnings


def register(app):
    for room in (accounts, audit, chain_offices, chains, documentation, demo, forecast, imports, inbox, matches,
                 reserve, risk_warnings):  # fmt: skip
        room.register(app)
    app.cli.command("close-due")(close_due_calls)


def close_due_calls():
    """Record the close of every list whose window is over; run it as often as you like."""
    count = close_due()
    db.session.commit()
    click.echo(f"{count} 个榜单已截止")
