"""flask chain-offices snapshot: how every chain stands this month; run it every night or once a month."""

import click
from flask.cli import AppGroup

from app.chain_offices.snapshots import take_snapshots
from app.extensions import db

chain_offices = AppGroup("chain-offices", help="The desks of the chain leads.")


def register(app):
    app.cli.add_command(chain_offices)


@chain_offices.command("snapshot")
def snapshot():
    """Keep how every chain stands this month; as often as you like, the last one counts."""
    count = take_snapshots()
    db.session.commit()
    click.echo(f"{count} 条产业链本月的情况已记下")
