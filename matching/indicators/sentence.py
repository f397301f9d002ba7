"""Goes through the figures of one sentence from left to right and keeps those that measure."""

import re
from dataclasses import dataclass, field, replace

from matching.documents import Indicator
from matching.indicators import changes, names
from matching.indicators.alloys import share_of_compound, share_of_element
from matching.indicators.characters import plain
from matching.indicators.circumstances import circumstance
from matching.indicators.counts import is_idle_count
from matching.indicators.default_names import same_kind
from matching.indicators.figure import Place, indicator_of
from matching.indicators.lists import dealt_out, subjects
from matching.indicators.pace import per_period
from matching.indicators.quantities import bounded, quantities, shared_units
from matching.indicators.rejects import is_rejected
from matching.indicators.scales import is_test_load, with_scale
from matching.indicators.units import is_count

_LIST = re.compile(r"^\s?(?:[、和与或及]|以及|,)+\s?$")
_PRESENT = re.compile(r"目前|现有|现用|当前|现在|现状|现为|原来|以前|原有|传统")
_TARGET = re.compile(r"希望|要求|目标|力争|计划|(?:[高低短少大小长升降减增]|提升|缩短)[到至]")
_WISHED = re.compile(r"希望|要求|目标|力争|计划|需|拟|预期|期望")
_WISH = re.compile(r"亟需|急需|亟待|希望|要求|目标|力争|期望|拟|欲")
_COUNTED_BY_VALUE = frozenset({"倍", "元", "万元", "自由度"})


@dataclass
class _Progress:
    """What the figures read so far leave for the next one."""

    found: list = field(default_factory=list)  # (indicator, start, end, origin)
    floor: int = 0  # where the text not yet spoken for begins
    carried: str = ""  # a name whose own figure is still to come
    last: Indicator | None = None  # the figure just before, when a list may go on
    origin: tuple | None = None  # the A of a change from A to B
    pending: list = field(default_factory=list)  # the other names of A、B和C分别为


def read_sentence(sentence: str) -> list[tuple]:
    """(indicator, start, end, origin) of every measuring figure of a sentence."""
    text = plain(sentence)
    progress = _Progress()
    for quantity in bounded(shared_units(quantities(text), text), text):
        if not is_test_load(text, quantity):
            _read_figure(text, sentence, quantity, progress)
    return progress.found


def _read_figure(text, sentence, quantity, progress):
    left = names.left_of(text, quantity.start, progress.floor)
    between = text[progress.floor : quantity.start]
    quantity, left, has_scale = with_scale(text, quantity, left, between)
    last, progress.last = progress.last, None
    element = share_of_element(text, quantity, sentence)
    if element := element or share_of_compound(text, quantity, sentence):
        progress.found.append((element, quantity.start, quantity.end, None))
        progress.floor = quantity.end
        return
    if not has_scale and is_rejected(text, quantity, left):
        # The digits of D50 or (12) belong to the name of the figure after them.
        is_year = quantity.unit == "年" and text[quantity.figure : quantity.figure + 2] in (
            "19",
            "20",
        )
        is_code = is_year or re.search(r"[A-Za-z]$", text[: quantity.figure])
        progress.floor = quantity.end if quantity.unit and not is_code else progress.floor
        return
    floor, progress.floor = progress.floor, quantity.end
    if held := circumstance(text, sentence, quantity, left):
        progress.found.append((held, quantity.start, quantity.end, None))
        whose = names.name_before(re.sub(r"[在于]\s*$", "", left))
        progress.carried = whose if names.is_property(whose) else progress.carried
        return
    if changes.is_start_value(text, quantity.start, quantity.end):
        before = names.name_before(re.sub(r"(?:由|从|自)[^由从自]*$", "", left))
        progress.carried = before or progress.carried
        progress.origin = (quantity.value, quantity.unit)
        return
    is_reached = progress.origin is not None and progress.origin[1] == quantity.unit
    if (
        _is_idle(text, quantity, left)
        and not is_reached
        and not names.is_property(progress.carried)
    ):
        if not text[quantity.figure].isascii():
            progress.floor = floor  # 较一级能效再降: the numeral belongs to a word
        return
    _keep(
        text,
        sentence,
        quantity,
        left,
        last if _goes_on(last, between, quantity) else None,
        progress,
    )


def _keep(text, sentence, quantity, left, repeats, progress):
    said = _last_said(progress, quantity, changes.change_before(left))
    place = Place(text, sentence, quantity, left, progress.carried, repeats, said)
    indicator = indicator_of(place)
    if indicator is None:
        return
    each = _per_subject(indicator, left, progress, bool(repeats))
    _drop_present(text, left, indicator, progress)
    known = [old[0] for old in progress.found]
    progress.found += [
        (one, quantity.start, quantity.end, progress.origin)
        for one in each
        if not any(_says_again(one, old) for old in known)
    ]
    progress.carried, progress.origin, progress.last = "", None, indicator


def _says_again(one, old):
    """The same figure of the same thing, perhaps with a word more or less."""
    if (one.op, one.value, one.unit) != (old.op, old.value, old.unit):
        return False
    if one.unit == "%" and one.name == old.name:
        return True
    return len(one.name) > 2 and (old.name.endswith(one.name) or one.name.endswith(old.name))


def _last_said(progress, quantity, change):
    """The name of the figure before, if this one could be another figure of the same."""
    if not progress.found:
        return ""
    for old, *_ in reversed(progress.found[-3:]):
        # 强度提升约两成，达到360MPa: the share has said of what.
        is_change = old.unit in ("%", "倍") and quantity.unit not in ("%", "倍", "")
        is_changed_itself = change and quantity.unit == "%" and old.role != "condition"
        if same_kind(quantity.unit, old.unit) or is_change or is_changed_itself:
            return old.name
        if old.role != "condition":
            return ""
    return ""


def _drop_present(text, left, indicator, progress):
    """A present value beside its target is only where the change starts: 现为90s，希望缩短到60s."""
    if not progress.found:
        return
    is_target = bool(_TARGET.search(left))
    for place, (old, start, _, _) in enumerate(progress.found):
        clause = re.split(r"[，,；;]", text[:start])[-1]
        has_wished = bool(_WISH.search(text, 0, start))
        is_now = bool(_PRESENT.search(clause if has_wished else text[:start]))
        is_wished = is_now and bool(_WISH.search(text, start, len(text)))
        is_before = (is_target and (is_now or _WISHED.search(left))) or is_wished
        is_same = old.name.endswith(indicator.name) or indicator.name.endswith(old.name)
        if (
            is_before
            and is_same
            and same_kind(old.unit, indicator.unit)
            and old.op in ("=", "approx")
        ):
            progress.found.pop(place)
            progress.origin = (old.value, old.unit)
            return


def _is_idle(text, quantity, left):
    is_bare_count = is_count(quantity.unit) and quantity.unit not in _COUNTED_BY_VALUE
    if is_bare_count and per_period(quantity.unit, left) != quantity.unit:
        return False  # 点频每秒150万点
    return is_bare_count and is_idle_count(text, quantity, left)


def _goes_on(last, between, quantity):
    """A list goes on only in its own kind of unit: 180℃、2MPa are two quantities."""
    if last is None or not _LIST.match(between):
        return False
    if quantity.is_spread and last.op == "<=" and between.strip() == "或":
        return True  # ±2℃或±2%
    is_density = last.unit.split("/")[0] == quantity.unit.split("/")[0] and "/" in quantity.unit
    return is_density or same_kind(quantity.unit, last.unit)


def _per_subject(indicator, left, progress, is_repeat):
    """One indicator for each subject; where 分别 deals them out, the rest wait their turn."""
    if is_repeat and progress.pending:
        return [replace(indicator, name=progress.pending.pop(0))]
    each = subjects(indicator.name)
    if len(each) == 1 and "分别" in left:
        each = dealt_out(indicator.name)
    progress.pending = each[1:] if len(each) > 1 and "分别" in left else []
    each = each[:1] if progress.pending else each
    return [replace(indicator, name=name) for name in each]
