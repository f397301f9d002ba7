"""Where to begin: the first steps of each role, shown while nothing waits for a person yet."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select

from app.accounts.models import OrganisationState
from app.capabilities.models import Capability
from app.extensions import db
from app.needs.models import Need
from app.workflow.declaration import Role


@dataclass(frozen=True)
class Beginning:
    title: str
    text: str
    href: str
    label: str


def beginnings(user):
    """What this person can start with; somebody who has begun gets the next thing to look at."""
    steps = [_organisation(user)]
    if user.holds(Role.SUBMITTER) and not _has(Need, user):
        steps.append(_first_need())
    if user.holds(Role.SOLVER):
        steps.append(_recommended() if _has(Capability, user) else _first_capability())
    steps += [step() for role, step in BY_ROLE.items() if user.holds(role)]
    return [step for step in steps if step is not None]


def _has(model, user):
    chosen = select(model.id).where(model.organisation_id == user.organisation_id).limit(1)
    return db.session.scalar(chosen) is not None


def _organisation(user):
    """What stands in the way of submitting anything, in words."""
    organisation = user.organisation
    if organisation is None or organisation.state is OrganisationState.VERIFIED:
        return None
    title, text = ORGANISATION_STATES[organisation.state]
    return Beginning(title, text, url_for("organisations.show", id=organisation.id), "看单位信息")


ORGANISATION_STATES = {
    OrganisationState.PENDING: (
        "单位正在核验，一般 3 个工作日",
        "不用等：现在就可以写需求、能力或揭榜方案的草稿，边写边存；核验通过后再提交。",
    ),
    OrganisationState.REFUSED: (
        "单位信息没有通过核验",
        "按核验意见改好单位信息，再次提交核验。草稿都还在。",
    ),
    OrganisationState.SUSPENDED: ("单位已停用", "已提交的内容都保留；要恢复请联系市级受理岗。"),
}


def _first_need():
    return Beginning(
        "写第一个需求",
        "先用一两句话写清难在哪里，再写要达到的指标；写到哪里存到哪里，一般 30 分钟。",
        url_for("needs.new"),
        "写需求",
    )


def _first_capability():
    return Beginning(
        "登记第一项能力",
        "写清能做到什么指标、有什么依据。发布后平台会把合适的需求推荐给您。",
        url_for("capabilities.new"),
        "登记能力",
    )


def _recommended():
    return Beginning(
        "看为您推荐的需求",
        "按您登记的能力，从正在揭榜的需求里找出可能合适的，并说明理由。",
        url_for("matches.recommended"),
        "看推荐",
    )


def _link(title, text, endpoint, label):
    return lambda: Beginning(title, text, url_for(endpoint), label)


BY_ROLE = {
    Role.OFFICER: _link(
        "编一个榜单", "论证通过的需求编入榜单，发布后开始揭榜。", "calls.index", "榜单管理"
    ),
    Role.DISTRICT_OFFICER: _link(
        "看本区县的需求", "企业提交后会出现在这里，5 个工作日内推荐或退回。", "needs.all", "看需求"
    ),
    Role.EXPERT: _link(
        "看我的评审", "受理岗请您评审时，会出现在这里，也会发消息。", "reviews.index", "我的评审"
    ),
    Role.CHAIN_LEAD: _link(
        "看产业链", "薄弱环节、在榜需求和在研项目都在链上。", "chains.index", "看产业链"
    ),
    Role.AUDITOR: _link(
        "看审计记录", "谁在什么时候做了什么，可以筛选、导出、验证。", "audit.index", "看记录"
    ),
    Role.ADMIN: _link("管理账号", "开账号、定岗位、停用账号。", "accounts.users", "看账号"),
}
