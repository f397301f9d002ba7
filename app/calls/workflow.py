"""The life of a list: drawn up, published, closed."""

from app.calls.models import Call
from app.calls.models import CallState as S
from app.calls.operations import close_needs, publish_needs, release_needs
from app.calls.rules import closes_in_the_future, has_needs, window_is_over
from app.workflow.declaration import Action, Role, State, Workflow

OFFICER = (Role.OFFICER,)
STAFF = (Role.OFFICER, Role.AUDITOR)

CALL = Workflow(
    "calls", "榜单", Call,
    states=(
        State(S.DRAFT, "编制中", "正在编入需求，发布前外面看不到。", "wait", STAFF, OFFICER, Role.OFFICER, 10, "编制并发布榜单"),
        State(S.PUBLISHED, "揭榜中", "榜单已公开，截止前可以揭榜。", "open", (Role.PUBLIC,), (), Role.SOLVER),
        State(S.CLOSED, "已截止", "揭榜已截止，转入开榜和评审。", "rest", (Role.PUBLIC,)),
        State(S.DROPPED, "已作废", "榜单没有发布就作废了。", "rest", STAFF),
    ),
    actions=(
        Action("publish", "发布榜单", (S.DRAFT,), S.PUBLISHED, OFFICER, guards=(has_needs, closes_in_the_future),
               effects=(publish_needs,), consequence="榜单里的需求同时公开，揭榜开始；发布后不能撤回。", is_public=True, done="榜单已发布"),
        Action("close", "截止", (S.PUBLISHED,), S.CLOSED, (Role.OFFICER, Role.SYSTEM), guards=(window_is_over,),
               effects=(close_needs,), is_public=True, done="揭榜截止"),
        Action("drop", "作废", (S.DRAFT,), S.DROPPED, OFFICER, effects=(release_needs,), needs_opinion=True, is_danger=True,
               consequence="榜单里的需求回到“论证通过”。", done="榜单已作废"),
    ),
)  # fmt: skip
