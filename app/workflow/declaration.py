"""How a process is declared: states, actions and the workflow that joins them. Standard library only."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum


class Role(StrEnum):
    """Who a person is, to the platform or to one thing; a workflow grants by these."""

    PUBLIC = "public"
    # held by an account
    SUBMITTER = "submitter"
    SOLVER = "solver"
    DISTRICT_OFFICER = "district_officer"
    OFFICER = "officer"
    EXPERT = "expert"
    CHAIN_LEAD = "chain_lead"
    AUDITOR = "auditor"
    ADMIN = "admin"
    # a relation to one thing
    OWNER = "owner"
    CONTRACTOR = "contractor"
    PANELIST = "panelist"
    # held by code alone
    SYSTEM = "system"


ROLE_LABELS = {
    Role.PUBLIC: "公众",
    Role.SUBMITTER: "需求填报人",
    Role.SOLVER: "能力与揭榜填报人",
    Role.DISTRICT_OFFICER: "区县经信委",
    Role.OFFICER: "市级受理岗",
    Role.EXPERT: "专家",
    Role.CHAIN_LEAD: "链长",
    Role.AUDITOR: "审计",
    Role.ADMIN: "系统管理员",
    Role.OWNER: "提出单位",
    Role.CONTRACTOR: "揭榜单位",
    Role.PANELIST: "本件专家",
    Role.SYSTEM: "系统",
}


@dataclass(frozen=True)
class State:
    """One state: `label` for staff, `public_label` for everybody else, `meaning` in a sentence."""

    code: Enum
    label: str
    meaning: str
    tone: str = "wait"  # open, wait, ok, bad or rest: the badge's colour
    visible_to: tuple[Role, ...] = ()
    editable_by: tuple[Role, ...] = ()
    waits_for: Role | None = None
    due_days: int | None = None  # working days until it is late
    todo: str = ""  # the verb phrase on the to-do list of whom it waits for
    public_label: str = ""

    def label_for(self, is_staff):
        return self.label if is_staff else self.public_label or self.label


@dataclass(frozen=True)
class Action:
    """One move; a guard takes the thing and returns the reason it may not, or None.

    An effect takes (thing, actor, event) and runs after the state has changed, in the same
    transaction. `reasons` are the choices a refusal must pick from, {code: label}.
    """

    name: str
    label: str
    sources: tuple[Enum, ...]
    target: Enum
    by: tuple[Role, ...]
    guards: tuple[Callable, ...] = ()
    effects: tuple[Callable, ...] = ()
    notify: tuple[Role, ...] = ()
    needs_opinion: bool = False
    reasons: tuple[tuple[str, str], ...] = ()
    consequence: str = ""  # what will happen, said before it does
    is_danger: bool = False
    is_public: bool = False  # its event stands on the public timeline
    done: str = ""  # "已发榜": the flash and the timeline

    @property
    def tone(self):
        return "bad" if self.is_danger else ""


@dataclass(frozen=True)
class Workflow:
    """The process of one noun, on one screen; `name` is its room, its path and its word in code."""

    name: str
    label: str
    model: type
    states: tuple[State, ...]
    actions: tuple[Action, ...]

    def state(self, code):
        return next(state for state in self.states if state.code is code)

    def action(self, name):
        for action in self.actions:
            if action.name == name:
                return action
        raise UnknownAction(f"{self.label}没有“{name}”这个操作")

    @property
    def initial(self):
        return self.states[0].code


class WorkflowError(Exception):
    """A move that may not be made; `str(error)` is the reason, in the user's words."""


class UnknownAction(WorkflowError):
    """No such action in the declaration: 404."""


class NotYours(WorkflowError):
    """The person holds none of the roles the action asks for: 403."""


class NotNow(WorkflowError):
    """The thing has moved on, or a rule forbids it now: 409."""


class OpinionMissing(WorkflowError):
    """The process wants a reason or an opinion that was not given: 400."""
