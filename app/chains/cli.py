"""flask chains measure: how long a break and a picture take, in a database of their own."""

from tempfile import TemporaryDirectory

import click
from flask.cli import AppGroup

from app.chains.measuring import measure_break, measure_drawing
from app.extensions import db

chains = AppGroup("chains", help="The map of industry chains.")


def register(app):
    app.cli.add_command(chains)


@chains.command()
@click.option("--nodes", default=10_000, show_default=True)
@click.option("--links", default=40_000, show_default=True)
@click.option("--drawn", default=300, show_default=True, help="Nodes of the chain that is drawn.")
def measure(nodes, links, drawn):
    """Print how long a break takes to follow, and a large chain to read and draw."""
    from app import create_app

    with TemporaryDirectory() as folder, create_app(DATA_DIR=folder).app_context():
        db.create_all()
        reached, median, worst = measure_break(nodes, links)
        click.echo(f"断供推演 {nodes} 个环节、{links} 条供给：波及 {reached} 个，"
                   f"中位 {median:.0f} ms，最长 {worst:.0f} ms")  # fmt: skip
        median, worst = measure_drawing(drawn)
        click.echo(f"画 {drawn} 个环节（全部展开）：中位 {median:.0f} ms，最长 {worst:.0f} ms")
        db.session.remove()
        db.engine.dispose()
