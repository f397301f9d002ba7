"""The life of a review: asked, conflict declared first, scored, handed in."""

from app.reviews.models import Review
from app.reviews.models import ReviewState as S
from app.reviews.rules import every_head_is_scored, has_opinion, is_still_wanted
from app.workflow.declaration import Action, Role, State, Workflow

EXPERT, OFFICER = (Role.PANELIST,), (Role.OFFICER,)
SEEN_BY = (Role.PANELIST, Role.OFFICER, Role.AUDITOR)

REVIEW = Workflow(
    "reviews", "评审", Review,
    states=(
        State(S.ASKED, "等专家声明", "请先声明有无利益关系，声明无关联后才能看到材料。", "wait", SEEN_BY, (), Role.PANELIST, 3, "声明利益关系"),
        State(S.ACCEPTED, "评审中", "已声明无利益关系，等打分和意见。", "wait", SEEN_BY, EXPERT, Role.PANELIST, 10, "打分并提交评审"),
        State(S.SUBMITTED, "已提交", "评审意见已提交，不能再改。", "ok", SEEN_BY),
        State(S.CONFLICTED, "已回避", "专家声明有利益关系，已回避。", "rest", SEEN_BY),
        State(S.DECLINED, "未接受", "专家没有接受这次评审。", "rest", SEEN_BY),
        State(S.REPLACED, "已换人", "受理岗已改请其他专家。", "rest", SEEN_BY),
    ),
    actions=(
        Action("accept", "声明无利益关系并接受", (S.ASKED,), S.ACCEPTED, EXPERT, guards=(is_still_wanted,),
               consequence="声明与提出单位、揭榜单位无同单位、合作、师生、亲属、持股等关系，如不属实承担责任。", done="已声明无利益关系"),
        Action("recuse", "有利益关系，回避", (S.ASKED, S.ACCEPTED), S.CONFLICTED, EXPERT, notify=OFFICER, needs_opinion=True,
               is_danger=True, done="已回避"),
        Action("decline", "不能参加", (S.ASKED, S.ACCEPTED), S.DECLINED, EXPERT, notify=OFFICER, needs_opinion=True, done="未接受评审"),
        Action("submit", "提交评审", (S.ACCEPTED,), S.SUBMITTED, EXPERT, guards=(is_still_wanted, every_head_is_scored, has_opinion), notify=OFFICER,
               consequence="提交后不能修改。", done="已提交评审"),
        Action("replace", "改请他人", (S.ASKED, S.ACCEPTED), S.REPLACED, OFFICER, notify=EXPERT, needs_opinion=True, done="已改请他人"),
    ),
)  # fmt: skip
