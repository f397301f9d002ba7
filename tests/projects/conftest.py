"""A project with everybody around it, a browser for each, and the forms as a browser posts them."""

from datetime import timedelta
from functools import partial

import pytest

from app.clock import today
from app.extensions import db
from app.needs.models import NeedState
from app.projects.models import Project, ProjectState
from app.workflow.declaration import Role
from tests import factories as f


class Place:
    """A project's ids, and a browser by the name of each person, signed in when first asked for."""

    def __init__(self, id, milestone, indicators, user_ids, signed_in):
        self.id, self.milestone, self.indicators = id, milestone, indicators
        self.user_ids, self._signed_in = user_ids, signed_in

    def __getattr__(self, name):
        if name not in self.__dict__["user_ids"]:
            raise AttributeError(name)
        client = self._signed_in(self.user_ids[name])
        client.send = partial(client.send, page="/projects/")
        setattr(self, name, client)
        return client


@pytest.fixture
def staged(app, signed_in):
    """Run with a state: the project's id, its first milestone's id, a client for everybody."""

    def stage(state=ProjectState.TASK_BOOK_DRAFT, milestone_state=None, **fields):
        with app.app_context():
            if state is ProjectState.SIGNED:
                fields["need"] = f.make_need(NeedState.AWARDED)
            project = f.make_project(state, **fields)
            if milestone_state is not None:
                project.milestones[0].state = milestone_state
            project.need.chain.leads.append(lead := f.make_user(Role.CHAIN_LEAD))
            people = {
                "owner": f.make_submitter(project.organisation),
                "contractor": f.make_solver(project.contractor),
                "colleague": f.make_solver(project.contractor),
                "officer": f.make_officer(),
                "district": f.make_district_officer(project.organisation.region),
                "lead": lead,
                "auditor": f.make_user(Role.AUDITOR),
                "stranger": f.make_solver(),
            }
            ids = {name: user.id for name, user in people.items()}
            db.session.commit()
            indicators = [row.id for row in project.indicators]
            return Place(project.id, project.milestones[0].id, indicators, ids, signed_in)

    return stage


@pytest.fixture
def read(app):
    """Ask something of a row in a short context of its own."""

    def ask(model, id, question):
        with app.app_context():
            return question(db.session.get(model, id))

    return ask


def act(client, project, name, **fields):
    return client.send(f"/projects/{project}/actions/{name}", fields)


def move(client, milestone, name, **fields):
    return client.send(f"/milestones/{milestone}/actions/{name}", fields)


def version_of(app, id, model=Project):
    with app.app_context():
        return db.session.get(model, id).version


def task_book(version, **changes):
    """A whole task book as a browser posts it: two milestones, 260 of 340 万元."""
    start = today()
    fields = {
        "version": version,
        "goal": "关键区域孔隙率不大于 0.8%，连续三批达标。",
        "leader": "钱教授",
        "starts_on": start.isoformat(),
        "ends_on": (start + timedelta(days=400)).isoformat(),
        "amount": "340",
        "payment_terms": "签约三成，里程碑通过后按节点付，验收后付清。",
        "ip_terms": "双方共有",
        "exit_terms": "客观原因终止的，凭原始记录尽职免责。",
        "milestones-0-name": "方案评审",
        "milestones-0-due_on": (start + timedelta(days=60)).isoformat(),
        "milestones-0-deliverable": "模具方案与仿真报告",
        "milestones-0-amount": "100",
        "milestones-1-name": "样件试制",
        "milestones-1-due_on": (start + timedelta(days=200)).isoformat(),
        "milestones-1-deliverable": "合格样件 120 件",
        "milestones-1-amount": "160",
    }
    return fields | changes


def report(place, *values, **changes):
    """A milestone report; `values` are what was measured, indicator by indicator."""
    fields = {
        "progress": "完成两轮试制，热节处补缩改为局部挤压。",
        "deliverables": "样件 120 件，检测报告 1 份。",
        "spent": "86",
        "problems": "",
        "risk": "green",
        "records": "试验原始记录 2026-A-01 至 2026-A-18。",
        "next_steps": "小批量验证。",
    }
    return fields | _figures(place, values) | changes


def papers(place, version, *values, **changes):
    """The acceptance papers; the evidence of every figure is the same report."""
    fields = {"version": version, "self_assessment": "任务书各项完成，数据见检测报告。"}
    return fields | _figures(place, values, evidence="第三方检测报告") | changes


def _figures(place, values, evidence=""):
    fields = {}
    for at, id in enumerate(place.indicators):
        value = values[at] if at < len(values) else ""
        fields |= {
            f"results-{at}-indicator_id": str(id),
            f"results-{at}-actual": str(value),
            f"results-{at}-evidence": evidence,
        }
    return fields
