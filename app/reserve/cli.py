"""flask reserve follow: what a need or a project has moved moves on in the reserve; run it daily."""

import click
from flask.cli import AppGroup

from app.extensions import db
from app.reserve.operations import follow

reserve = AppGroup("reserve", help="The reserve of gap-filling projects.")


def register(app):
    app.cli.add_command(reserve)


@reserve.command("follow")
def follow_all():
    """Start what has a need at work and strike off what was accepted; as often as you like."""
    moved = follow()
    db.session.commit()
    click.echo(f"补短板项目库：{len(moved)} 项随需求和项目往前走了一步")
