"""Handing letters to a mail server: smtp:// (with STARTTLS where it is offered) or smtps://."""

import smtplib
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

TIMEOUT = 20
PORTS = {"smtp": 25, "smtps": 465}


@contextmanager
def mail_server(address):
    """An open connection to `address`, signed in when it names a user."""
    told = urlsplit(address)
    if told.scheme not in PORTS or not told.hostname:
        raise ValueError("SMTP_URL 要写成 smtp://用户:密码@主机:端口 或 smtps://…")
    kind = smtplib.SMTP_SSL if told.scheme == "smtps" else smtplib.SMTP
    with kind(told.hostname, told.port or PORTS[told.scheme], timeout=TIMEOUT) as server:
        server.ehlo()
        if told.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls()
            server.ehlo()
        if told.username:
            server.login(unquote(told.username), unquote(told.password or ""))
        yield server


def send(server, letter, sender):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, letter.to, letter.subject
    mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text)
    server.send_message(mail)
