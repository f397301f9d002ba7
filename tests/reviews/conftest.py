"""An expert asked about a bid, and everybody around it."""

from functools import partial
from types import SimpleNamespace

import pytest

from app.bids.models import BidState
from app.extensions import db
from app.needs.models import NeedState
from app.reviews.models import ReviewState
from app.workflow.declaration import Role
from tests import factories as f


@pytest.fixture
def signed_in(signed_in):
    """Clients that find their token on a page every signed-in person may read."""

    def sign_in(user_id):
        client = signed_in(user_id)
        client.send = partial(client.send, page="/reviews/")
        return client

    return sign_in


@pytest.fixture
def panel(app):
    """Run with a review state: ids of a need in review, its bid, two experts and the others."""

    def stage(state=ReviewState.ASKED, of_need=False, **fields):
        with app.app_context():
            need = f.make_need(NeedState.RECOMMENDED if of_need else NeedState.REVIEWING)
            bid = None if of_need else f.make_bid(BidState.ELIGIBLE, need, route="秘密的路线")
            expert = f.make_user(Role.EXPERT, name="甲专家", expertise="低压铸造")
            other = f.make_user(Role.EXPERT, name="乙专家", organisation=f.make_organisation())
            review = f.make_review(state, need, expert, bid=bid, **fields)
            people = {
                "expert": expert,
                "other": other,
                "officer": f.make_officer(),
                "auditor": f.make_user(Role.AUDITOR),
                "owner": f.make_submitter(need.organisation),
                "bidder": f.make_solver(bid.organisation if bid else None),
                "admin": f.make_user(Role.ADMIN),
                "stranger": f.make_solver(),
            }
            ids = SimpleNamespace(
                need=need.id,
                bid=bid.id if bid else None,
                review=review.id,
                **{name: user.id for name, user in people.items()},
            )
            db.session.commit()
            return ids

    return stage
