"""A name for what comes without one: what an abstract says it is about, without 本发明公开了."""

import re

NAME_LENGTH = 60
_SHORTEST = 3  # characters; 水泵 names nothing that could be told from another
_READ = 6  # clauses; whoever has not said it by then names nothing
_CLAUSES = re.compile(r"[。；，;,:：\n]")
_SPEAKER = (
    r"(?:本|该)(?:发明|实用新型|申请|公开|专利|文)(?:内容)?"
    r"(?:的?(?:(?:一些|各种)?实施例|实施方式|目的|课题|发明名称|名称))*"
)
_MANNER = r"(?:还|主要|更?具体|尤其|更?特别|一般|总体上|地说?|而言|是)*"
_VERB = (
    r"(?:(?:公开|涉及|提供|提出|描述|介绍|揭示|公布|记载|适用|有关|关于|属于|在于|是|为)"
    r"(?:了|的是|是|于)?)+"
)
_LEAD = re.compile(
    rf"^(?:{_SPEAKER}{_MANNER}(?:{_VERB})?|{_MANNER}(?:公开|提供|提出|描述|涉及|目的在于提供)(?:了|的是)?)"
)
_EMPTY = re.compile(rf"(?:^{_MANNER}|领域|分案申请|方面|示例中|方面中)$")
_PARTS = re.compile(r"(?<=.{4})(?:包括|包含有|，其).*$")
_NUMERAL = re.compile(r"[(（]\d+[)）]")


def is_sentence(title):
    """Whether a title speaks of itself instead of naming: 本发明公开了一种轴承."""
    return re.match(_SPEAKER, title.strip()) is not None


def name_from(text):
    """The first thing the text says it is about; its first clause where it speaks of nothing else."""
    clauses = [clause.strip() for clause in _CLAUSES.split(text.strip()) if clause.strip()]
    named = (_named(clause) for clause in clauses[:_READ])
    found = next((name for name in named if name), clauses[0] if clauses else "")
    return found if len(found) <= NAME_LENGTH else f"{found[: NAME_LENGTH - 1]}…"


def _named(clause):
    """The clause without who speaks; "" where it only leads on, tells the field or is too short."""
    rest = _LEAD.sub("", _LEAD.sub("", clause))
    rest = _NUMERAL.sub("", _PARTS.sub("", rest)).strip(" 的“”\"'")
    return "" if _EMPTY.search(rest) or len(rest) < _SHORTEST else rest
