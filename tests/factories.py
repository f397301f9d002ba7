"""One factory a noun: a valid row in the state asked for, flushed, with only what the test names."""

from datetime import timedelta
from functools import cache
from itertools import count

from app.accounts.models import Organisation, OrganisationState, User
from app.accounts.passwords import set_password
from app.bids.models import Bid, BidMilestone, BidResponse, BidState
from app.calls.models import Call, CallState
from app.capabilities.models import Capability, CapabilityIndicator, CapabilityState
from app.chain_offices.models import LeadEnterprise
from app.chain_offices.request_models import ServiceRequest, ServiceRequestState
from app.chains.models import Chain, ChainNode
from app.clock import now, today
from app.dispatches.models import DispatchItem, DispatchOrder, DispatchState
from app.extensions import db
from app.joint_needs.models import JointMember, JointNeed, JointNeedState
from app.matches.models import Match, MatchState
from app.needs.models import Need, NeedIndicator, NeedState
from app.numbering import next_number
from app.projects.models import Milestone, Project, ProjectIndicator, ProjectState
from app.reserve.models import ReserveProject, ReserveState
from app.reviews.models import Review, ReviewState
from app.risk_warnings.models import RiskWarning, RiskWarningState, WarningRule
from app.workflow.declaration import Role
from tests.conftest import PASSWORD

_serial = count(1)


def make_organisation(
    kind="enterprise", state=OrganisationState.VERIFIED, region="璧山区", **fields
):
    n = next(_serial)
    defaults = {"name": f"示例单位{n}", "credit_code": None}
    return _keep(Organisation(kind=kind, state=state, region=region, **defaults | fields))


@cache
def _hashed():
    """One argon2 hash serves every test account: hashing is slow on purpose."""
    user = User()
    set_password(user, PASSWORD)
    return user.password_hash


def make_user(*roles, organisation=None, roles_=(), **fields):
    n = next(_serial)
    defaults = {"login": f"user{n}", "name": f"用户{n}", "session_key": "k"}
    user = User(organisation=organisation, password_hash=_hashed(), **defaults | fields)
    user.roles = set(roles) | set(roles_)
    return _keep(user)


def make_officer(**fields):
    return make_user(Role.OFFICER, organisation=make_organisation("commission"), **fields)


def make_submitter(organisation=None, **fields):
    return make_user(Role.SUBMITTER, organisation=organisation or make_organisation(), **fields)


def make_solver(organisation=None, **fields):
    return make_user(
        Role.SOLVER, organisation=organisation or make_organisation("university"), **fields
    )


def make_district_officer(region="璧山区", **fields):
    office = make_organisation("district", region=region)
    return make_user(Role.DISTRICT_OFFICER, organisation=office, **fields)


def make_chain(**fields):
    n = next(_serial)
    chain = _keep(Chain(**{"code": f"c{n}", "name": f"示例产业链{n}"} | fields))
    _keep(ChainNode(chain=chain, code=f"c{n}-a", name="示例环节"))
    return chain


def make_need(state=NeedState.DRAFT, organisation=None, indicators=2, **fields):
    chain = fields.pop("chain", None) or make_chain()
    public = state in AFTER_PUBLICATION
    need = Need(
        number=next_number("XQ"),
        organisation=organisation or make_organisation(),
        chain=chain,
        node=chain.nodes[0] if chain.nodes else None,
        state=state,
        published_at=now() - timedelta(days=5) if public else None,
        closes_at=fields.pop("closes_at", now() + timedelta(days=20) if public else None),
        **{
            "title": "薄壁铝合金壳体低压铸造气孔控制",
            "problem": "热节处气孔集中，气密检测一次合格率低，返修后仍有批次泄漏。",
            "reward": 3_600_000,
            "duration_months": 18,
            "ip_terms": "新成果双方共有",
            "is_declared_true": True,
        }
        | fields,
    )
    rows = (("孔隙率", "<=", 0.8, "%"), ("抗拉强度", ">=", 260, "MPa"), ("伸长率", ">=", 6, "%"))
    need.indicators = [
        NeedIndicator(position=n, name=name, operator=op, value=value, unit=unit, is_hard=n == 0)
        for n, (name, op, value, unit) in enumerate(rows[:indicators])
    ]
    return _keep(need)


AFTER_PUBLICATION = (
    NeedState.OPEN, NeedState.BID_CLOSED, NeedState.REVIEWING, NeedState.NO_BID, NeedState.AWARDED,
    NeedState.IN_PROJECT, NeedState.SOLVED, NeedState.FAILED,
)  # fmt: skip


def make_joint_need(state=JointNeedState.SUGGESTED, needs=None, joined=(), **fields):
    """Two enterprises' needs where none are named; `joined` are those whose owners have agreed."""
    needs = needs or [make_need(NeedState.SUBMITTED), make_need(NeedState.VETTED)]
    joint = JointNeed(
        number=next_number("GX"),
        state=state,
        lead=needs[0].organisation,
        chain_id=needs[0].chain_id,
        indicators=[{"name": "孔隙率", "operator": "<=", "value": 0.8, "unit": "%"}],
        **{"title": "薄壁铝合金壳体气孔控制", "problem": "几家企业的壳体都有气孔。"} | fields,
    )
    joint.members = [
        JointMember(need=need, reward=need.reward, has_joined=True if need in joined else None)
        for need in needs
    ]
    return _keep(joint)


def make_dispatch(state=DispatchState.DRAFT, organisation=None, chain=None, **fields):
    """One item, addressed to `organisation`."""
    chain = chain or make_chain()
    order = DispatchOrder(
        number=next_number("DD"), state=state, chain=chain, **{"title": "电驱链调度单"} | fields
    )
    order.items = [
        DispatchItem(
            node=chain.nodes[0],
            organisation=organisation or make_organisation(),
            kind="post_need",
            what="核实卡点，提出技术需求。",
            due_on=today() + timedelta(days=10),
        )  # fmt: skip
    ]
    return _keep(order)


def make_reserve_project(state=ReserveState.LEAD, node=None, organisation=None, **fields):
    """A gap to be filled by a need; money and dates are planned."""
    node = node or make_chain().nodes[0]
    return _keep(
        ReserveProject(
            number=next_number("BL"),
            state=state,
            node=node,
            chain_id=node.chain_id,
            organisation=organisation or make_organisation(),
            **{
                "title": "低铁损硅钢攻关",
                "kind": "tackling",
                "gap": "国内没有供给单位",
                "planned_money": 8_000_000,
                "ends_on": today() + timedelta(days=300),
            }
            | fields,
        )  # fmt: skip
    )


def make_lead_enterprise(chain=None, organisation=None, **fields):
    return _keep(
        LeadEnterprise(
            chain=chain or make_chain(),
            organisation=organisation or make_organisation(),
            **{"since": today()} | fields,
        )
    )


def make_service_request(state=ServiceRequestState.ASKED, organisation=None, chain=None, **fields):
    """Asked by a lead enterprise of its chain."""
    lead = make_lead_enterprise(chain, organisation)
    return _keep(
        ServiceRequest(
            number=next_number("FW"),
            state=state,
            chain=lead.chain,
            organisation=lead.organisation,
            **{"title": "专线通电", "details": "新线等电。", "kind": "energy"} | fields,
        )
    )


def make_risk_warning(state=RiskWarningState.OPEN, node=None, **fields):
    node = node or make_chain().nodes[0]
    rule = db.session.scalars(db.select(WarningRule)).first()
    warning = RiskWarning(
        number=next_number("YJ"), state=state, node=node, chain_id=node.chain_id, rule=rule,
        **{"title": "硅钢：库存预警", "kind": rule.kind, "level": rule.level, "value": 9,
           "facts": "库存 9天"} | fields,
    )  # fmt: skip
    return _keep(warning)


def make_call(state=CallState.DRAFT, needs=(), **fields):
    call = Call(
        number=next_number("BD"),
        state=state,
        **{"title": "2026 年第一批", "closes_at": now() + timedelta(days=20)} | fields,
    )
    call.needs = list(needs)
    return _keep(call)


def make_capability(state=CapabilityState.PUBLISHED, organisation=None, **fields):
    capability = Capability(
        number=next_number("NL"),
        organisation=organisation or make_organisation("university"),
        state=state,
        **{
            "title": "真空辅助低压铸造与局部挤压复合成形",
            "summary": "采用型腔分级抽真空与局部挤压补缩，铸件孔隙率平均 0.62%，抗拉强度 272 MPa。",
            "stage": "中期",
            "trl": 6,
            "cooperation": ["联合开发"],
            "is_declared_true": True,
        }
        | fields,
    )
    capability.indicators = [
        CapabilityIndicator(position=0, name="孔隙率", operator="=", value=0.62, unit="%")
    ]
    return _keep(capability)


def make_bid(state=BidState.DRAFT, need=None, organisation=None, **fields):
    need = need or make_need(NeedState.OPEN)
    asked = list(need.indicators)
    bid = Bid(
        number=next_number("FA"),
        need=need,
        organisation=organisation or make_organisation("institute"),
        state=state,
        submitted_at=None if state is BidState.DRAFT else now(),
        **{
            "leader": "示例负责人",
            "route": "分级抽真空，热节处局部挤压补缩。",
            "price": 3_400_000,
            "duration_months": 16,
            "is_declared_true": True,
        }
        | fields,
    )
    bid.responses = [
        BidResponse(indicator=row, promised_operator=row.operator, promised_value=row.value)
        for row in asked
    ]
    bid.milestones = [BidMilestone(position=0, title="试制", month=6, amount=1_000_000)]
    return _keep(bid)


def make_match(state=MatchState.SUGGESTED, need=None, capability=None, **fields):
    return _keep(
        Match(
            number=next_number("PP"),
            need=need or make_need(NeedState.OPEN),
            capability=capability or make_capability(),
            state=state,
            **fields,
        )
    )


def make_review(state=ReviewState.ASKED, need=None, expert=None, **fields):
    return _keep(
        Review(
            need=need or make_need(NeedState.RECOMMENDED),
            expert=expert or make_user(Role.EXPERT),
            state=state,
            **fields,
        )
    )


def make_project(state=ProjectState.TASK_BOOK_DRAFT, need=None, contractor=None, **fields):
    running = state not in (ProjectState.TASK_BOOK_DRAFT, ProjectState.CONTRACTOR_SIGNED)
    need = need or make_need(NeedState.IN_PROJECT if running else NeedState.AWARDED)
    asked = list(need.indicators)
    project = Project(
        number=next_number("XM"),
        need=need,
        organisation=need.organisation,
        contractor=contractor or make_organisation("institute"),
        chain_id=need.chain_id,
        state=state,
        **{
            "title": need.title,
            "goal": "孔隙率降到整机厂可以接受的水平。",
            "ip_terms": "双方共有",
            "starts_on": today(),
            "ends_on": today() + timedelta(days=480),
        }
        | fields,
    )
    project.indicators = [
        ProjectIndicator(
            position=row.position,
            name=row.name,
            operator=row.operator,
            value=row.value,
            unit=row.unit,
            is_hard=row.is_hard,
            promised_value=row.value,
        )  # fmt: skip
        for row in asked
    ]
    project.milestones = [
        Milestone(position=0, name="试制", due_on=today() + timedelta(days=90), amount=1_000_000)
    ]
    return _keep(project)


def _keep(row):
    db.session.add(row)
    db.session.flush()
    return row
