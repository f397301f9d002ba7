"""An expert declares, reads, scores and hands in; nobody reads over another's shoulder."""

import pytest

from app.bids.models import Bid, BidState
from app.extensions import db
from app.inbox.todo import waiting_for
from app.reviews.models import BID_SHEET, Review, ReviewState
from app.workflow.declaration import Role
from tests import factories as f


def review_in(app, id):
    with app.app_context():
        return db.session.get(Review, id)


def sheet(**changes):
    points = {f"score_{n}": str(most) for n, most in enumerate(BID_SHEET.values())}
    return points | {"recommendation": "support", "opinion": "路线可行"} | changes


def test_before_the_declaration_only_title_and_organisations_are_shown(panel, signed_in):
    ids = panel(ReviewState.ASKED)
    client = signed_in(ids.expert)
    page = client.get(f"/reviews/{ids.review}").text
    assert "先声明有无利益关系" in page
    assert "秘密的路线" not in page
    assert "score_0" not in page
    assert client.get(f"/bids/{ids.bid}").status_code == 404


def test_before_the_declaration_a_need_under_vetting_is_hidden_too(panel, signed_in):
    ids = panel(ReviewState.ASKED, of_need=True)
    client = signed_in(ids.expert)
    assert "热节处气孔集中" not in client.get(f"/reviews/{ids.review}").text
    assert client.get(f"/needs/{ids.need}").status_code == 404


def test_after_the_declaration_material_and_score_sheet_stand_side_by_side(app, panel, signed_in):
    ids = panel(ReviewState.ASKED)
    client = signed_in(ids.expert)
    client.send(f"/reviews/{ids.review}/actions/accept")
    assert review_in(app, ids.review).state is ReviewState.ACCEPTED
    page = client.get(f"/reviews/{ids.review}").text
    assert "秘密的路线" in page
    for head, most in BID_SHEET.items():
        assert head in page
        assert f"满分 {most}" in page


def test_a_conflict_closes_the_material_and_tells_the_officer(app, panel, signed_in):
    ids = panel(ReviewState.ACCEPTED)
    client = signed_in(ids.expert)
    answer = client.send(f"/reviews/{ids.review}/actions/recuse", {"note": "去年有合作合同"})
    assert answer.status_code == 302
    assert "秘密的路线" not in client.get(f"/reviews/{ids.review}").text
    assert client.get(f"/bids/{ids.bid}").status_code == 404
    assert "去年有合作合同" in signed_in(ids.officer).get(f"/reviews/{ids.review}").text


def test_a_whole_sheet_is_handed_in(app, panel, signed_in):
    ids = panel(ReviewState.ACCEPTED)
    client = signed_in(ids.expert)
    answer = client.send(f"/reviews/{ids.review}/edit", sheet(submit="1", score_0="27.5"))
    assert answer.location == "/reviews/"
    review = review_in(app, ids.review)
    assert review.state is ReviewState.SUBMITTED
    assert review.total == 97.5


def test_points_above_the_maximum_are_refused_by_their_field(app, panel, signed_in):
    ids = panel(ReviewState.ACCEPTED)
    answer = signed_in(ids.expert).send(f"/reviews/{ids.review}/edit", sheet(score_0="31"))
    assert answer.status_code == 400
    assert "不能大于 30 分" in answer.text
    assert "路线可行" in answer.text


def test_an_unfinished_sheet_is_kept_and_cannot_be_handed_in(app, panel, signed_in):
    ids = panel(ReviewState.ACCEPTED)
    client = signed_in(ids.expert)
    answer = client.send(f"/reviews/{ids.review}/edit", sheet(submit="1", score_2="", opinion=""))
    assert answer.status_code == 400
    assert "请给“团队与前期基础”打分" in answer.text
    review = review_in(app, ids.review)
    assert review.state is ReviewState.ACCEPTED
    assert review.scores["指标响应度与先进性"] == 30
    assert "团队与前期基础" not in review.scores


def test_autosave_keeps_the_sheet(app, panel, signed_in):
    ids = panel(ReviewState.ACCEPTED)
    answer = signed_in(ids.expert).send(
        f"/reviews/{ids.review}/autosave", {"score_0": "12", "opinion": "先写一半", "version": "1"}
    )
    assert answer.status_code == 200
    assert answer.json["version"] == 2
    assert review_in(app, ids.review).scores == {"指标响应度与先进性": 12}


def test_two_windows_the_later_save_shows_both(app, panel, signed_in):
    ids = panel(ReviewState.ACCEPTED)
    client = signed_in(ids.expert)
    client.send(f"/reviews/{ids.review}/edit", sheet(version="1", opinion="先存的意见"))
    answer = client.send(f"/reviews/{ids.review}/edit", sheet(version="1", opinion="后写的意见"))
    assert answer.status_code == 409
    assert "先存的意见" in answer.text
    assert "后写的意见" in answer.text


def test_what_is_handed_in_cannot_be_changed_and_the_typed_text_is_shown(app, panel, signed_in):
    ids = panel(ReviewState.SUBMITTED, scores=dict.fromkeys(BID_SHEET, 5))
    client = signed_in(ids.expert)
    answer = client.send(f"/reviews/{ids.review}/edit", sheet(opinion="想改的意见"))
    assert answer.status_code == 409
    assert "想改的意见" in answer.text
    assert client.send(f"/reviews/{ids.review}/autosave", sheet()).status_code == 409
    assert review_in(app, ids.review).total == 30


@pytest.mark.parametrize("role", ["other", "owner", "bidder", "admin", "stranger"])
def test_a_review_is_closed_to_other_experts_and_to_both_sides(panel, signed_in, role):
    ids = panel(ReviewState.SUBMITTED, opinion="只给受理岗看")
    client = signed_in(getattr(ids, role))
    for path in (f"/reviews/{ids.review}", f"/api/reviews/{ids.review}"):
        assert client.get(path).status_code == 404
    assert client.send(f"/reviews/{ids.review}/edit", sheet()).status_code == 404
    assert "PS-" not in client.get("/reviews/").text


def test_an_expert_never_sees_another_experts_scores(app, panel, signed_in):
    ids = panel(ReviewState.ACCEPTED)
    with app.app_context():
        bid, other = db.session.get(Bid, ids.bid), db.session.get(f.User, ids.other)
        f.make_review(
            ReviewState.SUBMITTED, bid.need, other, bid=bid,
            scores=dict.fromkeys(BID_SHEET, 3), recommendation="oppose", opinion="别人的意见",
        )  # fmt: skip
        db.session.commit()
    client = signed_in(ids.expert)
    for path in (f"/reviews/{ids.review}", f"/bids/{ids.bid}", "/reviews/"):
        page = client.get(path)
        assert page.status_code == 200
        assert "别人的意见" not in page.text
        assert "乙专家" not in page.text
        assert "位已交" not in page.text


def test_officers_see_scores_only_once_they_are_handed_in(app, panel, signed_in):
    ids = panel(ReviewState.ACCEPTED, scores={"指标响应度与先进性": 29}, opinion="还没有想好")
    for role in ("officer", "auditor"):
        page = signed_in(getattr(ids, role)).get(f"/reviews/{ids.review}").text
        assert "还没有想好" not in page
        assert "1 / 6 项已打分" in page


def test_the_experts_list_counts_what_waits_and_what_is_done(app, panel, signed_in):
    ids = panel(ReviewState.ACCEPTED)
    with app.app_context():
        expert = db.session.get(f.User, ids.expert)
        f.make_review(ReviewState.SUBMITTED, expert=expert)
        f.make_review(ReviewState.CONFLICTED, expert=expert)
        db.session.commit()
    page = signed_in(ids.expert).get("/reviews/").text
    assert "1 / 2" in page
    assert "乙专家" not in page
    assert "没有请您评审的材料" in signed_in(ids.other).get("/reviews/").text


def test_a_sealed_bid_of_the_next_round_stays_hidden_from_the_earlier_expert(app, panel, signed_in):
    ids = panel(ReviewState.SUBMITTED, scores=dict.fromkeys(BID_SHEET, 5))
    with app.app_context():
        db.session.get(Bid, ids.bid).state = BidState.SUBMITTED
        db.session.commit()
    for role in ("expert", "officer", "auditor"):
        page = signed_in(getattr(ids, role)).get(f"/reviews/{ids.review}")
        assert "秘密的路线" not in page.text


def test_a_visitor_is_sent_to_sign_in(panel, client):
    ids = panel()
    assert "/accounts/login" in client.get(f"/reviews/{ids.review}").location


def test_an_account_without_the_expert_role_is_not_a_panelist(app, panel, signed_in):
    ids = panel(ReviewState.ACCEPTED)
    with app.app_context():
        user = db.session.get(f.User, ids.expert)
        user.roles = {Role.SOLVER}
        db.session.commit()
    assert signed_in(ids.expert).get(f"/bids/{ids.bid}").status_code == 404


def test_after_the_decision_nobody_waits_for_a_review_and_it_cannot_be_handed_in(
    app, panel, signed_in
):
    ids = panel(ReviewState.ACCEPTED)
    with app.app_context():
        db.session.get(Bid, ids.bid).state = BidState.LOST
        db.session.commit()
    client = signed_in(ids.expert)
    answer = client.send(f"/reviews/{ids.review}/edit", sheet(submit="1"))
    assert answer.status_code == 409
    assert "已经有了结论" in answer.text
    assert review_in(app, ids.review).is_at_work
    with app.app_context():
        assert waiting_for(db.session.get(f.User, ids.expert)).items == []
