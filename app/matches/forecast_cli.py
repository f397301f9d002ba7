"""flask warn-no-bids: tell owner and officers of open needs that nobody has answered near the close."""

import click
from sqlalchemy import select

from app.accounts.models import SYSTEM
from app.audit.models import AuditEvent
from app.audit.operations import record
from app.extensions import db
from app.figures.watch import UNANSWERED_DAYS, unanswered
from app.inbox.operations import notify
from app.matches import forecast_words as words
from app.matches.forecast import forecast_of
from app.matches.teams import advice_for
from app.workflow.declaration import Role

WARNED = "forecast"


def register(app):
    app.cli.command("warn-no-bids")(warn_no_bids)


@click.option(
    "--days", default=UNANSWERED_DAYS, show_default=True, help="how near the close, in days"
)
def warn_no_bids(days):
    """One message for each open need without a bid that closes soon; run it as often as you like."""
    needs = [
        need for need in db.session.scalars(unanswered(days=days)).unique() if not is_warned(need)
    ]
    for need in needs:
        warn(need)
        db.session.commit()
    click.echo(f"{len(needs)} 件需求发出流榜预警")


def is_warned(need):
    """Whether this publication of the need was warned of already."""
    told = select(AuditEvent.id).where(
        AuditEvent.thing_kind == need.__tablename__,
        AuditEvent.thing_id == need.id,
        AuditEvent.action == WARNED,
        AuditEvent.at >= need.published_at,
    )
    return db.session.scalar(told.limit(1)) is not None


def warn(need):
    """The risk and what would help, as one event of the need and a message to those who can act."""
    found = forecast_of(need)
    said = [
        words.headline(found),
        "邀请：最接近的能力已列出，勾选后一次发出。",
        f"放宽：{words.relaxing(found)}",
        f"榜额：{words.raising(found)}",
        f"拆分：{words.splitting(advice_for(need))}",
    ]
    event = record(need, WARNED, SYSTEM, label="流榜预警", note="".join(said))
    people = {*need.people_as(Role.OWNER), *need.people_as(Role.OFFICER)}
    notify(sorted(people), need, event, f"流榜预警：{need.title}")
