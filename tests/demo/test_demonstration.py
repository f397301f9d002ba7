"""The demonstration is played through the real process and leaves a living site."""

from app.accounts.models import Organisation, User
from app.audit.queries import first_broken
from app.bids.models import Bid
from app.capabilities.models import Capability
from app.chains.models import Chain
from app.demo.cli import ACCOUNTS
from app.extensions import db
from app.inbox.todo import waiting_for
from app.matches.models import Match
from app.needs.models import Need, NeedState
from app.projects.models import Project

AT_LEAST = {
    Chain: 12, Organisation: 60, Need: 48, Capability: 160, Bid: 30, Project: 8, Match: 10,
}  # fmt: skip


def test_it_loads_into_an_empty_database_once_and_is_whole(app):
    run = app.test_cli_runner().invoke
    loaded = run(args=["demo"])
    assert loaded.exit_code == 0, loaded.output
    assert all(login in loaded.output for login, _ in ACCOUNTS)
    assert "只能装进空库" in run(args=["demo"]).output
    with app.app_context():
        for model, count in AT_LEAST.items():
            assert db.session.scalar(db.select(db.func.count()).select_from(model)) >= count, model
        states = set(db.session.scalars(db.select(Need.state)))
        assert len(states) >= len(NeedState) - 2
        assert first_broken() is None
        officer = db.session.scalar(db.select(User).where(User.login == "officer"))
        assert waiting_for(officer).items
