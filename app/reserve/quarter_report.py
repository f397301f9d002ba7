"""The quarterly report as a title and tables, which DOCX, XLSX and the page all show alike."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from app.chains.models import STRENGTHS, Strength
from app.chains.queries import all_chains
from app.clock import local_day, now
from app.reserve import quarter_figures as figures
from app.reserve.listing import in_wan
from app.reserve.models import ReserveProject
from app.reserve.queries import of_chain, sums_of
from app.workflow.registry import workflow_of

WEAK = (Strength.GAP, Strength.BLOCKED, Strength.WEAK)


@dataclass(frozen=True)
class Sheet:
    title: str
    columns: tuple
    rows: list


@dataclass(frozen=True)
class Report:
    title: str
    summary: str
    sheets: list[Sheet]
    made_at: datetime

    def sheet(self, title):
        return next(sheet for sheet in self.sheets if sheet.title == title)


def report_of(quarter, chain=None):
    place = chain.name if chain is not None else "全市重点产业链"
    numbers, strengths = _numbers(quarter, chain), _strengths(quarter, chain)
    sheets = [numbers, strengths, _changes(quarter, chain), _weakest(chain), *_reserve(chain),
              _needs(quarter, chain), _projects(quarter, chain)]  # fmt: skip
    if chain is None:
        sheets.append(_chains(quarter))
    return Report(
        f"{place}补链强链季报（{quarter.label}）",
        _summary(quarter, numbers, strengths),
        sheets,
        now(),
    )


def _numbers(quarter, chain):
    changes = figures.changed_nodes(quarter, chain)
    better = sum(change.is_better for change in changes)
    started = figures.projects_started(quarter, chain)
    accepted = figures.projects_accepted(quarter, chain)
    rows = [
        (
            "强弱有变化的环节",
            len(changes),
            None,
            f"变好 {better} 个，变差 {len(changes) - better} 个",
        ),
        ("首次评估的环节", figures.first_judged(quarter, chain), None, "季度初还没有评估过"),
        ("发榜的需求", *_with_money(figures.needs_published(quarter, chain), "reward"), "榜额合计"),
        ("解决的需求", *_with_money(figures.needs_solved(quarter, chain), "reward"), "榜额合计"),
        (
            "收到的揭榜方案",
            figures.bids_opened(quarter, chain),
            None,
            "只数已开榜的，密封期内的不数",
        ),
        ("立项的项目", len(started), in_wan(figures.money_of(started)), "项目金额合计"),
        ("通过验收的项目", len(accepted), in_wan(figures.money_of(accepted)), "项目金额合计"),
        ("发出的供应预警", len(figures.warnings_raised(quarter, chain)), None, ""),
        ("销号的供应预警", len(figures.warnings_closed(quarter, chain)), None, ""),
        ("发出的调度单", len(figures.orders_sent(quarter, chain)), None, ""),
        ("办结的调度单", len(figures.orders_closed(quarter, chain)), None, ""),
        (
            "入库的补短板项目",
            *_with_money(figures.reserve_admitted(quarter, chain), "planned_money"),
            "计划投入合计",
        ),
        (
            "销号的补短板项目",
            *_with_money(figures.reserve_finished(quarter, chain), "landed"),
            "到位合计",
        ),
    ]
    return Sheet("本季度的数", ("事项", "数量", "金额（万元）", "说明"), rows)


def _with_money(rows, column):
    return len(rows), in_wan(sum(getattr(row, column) or 0 for row in rows))


def _strengths(quarter, chain):
    first = figures.strength_counts(quarter.begins, chain)
    last = figures.strength_counts(quarter.ends, chain)
    rows = [(STRENGTHS[s], first[s], last[s], last[s] - first[s]) for s in Strength]
    return Sheet("环节强弱", ("强弱", "季度初", "季度末或制表时", "增减"), rows)


def _changes(quarter, chain):
    rows = [
        (change.node.name, change.node.chain.name, STRENGTHS[change.before],
         STRENGTHS[change.after], change.last.cause, local_day(change.last.found_at))
        for change in figures.changed_nodes(quarter, chain)
    ]  # fmt: skip
    return Sheet("变化的环节", ("环节", "产业链", "季度初", "现在", "因为什么", "哪天"), rows)


def _weakest(chain):
    rows = [
        (line.node.name, line.node.chain.name, STRENGTHS[finding.strength],
         "；".join(finding.reasons), line.needs_count, line.capability_count)
        for line, finding in figures.weakest(chain)
    ]  # fmt: skip
    columns = ("环节", "产业链", "强弱", "为什么", "在榜需求", "可用能力")
    return Sheet("最薄弱的三个环节", columns, rows)


def _reserve(chain):
    items = of_chain(chain)
    yield Sheet(
        "补短板项目库合计", ("状态", "项数", "计划投入（万元）", "已到位（万元）"),
        [(_state(state), one.count, in_wan(one.planned), in_wan(one.landed))
         for state, one in sums_of(items).items()],
    )  # fmt: skip
    yield Sheet(
        "补短板项目清单",
        ("编号", "项目", "环节", "怎么补", "责任单位或处室", "状态", "计划投入（万元）", "已到位（万元）", "计划完成"),
        [(item.number, item.title, item.node.name, item.kind_label, item.responsible,
          _label(item), in_wan(item.planned_money), in_wan(item.landed), item.ends_on)
         for item in items],
    )  # fmt: skip


def _needs(quarter, chain):
    rows = [
        (need.public_number, need.title, need.organisation.name, need.node.name if need.node else "",
         in_wan(need.reward), _label(need), local_day(need.published_at))
        for need in figures.needs_published(quarter, chain)
    ]  # fmt: skip
    columns = ("编号", "需求", "提出单位", "环节", "榜额（万元）", "现在", "发榜")
    return Sheet("本季度发榜的需求", columns, rows)


def _projects(quarter, chain):
    rows = [
        (what, project.number, project.title, project.organisation.name, project.contractor.name,
         in_wan(project.amount), _label(project))
        for what, projects in (("立项", figures.projects_started(quarter, chain)),
                               ("验收", figures.projects_accepted(quarter, chain)))
        for project in projects
    ]  # fmt: skip
    columns = ("本季度", "编号", "项目", "需求方", "揭榜方", "金额（万元）", "现在")
    return Sheet("本季度立项和验收的项目", columns, rows)


def _chains(quarter):
    """Side by side; each figure counted once for the city and parted by chain here."""
    last = figures.findings_before(quarter.ends)
    strengths, counted = {}, {}
    for node in figures.nodes_of():
        found = strengths.setdefault(node.chain_id, Counter())
        found[last[node.id].strength if node.id in last else Strength.BLANK] += 1
    for name in ("needs_published", "needs_solved", "projects_started", "projects_accepted"):
        rows = getattr(figures, name)(quarter)
        counted[name] = Counter(row.chain_id for row in rows)
    held = Counter(item.chain_id for item in of_chain())
    rows = [
        (chain.name, sum(strengths.get(chain.id, Counter()).values()),
         *(strengths.get(chain.id, Counter())[s] for s in WEAK),
         *(one[chain.id] for one in counted.values()), held[chain.id])
        for chain in all_chains()
    ]  # fmt: skip
    columns = (
        "产业链",
        "环节",
        *(STRENGTHS[s] for s in WEAK),
        "发榜",
        "解决",
        "立项",
        "验收",
        "项目库",
    )
    return Sheet("各链对照", columns, rows)


def _summary(quarter, numbers, strengths):
    """The figures as a paragraph, so that the first page can be read aloud."""
    said = {row[0]: row for row in numbers.rows}
    weak = sum(row[2] for row in strengths.rows if row[0] in {STRENGTHS[s] for s in WEAK})
    accepted = said["通过验收的项目"]
    return (
        f"{quarter.label}，断点、堵点、短板共 {weak} 个；{said['强弱有变化的环节'][1]} 个环节强弱有变化，"
        f"{said['强弱有变化的环节'][3]}。发榜 {said['发榜的需求'][1]} 件需求，解决 {said['解决的需求'][1]} 件；"
        f"立项 {said['立项的项目'][1]} 个项目，通过验收 {accepted[1]} 个，金额 {accepted[2]:g} 万元；"
        f"发出供应预警 {said['发出的供应预警'][1]} 条，销号 {said['销号的供应预警'][1]} 条；"
        f"发出调度单 {said['发出的调度单'][1]} 张，办结 {said['办结的调度单'][1]} 张。"
    )


def _label(thing):
    return workflow_of(thing).state(thing.state).label


def _state(state):
    return workflow_of(ReserveProject).state(state).label
