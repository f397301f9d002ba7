"""For each noun one thing and everybody who could stand in front of it."""

from app.accounts.models import SYSTEM, OrganisationState, Visitor
from app.bids.models import BidState
from app.chains.models import Chain
from app.extensions import db
from app.needs.models import NeedState
from app.projects.models import ProjectState
from app.reviews.models import ReviewState
from app.workflow.declaration import Role
from app.workflow.registry import workflow_named
from tests import factories as make

NOUNS = (
    "organisations", "needs", "calls", "capabilities", "matches", "bids", "reviews", "projects",
    "milestones", "joint_needs", "risk_warnings", "dispatches", "service_requests", "reserve",
)  # fmt: skip


def world_of(noun):
    """(workflow, thing, people): owners, contractors, officers, strangers, nobody."""
    owner, contractor = make.make_organisation(), make.make_organisation("institute")
    expert = make.make_user(Role.EXPERT, name="专家")
    thing = MAKERS[noun](owner, contractor, expert)
    lead = make.make_user(Role.CHAIN_LEAD, name="链长")
    for chain in db.session.scalars(db.select(Chain)):
        chain.leads.append(lead)
    people = [
        make.make_submitter(owner, name="提出单位"),
        make.make_solver(contractor, name="揭榜单位"),
        make.make_officer(name="受理岗"),
        make.make_district_officer(name="本区"),
        make.make_district_officer(region="万州区", name="外区"),
        make.make_user(Role.AUDITOR, name="审计"),
        make.make_user(Role.ADMIN, name="管理员"),
        make.make_user(Role.EXPERT, name="别的专家"),
        make.make_submitter(name="别的企业"),
        make.make_solver(name="别的高校"),
        lead,
        expert,
        Visitor(),
        SYSTEM,
    ]
    db.session.commit()
    return workflow_named(noun), thing, people


def _organisation(owner, contractor, expert):
    owner.state = OrganisationState.PENDING
    return owner


def _need(owner, contractor, expert):
    need = make.make_need(NeedState.DRAFT, organisation=owner)
    make.make_review(ReviewState.ACCEPTED, need=need, expert=expert)
    return need


def _call(owner, contractor, expert):
    return make.make_call(needs=[make.make_need(NeedState.LISTED, organisation=owner)])


def _capability(owner, contractor, expert):
    return make.make_capability(organisation=contractor)


def _match(owner, contractor, expert):
    need = make.make_need(NeedState.OPEN, organisation=owner)
    return make.make_match(need=need, capability=make.make_capability(organisation=contractor))


def _bid(owner, contractor, expert):
    need = make.make_need(NeedState.OPEN, organisation=owner)
    bid = make.make_bid(BidState.DRAFT, need=need, organisation=contractor)
    make.make_review(ReviewState.ACCEPTED, need=need, bid=bid, expert=expert)
    return bid


def _review(owner, contractor, expert):
    return make.make_review(need=make.make_need(organisation=owner), expert=expert)


def _dispatch(owner, contractor, expert):
    return make.make_dispatch(organisation=owner)


def _reserve(owner, contractor, expert):
    return make.make_reserve_project(organisation=owner)


def _service_request(owner, contractor, expert):
    return make.make_service_request(organisation=owner)


def _risk_warning(owner, contractor, expert):
    return make.make_risk_warning()


def _joint_need(owner, contractor, expert):
    ours = make.make_need(NeedState.SUBMITTED, organisation=owner)
    return make.make_joint_need(needs=[ours, make.make_need(NeedState.VETTED)])


def _project(owner, contractor, expert):
    need = make.make_need(NeedState.AWARDED, organisation=owner)
    return make.make_project(need=need, contractor=contractor)


def _milestone(owner, contractor, expert):
    need = make.make_need(NeedState.IN_PROJECT, organisation=owner)
    project = make.make_project(ProjectState.RUNNING, need=need, contractor=contractor)
    return project.milestones[0]


MAKERS = {
    "organisations": _organisation,
    "needs": _need,
    "calls": _call,
    "capabilities": _capability,
    "matches": _match,
    "bids": _bid,
    "reviews": _review,
    "projects": _project,
    "milestones": _milestone,
    "joint_needs": _joint_need,
    "risk_warnings": _risk_warning,
    "dispatches": _dispatch,
    "service_requests": _service_request,
    "reserve": _reserve,
}
