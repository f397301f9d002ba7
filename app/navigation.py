"""The main navigation: what each person needs, in the order they need it; related pages share one menu."""

from dataclasses import dataclass

from flask import request, url_for
from flask_login import current_user

from app.chain_offices.queries import led_by_organisation
from app.dispatches.models import DispatchOrder
from app.extensions import db
from app.reserve.models import ReserveProject
from app.workflow.declaration import Role
from app.workflow.visible import visible


@dataclass(frozen=True)
class Menu:
    """Several pages under one word."""

    label: str
    pages: tuple


@dataclass(frozen=True)
class NavItem:
    """A link, or with `items` a menu of links."""

    label: str
    href: str
    is_current: bool
    items: tuple = ()


LIST, CAPABILITIES = ("榜单", "needs.index"), ("能力库", "capabilities.index")
CHAINS, GUIDE = ("产业链", "chains.index"), ("办事说明", "pages.guide")
PUBLIC_PAGES = (LIST, CAPABILITIES, CHAINS, GUIDE)
DESK = ("待我办理", "inbox.desk")
ALL_NEEDS, PROJECTS = ("需求", "needs.all"), ("项目", "projects.index")
JOINT = ("共性需求", "joint_needs.index")
BIDS, REVIEWS = ("揭榜", "bids.index"), ("评审", "reviews.index")
MATCHES, STATISTICS = ("匹配", "matches.index"), ("统计", "pages.statistics")
ORGANISATIONS = ("单位", "organisations.index")
OFFICES = ("链长工作台", "chain_offices.index")
WARNINGS, DISPATCHES = ("预警", "risk_warnings.index"), ("调度单", "dispatches.index")
RESERVE, REQUESTS = ("补短板项目", "reserve.index"), ("服务诉求", "service_requests.index")
CHAIN_WORK = (("链图", "chains.index"), WARNINGS, DISPATCHES, RESERVE, REQUESTS)

BY_ROLE = {
    Role.OFFICER: (DESK, ALL_NEEDS, MATCHES, Menu("榜单", (("榜单管理", "calls.index"), JOINT, BIDS, REVIEWS)),
                   PROJECTS, Menu("产业链", (OFFICES, *CHAIN_WORK)),
                   Menu("更多", (ORGANISATIONS, CAPABILITIES, STATISTICS))),
    Role.DISTRICT_OFFICER: (DESK, ALL_NEEDS, PROJECTS, STATISTICS, *PUBLIC_PAGES),
    Role.EXPERT: (DESK, ("我的评审", "reviews.index"), *PUBLIC_PAGES),
    Role.CHAIN_LEAD: (DESK, OFFICES, Menu("产业链", CHAIN_WORK), ALL_NEEDS, JOINT, PROJECTS, CAPABILITIES),
    Role.AUDITOR: (DESK, ("审计", "audit.index"), ALL_NEEDS, PROJECTS, BIDS, LIST, CAPABILITIES,
                   Menu("产业链", (OFFICES, *CHAIN_WORK))),
    Role.ADMIN: (DESK, ("账号", "accounts.users"), ORGANISATIONS, ("设置", "pages.settings"),
                 ("模型", "matches.models"), LIST, CAPABILITIES, CHAINS),
    Role.SUBMITTER: (DESK, ("我的需求", "needs.mine"), MATCHES, PROJECTS, *PUBLIC_PAGES),
    Role.SOLVER: (DESK, ("为我推荐", "matches.recommended"), ("我的能力", "capabilities.mine"),
                  ("我的揭榜", "bids.index"), MATCHES, PROJECTS, *PUBLIC_PAGES),
}  # fmt: skip
OUTSIDE = (Role.SUBMITTER, Role.SOLVER, Role.DISTRICT_OFFICER)


def nav_items():
    """For whoever is in front; each page once, public pages last."""
    own = [item for role, items in BY_ROLE.items() if current_user.holds(role) for item in items]
    chosen = dict.fromkeys(own or PUBLIC_PAGES)
    ordered = sorted(chosen, key=lambda item: item in PUBLIC_PAGES)
    if any(map(current_user.holds, OUTSIDE)) and (concerns := _concerns()):
        ordered[ordered.index(CHAINS)] = Menu("产业链", (CHAIN_WORK[0], *concerns))
    return [_shown(item) for item in ordered]


def _concerns():
    """What chains ask of this person's organisation, or it of them: most have nothing of it."""
    leads = bool(led_by_organisation(current_user.organisation_id))
    return tuple(
        page
        for page, is_theirs in (
            (DISPATCHES, _sees_any(DispatchOrder)), (RESERVE, _sees_any(ReserveProject)),
            (REQUESTS, leads),
        )
        if is_theirs
    )  # fmt: skip


def _sees_any(model):
    return db.session.scalar(visible(model, current_user).with_only_columns(model.id).limit(1))


def _shown(item):
    if not isinstance(item, Menu):
        label, page = item
        return NavItem(label, url_for(page), request.endpoint == page)
    items = tuple(_shown(page) for page in item.pages)
    return NavItem(item.label, "", any(one.is_current for one in items), items)
