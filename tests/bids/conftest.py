"""A need with one bid in the state a test asks for, and a browser for everybody around it."""

from functools import partial
from types import SimpleNamespace

import pytest

from app.bids.models import BidState
from app.extensions import db
from app.needs.models import NeedState
from app.reviews.models import ReviewState
from app.workflow.declaration import Role
from tests import factories as f

NEED_STATE = {
    BidState.DRAFT: NeedState.OPEN,
    BidState.SUBMITTED: NeedState.OPEN,
    BidState.WITHDRAWN: NeedState.OPEN,
}


@pytest.fixture
def signed_in(signed_in):
    """Clients that find their token on a page every signed-in person may read."""

    def sign_in(user_id):
        client = signed_in(user_id)
        client.send = partial(client.send, page="/bids/")
        return client

    return sign_in


@pytest.fixture
def staged(app):
    """Run with a bid state: ids of the bid, the need and one account of every kind."""

    def stage(state=BidState.DRAFT, need_state=None, **fields):
        with app.app_context():
            owner, bidder = (
                f.make_organisation(),
                f.make_organisation("institute", name="保密研究院"),
            )
            need_fields = {k: fields.pop(k) for k in list(fields) if k in ("closes_at",)}
            need = f.make_need(
                need_state or NEED_STATE.get(state, NeedState.REVIEWING), owner, **need_fields
            )
            bid = f.make_bid(state, need, bidder, leader="秘密负责人", **fields)
            expert = f.make_user(Role.EXPERT)
            f.make_review(ReviewState.ACCEPTED, need, expert, bid=bid)
            people = {
                "bidder": f.make_solver(bidder),
                "owner": f.make_submitter(owner),
                "rival": f.make_solver(),
                "officer": f.make_officer(),
                "district": f.make_district_officer(),
                "lead": f.make_user(Role.CHAIN_LEAD),
                "auditor": f.make_user(Role.AUDITOR),
                "admin": f.make_user(Role.ADMIN),
                "panelist": expert,
                "expert": f.make_user(Role.EXPERT),
            }
            staged = SimpleNamespace(
                bid=bid.id, need=need.id, **{name: user.id for name, user in people.items()}
            )
            db.session.commit()
            return staged

    return stage


def full_form(bid, **changes):
    """What a browser posts for the factory's bid with everything filled in."""
    fields = {
        "version": bid.version,
        "leader": "秘密负责人",
        "leader_title": "高级工程师",
        "team-0-name": "示例甲",
        "team-0-role": "工艺",
        "team-0-months": "6.5",
        "understanding": "难在热节处的集中气孔。",
        "route": "分级抽真空，热节处局部挤压补缩。",
        "foundation": "120 件样件。",
        "risks": "节拍不够时改双工位。",
        "milestones-0-name": "试制",
        "milestones-0-month": "6",
        "milestones-0-deliverable": "合格样件 20 件",
        "milestones-0-amount": "100",
        "price": "340",
        "duration_months": "16",
        "ip_terms": "同意双方共有",
        "relations_note": "无",
        "is_declared_true": "y",
    }
    for at, row in enumerate(bid.responses):
        fields |= {
            f"responses-{at}-indicator_id": str(row.indicator_id),
            f"responses-{at}-promised_operator": "",
            f"responses-{at}-promised_value": str(row.indicator.value),
            f"responses-{at}-evidence": "样件检测报告",
            f"responses-{at}-verification": "第三方检测",
            f"responses-{at}-deviation": "",
        }
    return fields | changes
