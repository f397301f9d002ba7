"""flask inbox send: the unsent messages by mail, one at a time, each noted as soon as it is gone."""

import smtplib

import click
from flask import current_app
from flask.cli import AppGroup

from app.clock import now
from app.extensions import db
from app.inbox.letters import letter_of
from app.inbox.mailer import mail_server, send
from app.inbox.queries import unsent

inbox = AppGroup("inbox", help="Messages to people.")


def register(app):
    app.cli.add_command(inbox)


@inbox.command("send")
@click.option("--days", default=3, show_default=True, help="Leave alone what is older.")
def send_letters(days):
    """Mail what people have not read yet on the site."""
    address = current_app.config["SMTP_URL"]
    if not address:
        click.echo("没有设置 SMTP_URL：只有站内消息，没有寄信")
        return
    messages = db.session.scalars(unsent(days)).all()
    try:
        with mail_server(address) as server:
            counts = [_mail(server, message) for message in messages]
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise click.ClickException(f"连不上发信服务器：{error}") from error
    click.echo(f"寄出 {counts.count(True)} 封，没寄成 {counts.count(False)} 封")


def _mail(server, message):
    """Whether it went; a refused address must not hold up the others."""
    config = current_app.config
    with current_app.test_request_context(base_url=config["PUBLIC_URL"] or None):
        letter = letter_of(message)
    if letter is not None:
        try:
            send(server, letter, config["MAIL_FROM"] or "noreply@localhost")
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            click.echo(f"{message.id} 号消息没寄成：{error}", err=True)
            return False
    message.mailed_at = now()
    db.session.commit()
    return True
