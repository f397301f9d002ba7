"""The main navigation: what each person needs, in the order they need it."""

from flask import request, url_for
from flask_login import current_user

from app.workflow.declaration import Role

PUBLIC_PAGES = (
    ("榜单", "needs.index"),
    ("能力库", "capabilities.index"),
    ("产业链", "chains.index"),
    ("办事说明", "pages.guide"),
)
DESK = ("待我办理", "inbox.desk")
RESERVE = ("补短板", "reserve.index")
STAFF_PAGES = (("需求", "needs.all"), ("项目", "projects.index"))
BY_ROLE = {
    Role.OFFICER: (
        DESK,
        ("需求", "needs.all"),
        ("匹配", "matches.index"),
        ("榜单", "calls.index"),
        ("揭榜", "bids.index"),
        ("评审", "reviews.index"),
        ("项目", "projects.index"),
        RESERVE,
        ("单位", "organisations.index"),
        ("统计", "pages.statistics"),
        *PUBLIC_PAGES[1:3],
    ),
    Role.DISTRICT_OFFICER: (DESK, *STAFF_PAGES, ("统计", "pages.statistics"), *PUBLIC_PAGES),
    Role.EXPERT: (DESK, ("我的评审", "reviews.index"), *PUBLIC_PAGES),
    Role.CHAIN_LEAD: (DESK, ("链长工作台", "chain_offices.index"), ("产业链", "chains.index"),
                      ("预警", "risk_warnings.index"), ("调度单", "dispatches.index"), RESERVE, *STAFF_PAGES,
                      PUBLIC_PAGES[1]),
    Role.AUDITOR: (DESK, ("审计", "audit.index"), *STAFF_PAGES, ("揭榜", "bids.index"), *PUBLIC_PAGES[:3]),
    Role.ADMIN: (DESK, ("账号", "accounts.users"), ("单位", "organisations.index"),
                 ("设置", "pages.settings"), ("模型", "matches.models"), *PUBLIC_PAGES[:3]),
    Role.SUBMITTER: (DESK, ("我的需求", "needs.mine"), ("匹配", "matches.index"),
                     ("项目", "projects.index"), *PUBLIC_PAGES),
    Role.SOLVER: (DESK, ("为我推荐", "matches.recommended"), ("我的能力", "capabilities.mine"),
                  ("我的揭榜", "bids.index"), ("匹配", "matches.index"),
                  ("项目", "projects.index"), *PUBLIC_PAGES),
}  # fmt: skip


def nav_items():
    """(label, href, is_current) for whoever is in front; each page once, public pages last."""
    own = [item for role, items in BY_ROLE.items() if current_user.holds(role) for item in items]
    chosen = dict.fromkeys(own or PUBLIC_PAGES)
    ordered = sorted(chosen, key=lambda item: item in PUBLIC_PAGES)
    return [(label, url_for(page), request.endpoint == page) for label, page in ordered]
