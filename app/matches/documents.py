"""Need/Capability -> matching.Document: the only translator, and only of what both sides may read."""

import hashlib
import json
from dataclasses import asdict

from matching import Document, Indicator
from matching.indicators.units import canonical


def need_document(need):
    """What is published of a need: never its import source, its contacts or its terms of payment."""
    return Document(
        str(need.id),
        need.title,
        indicators=tuple(_required(row) for row in need.indicators),
        facets=_facets(need, trl=need.min_trl),
        passages=_passages(
            ("主要技术难点", need.problem),
            ("主要研究内容", need.research_content),
            ("应用场景和验证条件", need.application),
            ("关键词", "、".join(need.keywords or ())),
        ),
    )


def capability_document(capability):
    return Document(
        str(capability.id),
        capability.title,
        indicators=tuple(_offered(row) for row in capability.indicators),
        facets=_facets(capability, trl=capability.trl, stage=capability.stage),
        passages=_passages(
            ("简介", capability.summary),
            ("主要技术指标", _told(capability.indicators)),
            ("创新点", "\n".join(capability.innovations or ())),
            ("与现有方案的比较", capability.comparison),
            ("优势与不足", capability.advantages_limits),
            ("应用案例", "\n".join(capability.cases or ())),
            ("关键词", "、".join(capability.keywords or ())),
        ),
    )


TRANSLATORS = {
    "need": need_document,
    "past_need": need_document,
    "capability": capability_document,
}


def content_hash(document):
    """Changes when anything the matcher reads of a document does."""
    said = json.dumps(asdict(document), ensure_ascii=False, sort_keys=True)
    return hashlib.sha1(said.encode()).hexdigest()


def _passages(*pairs):
    return tuple((name, text) for name, text in pairs if text)


def _facets(thing, **others):
    found = {
        "chain": thing.chain_id,
        "node": thing.node_id,
        "region": thing.organisation.region,
        "organisation_kind": thing.organisation.kind,
        **others,
    }
    return {name: (str(value),) for name, value in found.items() if value}


def _required(row):
    return _indicator(row, is_hard=row.is_hard)


def _offered(row):
    return _indicator(row, text="，".join(part for part in (row.basis, row.tested_by) if part))


def _indicator(row, **others):
    value = row.value
    if row.operator == "range" and row.value_high is not None:
        value = (row.value, row.value_high)
    return Indicator(row.name, row.operator, _number(value), canonical(row.unit or ""), **others)


def _number(value):
    """A float, as the database gives it back: 5 and 5.0 would make two hashes of one document."""
    if isinstance(value, tuple):
        return tuple(map(_number, value))
    return None if value is None else float(value)


def _told(rows):
    """The bases of the figures, so that a quoted sentence can say what a figure rests on."""
    return "\n".join(f"{row.name}：{row.basis}。" for row in rows if row.basis)
