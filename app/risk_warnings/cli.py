"""flask warnings scan: judge every node by the rules; run it every night."""

import click
from flask.cli import AppGroup

from app.extensions import db
from app.risk_warnings.operations import scan

warnings = AppGroup("warnings", help="Supply-risk warnings of the chains.")


def register(app):
    app.cli.add_command(warnings)


@warnings.command("scan")
def scan_all():
    """Raise a warning for every rule that is crossed and has none open; as often as you like."""
    raised = scan()
    db.session.commit()
    click.echo(f"新发 {len(raised)} 条供应预警")
