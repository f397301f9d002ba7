"""Playing the experts' work: asked, conflict declared, scored, handed in."""

from app.reviews.operations import ask_expert, revise_review
from app.workflow.advance import advance

# (need, the bidder's organisation or None for the need itself, expert's place, how far)
REVIEWS = (
    ("lightalloy-n4", None, 0, "asked"),
    ("materials-n4", "materials-u1", 0, "accepted"),
    ("green-n2", "green-i1", 0, "submitted"),
    ("green-n2", "green-i1", 4, "submitted"),
    ("drive-n3", None, 1, "accepted"),
    ("nev-n3", "nev-i1", 1, "submitted"),
    ("nev-n3", "nev-i1", 4, "asked"),
    ("display-n3", "display-i1", 2, "submitted"),
    ("display-n4", None, 2, "asked"),
    ("software-n3", None, 4, "submitted"),
)
OPINION = "路线清楚，关键数据有样件支撑；放大后的稳定性要在第一个里程碑验证。"
SHARE = 0.82  # of the points of each head; the experts differ a little


class ReviewPlay:
    def __init__(self, cast, schedule, needs):
        self.cast, self.schedule, self.needs = cast, schedule, needs

    def plan(self):
        for serial, (key, bidder, place, far) in enumerate(REVIEWS):
            self.schedule.at(2.5 - serial * 0.05, self._ask, key, bidder, place, far, serial)

    def _ask(self, key, bidder, place, far, serial):
        need, expert = self.needs[key], self.cast.experts[place]
        bid = None
        if bidder is not None:
            home = self.cast.organisations[bidder].id
            bid = next(one for one in need.bids if one.organisation_id == home)
        question = "请着重看指标是否可检、路线有没有走不通的地方。"
        review = ask_expert(need, expert, self.cast.officer, question, bid)
        if far == "asked":
            return
        advance(review, "accept", expert)
        if far == "accepted":
            return
        share = SHARE + (serial % 3 - 1) * 0.05
        scores = {head: round(points * share) for head, points in review.sheet.items()}
        fields = {"scores": scores, "recommendation": "support", "opinion": OPINION}
        revise_review(review, fields, expert)
        advance(review, "submit", expert)
