"""The main navigation: what each person needs, in the order they need it."""

from flask import request, url_for
from flask_login import current_user

from app.workflow.declaration import Role

EVERYBODY = (
    ("榜单", "needs.index"),
    ("能力库", "capabilities.index"),
    ("产业链", "chains.index"),
    ("办事说明", "pages.guide"),
)
BY_ROLE = (
    (Role.OFFICER, ("待我办理", "inbox.desk"), ("需求", "needs.all"), ("匹配", "matches.index"),
     ("榜单管理", "calls.index"), ("揭榜方案", "bids.index"), ("项目", "projects.index"),
     ("单位", "organisations.index"), ("统计", "pages.statistics")),
    (Role.DISTRICT_OFFICER, ("待我办理", "inbox.desk"), ("需求", "needs.all"), ("项目", "projects.index"),
     ("统计", "pages.statistics")),
    (Role.EXPERT, ("我的评审", "reviews.index"),),
    (Role.CHAIN_LEAD, ("待我办理", "inbox.desk"), ("需求", "needs.all"), ("项目", "projects.index"),
     ("统计", "pages.statistics")),
    (Role.AUDITOR, ("审计", "audit.index"), ("需求", "needs.all"), ("项目", "projects.index")),
    (Role.ADMIN, ("账号", "accounts.users"), ("单位", "organisations.index"), ("设置", "pages.settings")),
    (Role.SUBMITTER, ("待我办理", "inbox.desk"), ("我的需求", "needs.mine"), ("匹配", "matches.index"),
     ("项目", "projects.index")),
    (Role.SOLVER, ("待我办理", "inbox.desk"), ("为我推荐", "matches.recommended"), ("我的能力", "capabilities.mine"),
     ("我的揭榜", "bids.index"), ("匹配", "matches.index"), ("项目", "projects.index")),
)  # fmt: skip


def nav_items():
    """(label, href, is_current) for whoever is in front; each page once."""
    own = [entry for role, *entries in BY_ROLE if current_user.holds(role) for entry in entries]
    chosen = dict.fromkeys(own) | dict.fromkeys(EVERYBODY)
    return [(label, url_for(endpoint), request.endpoint == endpoint) for label, endpoint in chosen]
