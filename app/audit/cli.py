"""flask audit verify: whether every link of the audit trail holds; exit status 1 where one does not."""

import click
from flask.cli import AppGroup

from app.audit.models import AuditHead
from app.audit.queries import first_broken
from app.extensions import db

audit = AppGroup("audit", help="The audit trail.")


def register(app):
    app.cli.add_command(audit)


@audit.command()
def verify():
    """Recompute the hash of every event and compare it with what is stored."""
    broken = first_broken()
    head = db.session.get(AuditHead, 1)
    count, last = (head.count, head.hash) if head else (0, "-")
    if broken is None:
        click.echo(f"审计链完整：{count} 条记录，最后一条的摘要 {last}")
        return
    where = f"第 {broken} 条记录" if broken else "链头与最后一条记录"
    raise click.ClickException(f"审计链在{where}处对不上")
