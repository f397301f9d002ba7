"""What one row of the reserve says on a sheet."""

from app.clock import today
from app.reserve.models import LIVE

WAN = 10_000
COLUMNS = (
    "编号", "项目", "产业链", "环节", "怎么补", "补什么短板", "责任单位或处室", "状态", "计划投入（万元）",
    "已到位（万元）", "计划开始", "计划完成", "需求", "项目编号", "招商对象", "洽谈", "结果和证明",
)  # fmt: skip


def exported(item, label):
    return (
        item.number, item.title, item.chain.name, item.node.name, item.kind_label, item.gap,
        item.responsible, label, in_wan(item.planned_money), in_wan(item.landed), item.starts_on,
        item.ends_on, item.need.number if item.need else "",
        item.project.number if item.project else "", item.investor,
        item.talks_label if item.investor else "", item.evidence,
    )  # fmt: skip


def in_wan(yuan):
    return None if yuan is None else yuan / WAN


def is_late(item):
    """Past its planned end and not over."""
    return item.state in LIVE and item.ends_on is not None and item.ends_on < today()
