"""flask warnings scan | import FILE: judge every node by the rules every night; take signals in."""

import click
from flask.cli import AppGroup

from app.accounts.models import SYSTEM
from app.extensions import db
from app.imports.reading import UnreadableFile, rows_of
from app.risk_warnings.importing import bring_in, read_signals
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


@warnings.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def import_signals(file):
    """Take signals in from a table (环节编码, 信号, 数值, 日期, 来源, 说明); all of it or nothing."""
    try:
        signals, faults = read_signals(rows_of(file))
    except UnreadableFile as error:
        raise click.ClickException(str(error)) from error
    if faults:
        told = "\n".join(f"第 {row} 行：{why}" for row, why in faults)
        raise click.ClickException(f"有 {len(faults)} 行要改，一行也没有写入\n{told}")
    raised = bring_in(signals, SYSTEM)
    db.session.commit()
    click.echo(f"收下 {len(signals)} 条信号，新发 {len(raised)} 条预警")
