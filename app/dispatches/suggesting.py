"""What a chain lead should ask of whom, from the weakest nodes: a draft, to be looked at."""

from dataclasses import dataclass

from app.accounts.models import Organisation, OrganisationKind
from app.chains.facts import facts_of
from app.chains.models import ChainNode, Scope
from app.chains.queries import node_lines, worst_places
from app.chains.strength import assess
from app.dispatches.models import ItemKind

FIRST = 3  # nodes a draft begins with
LONG_WAIT = 30  # days an open need stands without a bid before somebody should ask why
ENTERPRISES = (OrganisationKind.ENTERPRISE, OrganisationKind.SUPPLIER)


@dataclass(frozen=True)
class Suggestion:
    node: ChainNode
    kind: ItemKind
    what: str
    organisation: Organisation | None


def suggestions(chain):
    worst = worst_places(node_lines(chain), FIRST)
    facts = facts_of([line.node for line in worst])
    return [_suggestion(line, facts[line.node.id]) for line in worst]


def _suggestion(line, facts):
    node = line.node
    why = assess(facts, node.reported_strength).reasons[0]
    if line.projects:
        project = line.projects[0]
        what = (
            f"“{node.name}”：{why}。项目《{project.title}》在研，请报进展，卡住的事写明要谁帮什么。"
        )
        return Suggestion(node, ItemKind.SPEED_UP, what, project.organisation)
    waiting = [need for need in line.needs if need.id in line.unanswered]
    if waiting and line.longest_wait >= LONG_WAIT:
        need = min(waiting, key=lambda one: one.published_at)
        what = (
            f"“{node.name}”：{why}。需求《{need.title}》张榜 {line.longest_wait} 天没有方案，"
            "请研究放宽哪一项指标、提高多少金额，报处理意见。"
        )
        return Suggestion(node, ItemKind.RELAX, what, need.organisation)
    if line.needs:
        need = line.needs[0]
        what = f"“{node.name}”：{why}。需求《{need.title}》已在榜，请说明对接情况和备用来源。"
        return Suggestion(node, ItemKind.SECOND_SOURCE, what, need.organisation)
    what = f"“{node.name}”：{why}，还没有需求在榜。请核实卡在哪里，在平台提出技术需求。"
    who = local_maker(
        node, *node.customers
    )  # on the node, or on one it supplies: it feels the lack
    return Suggestion(node, ItemKind.POST_NEED, what, who)


def local_maker(*nodes):
    """The first registered enterprise of the city that stands on one of the nodes, or None."""
    for place in nodes:
        for provider in place.providers:
            organisation = provider.organisation
            if provider.scope == Scope.LOCAL and organisation and organisation.kind in ENTERPRISES:
                return organisation
    return None
