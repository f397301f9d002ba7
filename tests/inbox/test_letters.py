"""A letter for whatever anybody is told, and the command that sends them."""

import re
import socketserver
import threading

import pytest

from app.accounts.models import User
from app.audit.models import AuditEvent
from app.clock import now
from app.extensions import db
from app.inbox.letters import letter_of
from app.inbox.models import Message
from app.needs.models import NeedState
from app.workflow.advance import advance
from app.workflow.registry import workflows
from tests import factories

# Told without a move: operations that call notify.
TOLD = {
    "organisations": ["register"], "matches": ["suggest"], "service_requests": ["ask"], "reviews": ["ask"],
    "bids": ["owner_opinion"], "needs": ["forecast"], "risk_warnings": ["raise", "escalate"],
    "reserve": ["report"],
}  # fmt: skip
MAKERS = {
    "organisations": factories.make_organisation,
    "needs": factories.make_need,
    "joint_needs": factories.make_joint_need,
    "calls": factories.make_call,
    "capabilities": factories.make_capability,
    "matches": factories.make_match,
    "bids": factories.make_bid,
    "reviews": factories.make_review,
    "projects": factories.make_project,
    "dispatches": factories.make_dispatch,
    "reserve": factories.make_reserve_project,
    "risk_warnings": factories.make_risk_warning,
    "service_requests": factories.make_service_request,
    "milestones": lambda: factories.make_project().milestones[0],
}


def test_every_action_that_tells_somebody_has_a_letter_that_reads_whole(app):
    with app.test_request_context():
        for workflow in workflows():
            actions = [action.name for action in workflow.actions if action.notify]
            thing = MAKERS[workflow.name]() if actions or workflow.name in TOLD else None
            for action in [*actions, *TOLD.get(workflow.name, ())]:
                letter = letter_of(_message(thing, action))
                assert thing.title in letter.subject, (workflow.name, action)
                assert "您好" in letter.text
                assert "意见：写明检测方法" in letter.text
                assert not re.search(r"{{|{%|\n\n\n|None", letter.text), letter.text


def _message(thing, action):
    event = AuditEvent(
        thing_kind=thing.__tablename__, thing_id=thing.id, action=action, label="x",
        note="写明检测方法", previous_hash=f"p{action}{thing.__tablename__}",
        hash=f"h{action}{thing.__tablename__}",
    )  # fmt: skip
    db.session.add(event)
    db.session.flush()
    return Message(
        user=User(login=f"l{event.id}", name="赵工", email="z@example.test"), event_id=event.id,
        thing_kind=thing.__tablename__, thing_id=thing.id, action=action, subject="x",
    )  # fmt: skip


def test_a_letter_leads_to_the_thing_under_the_public_address(app, monkeypatch):
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://jb.example.test/")
    with app.test_request_context():
        need = factories.make_need()
        letter = letter_of(_message(need, "return"))
        assert f"https://jb.example.test/needs/{need.id}\n" in letter.text
        assert "\n" not in letter.subject


@pytest.fixture
def returned_need(app):
    with app.app_context():
        plant = factories.make_organisation()
        factories.make_submitter(plant, email="zhao@example.test")
        factories.make_submitter(plant, email="")
        need = factories.make_need(NeedState.SUBMITTED, organisation=plant, title="热节气孔")
        advance(need, "return", factories.make_officer(), note="写明检测方法")
        db.session.commit()


def send(app, *args):
    return app.test_cli_runner().invoke(args=["inbox", "send", *args])


def test_without_a_mail_server_it_says_so(app, returned_need):
    result = send(app)
    assert result.exit_code == 0
    assert "没有设置 SMTP_URL" in result.output


def test_a_letter_is_sent_once_to_whoever_has_an_address(app, returned_need, monkeypatch):
    with mail_box() as (port, received):
        monkeypatch.setitem(app.config, "SMTP_URL", f"smtp://127.0.0.1:{port}")
        monkeypatch.setitem(app.config, "MAIL_FROM", "jb@example.test")
        assert "寄出 1 封" in send(app).output
        assert "寄出 0 封" in send(app).output
    assert [to for to, _ in received] == ["<zhao@example.test>"]
    assert "Auto-Submitted: auto-generated" in received[0][1]


def test_what_was_read_on_the_site_is_not_mailed(app, returned_need, monkeypatch):
    with app.app_context():
        for message in db.session.query(Message):
            message.read_at = now()
        db.session.commit()
    with mail_box() as (port, received):
        monkeypatch.setitem(app.config, "SMTP_URL", f"smtp://127.0.0.1:{port}")
        send(app)
    assert received == []


@pytest.mark.parametrize("address", ["smtp://127.0.0.1:1", "http://x", "smtp://"])
def test_a_server_that_is_not_there_is_said_and_nothing_is_marked(
    app, returned_need, monkeypatch, address
):
    monkeypatch.setitem(app.config, "SMTP_URL", address)
    result = send(app)
    assert result.exit_code == 1
    with app.app_context():
        assert {message.mailed_at for message in db.session.query(Message)} == {None}


class mail_box:
    """A mail server of a few words on a free port; gives (port, [(to, text)])."""

    def __enter__(self):
        received = []

        class Talk(socketserver.StreamRequestHandler):
            def handle(self):
                self.wfile.write(b"220 here\r\n")
                to = ""
                while line := self.rfile.readline().decode().strip():
                    word = line.upper()
                    if word.startswith("RCPT"):
                        to = line.partition(":")[2].split()[0]
                    if word == "DATA":
                        self.wfile.write(b"354 go\r\n")
                        text = []
                        while (row := self.rfile.readline().decode()) != ".\r\n":
                            text.append(row)
                        received.append((to, "".join(text)))
                    self.wfile.write(b"221 bye\r\n" if word == "QUIT" else b"250 ok\r\n")
                    if word == "QUIT":
                        return

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self.server.server_address[1], received

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
