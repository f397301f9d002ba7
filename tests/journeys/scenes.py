"""Beginnings of shorter stories, set up with factories, and the passing of time."""

from datetime import timedelta

from app.calls.models import Call, CallState
from app.clock import now
from app.extensions import db
from app.needs.models import NeedState
from tests import factories as make


def open_need(made, title="薄壁铝合金壳体低压铸造气孔控制"):
    """A published list with one need; accounts: officer, owner, bidder, rival. Returns its path."""

    def scene():
        make.make_officer(login="officer")
        owner = make.make_organisation(name="示例压铸厂")
        make.make_submitter(owner, login="owner")
        make.make_solver(make.make_organisation("university", name="示例理工大学"), login="bidder")
        make.make_solver(make.make_organisation("institute", name="示例研究院"), login="rival")
        need = make.make_need(NeedState.OPEN, organisation=owner, title=title)
        call = make.make_call(CallState.PUBLISHED, needs=[need])
        need.closes_at = call.closes_at
        return need

    return f"/needs/{made(scene)}"


def submitted_need(made, title="薄壁铝合金壳体低压铸造气孔控制"):
    """A need that waits for its district; accounts: officer, district, owner."""

    def scene():
        make.make_officer(login="officer")
        make.make_district_officer(login="district")
        owner = make.make_organisation(name="示例压铸厂")
        make.make_submitter(owner, login="owner")
        return make.make_need(NeedState.SUBMITTED, organisation=owner, title=title)

    return f"/needs/{made(scene)}"


def time_passes_the_deadline(app, recorded=True):
    """The window ends; `recorded` lets the clock's command write it down as cron would."""
    with app.app_context():
        for call in db.session.scalars(db.select(Call)):
            call.closes_at = now() - timedelta(minutes=1)
            for need in call.needs:
                need.closes_at = call.closes_at
        db.session.commit()
    if recorded:
        app.test_cli_runner().invoke(args=["close-due"])
