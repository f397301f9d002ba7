"""Loading the demonstration: the texts are played through the real process, under past dates."""

from datetime import timedelta

from app.accounts.models import User
from app.accounts.workflow import ORGANISATION
from app.audit.operations import record
from app.clock import now, pretending
from app.demo import content
from app.demo.bids import BidPlay
from app.demo.capabilities import CapabilityPlay
from app.demo.cast import Cast
from app.demo.chains import ChainPlay
from app.demo.needs import NeedPlay
from app.demo.offices import OfficePlay
from app.demo.projects import ProjectPlay
from app.demo.reserve import ReservePlay
from app.demo.reviews import ReviewPlay
from app.demo.rounds import round_of
from app.demo.schedule import Schedule
from app.demo.talks import TalkPlay
from app.extensions import db
from app.frame import SiteFact
from app.inbox.models import Message
from app.inbox.operations import mark_read
from app.risk_warnings.operations import scan
from app.workflow.advance import advance

LONG_AGO = 660
NEWCOMERS = (
    ("重庆砺锋刀具有限公司", "enterprise", "铜梁区", "newcomer"),
    ("巴蜀新型陶瓷研究所", "institute", "合川区", "newcomer2"),
)


def is_loaded():
    return db.session.get(SiteFact, "demonstration") is not None


def has_people():
    return db.session.query(User).first() is not None


def load(progress=lambda steps: steps):
    """Play everything up to the talks, which need the index of what is published so far.

    Returns (cast, needs) for `load_talks`; the caller commits in between and afterwards. Only into
    a database without people.
    """
    chapters = content.chapters()
    schedule = Schedule()
    cast = Cast()
    _gather(cast, chapters, schedule.instant(LONG_AGO))
    schedule.at(LONG_AGO, _verify_everybody, cast)
    capabilities = CapabilityPlay(cast, schedule)
    needs = NeedPlay(cast, schedule)
    needs.plan_calls()
    bids = BidPlay(cast, schedule, needs.needs, capabilities.capabilities)
    projects = ProjectPlay(cast, schedule, bids.bids)
    for chapter in chapters:
        project_of = {row["need"]: row for row in chapter["projects"]}
        rounds = {row["key"]: round_of(row, project_of.get(row["key"])) for row in chapter["needs"]}
        for serial, row in enumerate(chapter["capabilities"]):
            capabilities.plan(row, serial * 7)
        for serial, row in enumerate(chapter["needs"]):
            needs.plan(row, rounds[row["key"]], serial)
        for row in chapter["bids"]:
            bids.plan(row, rounds[row["need"]])
        for row in chapter["projects"]:
            projects.plan(row, rounds[row["need"]])
    ReviewPlay(cast, schedule, needs.needs).plan()
    schedule.at(6, scan)
    OfficePlay(cast, schedule).plan()
    ReservePlay(cast, schedule, needs.needs).plan()
    schedule.play(progress)
    _leave_some_unverified(cast)
    return cast, needs.needs


def load_talks(cast, needs):
    schedule = Schedule()
    TalkPlay(cast, schedule, needs).plan()
    schedule.play()
    _read_old_messages()
    db.session.add(SiteFact(name="demonstration", value="1"))
    db.session.flush()


def _gather(cast, chapters, began):
    chains = ChainPlay(cast)
    chains.add()
    for chapter in chapters:
        posting = {row["organisation"] for row in chapter["needs"]}
        bidding = {row["organisation"] for row in chapter["bids"]}
        bidding |= {row["organisation"] for row in chapter["capabilities"]}
        for row in chapter["organisations"]:
            cast.add_organisation(row, row["key"] in posting, row["key"] in bidding)
    with pretending(began):  # the first survey comes before whatever changed a node later
        chains.judge()


def _read_old_messages():
    """People have read what is older than a week."""
    old = db.select(Message).where(Message.created_at < now() - timedelta(days=7))
    mark_read(db.session.scalars(old))


def _leave_some_unverified(cast):
    """Two newcomers, so that the verification queue is not empty."""
    for name, kind, region, login in NEWCOMERS:
        cast.newcomer(name, kind, region, login)


def _verify_everybody(cast):
    pending = ORGANISATION.initial
    for organisation in [cast.commission, *cast.organisations.values()]:
        if organisation.state is pending:
            advance(organisation, "verify", cast.officer)
    for officer in cast.districts.values():
        advance(officer.organisation, "verify", cast.officer)
    record(None, "demonstration", cast.admin, label="载入演示数据")
