"""The parts of the 需求征集表 in the order of the paper form, and how far each is filled in."""

from dataclasses import dataclass

from sqlalchemy import select

from app.chains.models import Chain
from app.extensions import db
from app.needs.models import BASE_CATEGORIES, GAP_KINDS, LIST_KINDS, URGENCIES
from forms.needs import SECTION_FORMS

TRL_CHOICES = [("", "不限")] + [(level, f"TRL {level}") for level in range(1, 10)]


@dataclass(frozen=True)
class Section:
    key: str
    label: str
    wanted: tuple[str, ...] = ()  # without these nothing is submitted
    others: tuple[str, ...] = ()


SECTIONS = (
    Section("organisation", "单位信息"),
    Section("overview", "需求概况", ("title", "chain_id"),
            ("node_id", "base_category", "field", "keywords", "gap_kind", "urgency")),
    Section("problem", "技术难点", ("problem",), ("research_content",)),
    Section("indicators", "考核指标", ("indicators",), ("application", "tried", "provided")),
    Section("money", "资金与时限", ("duration_months",), ("budget_total", "reward", "payment_terms")),
    Section("terms", "条件与权属", ("ip_terms",), ("solver_conditions", "min_trl", "cooperation")),
    Section("pledge", "承诺", ("is_declared_true",)),
)  # fmt: skip


def section_named(key):
    """The section called `key`; an unknown one is the first that is filled in by hand."""
    return next((section for section in SECTIONS if section.key == key), SECTIONS[1])


def after(section):
    """The section that follows, or None at the end."""
    at = SECTIONS.index(section) + 1
    return SECTIONS[at] if at < len(SECTIONS) else None


def before(section):
    at = SECTIONS.index(section)
    return SECTIONS[at - 1] if at else None


def form_of(section, need=None):
    return SECTION_FORMS[section.key](obj=need, choices=_choices(), chain_of=_chain_of())


def progress(need, current, link):
    """Steps for the bar above the form; `link(key)` is the address of a section."""
    return [_step(section, need, section is current, link) for section in SECTIONS]


def _step(section, need, is_current, link):
    lacking = [name for name in section.wanted if need is None or not getattr(need, name)]
    fields = section.wanted + section.others
    filled = sum(bool(need and getattr(need, name)) for name in fields)
    note = f"{filled} / {len(fields)} 项" if filled < len(fields) else f"{filled} 项全"
    if section.key == "organisation":
        note = "自动带入"
    return {
        "label": section.label,
        "note": f"还缺 {len(lacking)} 项必填" if lacking and filled else note,
        "note_tone": "late" if lacking and filled else "",
        "status": "current" if is_current else "later" if lacking else "done",
        "href": link(section.key) if need is not None and not is_current else None,
    }


def _choices():
    chains = db.session.scalars(select(Chain).order_by(Chain.name)).all()
    return {
        "list_kind": list(LIST_KINDS.items()),
        "chain_id": [("", "请选择")] + [(chain.id, chain.name) for chain in chains],
        "node_id": {"还说不准": [("", "暂不选")]}
        | {chain.name: [(node.id, node.name) for node in chain.nodes] for chain in chains},
        "base_category": [("", "不属于或说不准"), *BASE_CATEGORIES],
        "gap_kind": [("", "说不准"), *GAP_KINDS],
        "urgency": list(URGENCIES),
        "min_trl": TRL_CHOICES,
    }


def _chain_of():
    chains = db.session.scalars(select(Chain)).all()
    return {node.id: chain.id for chain in chains for node in chain.nodes}
