"""How dates, deadlines, money, figures and quoted evidence are written on a page: Jinja filters."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEKDAYS = "一二三四五六日"
SIGNS = {
    ">=": "≥",
    "<=": "≤",
    ">": "＞",
    "<": "＜",
    "=": "=",
    "range": "",
    "approx": "约",
    "increase": "提高",
    "decrease": "降低",
}
SOON = timedelta(hours=48)


def local(value):
    """The same instant on a clock in Shanghai; a naive instant is UTC, as stored."""
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(SHANGHAI)


def instant(value):
    """An aware instant; a bare date means the end of that day in Shanghai, as deadlines do."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime(value.year, value.month, value.day, tzinfo=SHANGHAI) + timedelta(days=1)


def format_date(value):
    """2026-11-22, in Shanghai."""
    if not value:
        return ""
    return (local(value) if isinstance(value, datetime) else value).strftime("%Y-%m-%d")


def format_datetime(value):
    """2026-11-22 09:12, in Shanghai; a bare date stays a date."""
    if not value:
        return ""
    if not isinstance(value, datetime):
        return format_date(value)
    return local(value).strftime("%Y-%m-%d %H:%M")


def format_clock(value):
    """09:12:40, in Shanghai."""
    return local(value).strftime("%H:%M:%S") if value else ""


def format_weekday(value):
    """周三"""
    if not value:
        return ""
    day = local(value) if isinstance(value, datetime) else value
    return "周" + WEEKDAYS[day.weekday()]


def time_tag(value, only="datetime"):
    """A <time> element a machine can read too; only="date" leaves the hour out."""
    if not value:
        return Markup("")
    machine = local(value).isoformat("T", "minutes") if isinstance(value, datetime) else value
    shown = format_date(value) if only == "date" else format_datetime(value)
    return Markup('<time datetime="{}">{}</time>').format(machine, shown)


def machine_time(value):
    """The instant as scripts read it: ISO 8601 with its offset."""
    return instant(value).isoformat() if value else ""


def share_passed(opened, deadline, now):
    """How much of a period is over, in whole percent."""
    whole = instant(deadline) - instant(opened)
    if whole <= timedelta(0):
        return 100
    return round(100 * min(max((instant(now) - instant(opened)) / whole, 0), 1))


def span(length):
    """3 天 16 小时; 16 小时 5 分; 5 分钟: the two largest units, which is all a person reads."""
    minutes = int(length.total_seconds() // 60)
    days, rest = divmod(minutes, 1440)
    hours, minutes = divmod(rest, 60)
    if days:
        return f"{days} 天 {hours} 小时" if hours else f"{days} 天"
    if hours:
        return f"{hours} 小时 {minutes} 分" if minutes else f"{hours} 小时"
    return f"{minutes} 分钟"


def remaining(deadline, now):
    """还剩 6 天 4 小时, or 超期 3 天; overdue time is told in its largest unit only."""
    if not deadline:
        return "没有期限"
    left = instant(deadline) - instant(now)
    if left >= timedelta(minutes=1):
        return "还剩 " + span(left)
    if left >= timedelta(0):
        return "还剩不到 1 分钟"
    return "超期 " + _largest_unit(-left)


def _largest_unit(length):
    if length >= timedelta(days=1):
        return f"{length.days} 天"
    if length >= timedelta(hours=1):
        return f"{int(length.total_seconds() // 3600)} 小时"
    return span(length) if length >= timedelta(minutes=1) else "不到 1 分钟"


def urgency(deadline, now):
    """ "late" or "soon" (within 48 hours) or "": the class that colours a deadline."""
    if not deadline:
        return ""
    left = instant(deadline) - instant(now)
    if left < timedelta(0):
        return "late"
    return "soon" if left <= SOON else ""


def age(since, now):
    """已 3 天 16 小时"""
    if not since:
        return ""
    return "已 " + span(max(instant(now) - instant(since), timedelta(0)))


def number(value):
    """A figure without trailing zeros and never in powers of ten; a pair is a range."""
    if value is None or value == "":
        return ""
    if isinstance(value, tuple | list):
        return " ~ ".join(number(part) for part in value)
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not exact.is_finite():
        return ""
    shown = format(exact, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def money(yuan):
    """360 万元, with the yuan in full on hover; nothing given is 面议."""
    if not yuan:
        return Markup("面议")
    shown = number(Decimal(str(yuan)) / 10000)
    return Markup('<abbr title="{} 元">{} 万元</abbr>').format(f"{int(yuan):,}", shown)


def money_range(low, high):
    """280 至 330 万元; one end alone is said as 起 or 以内."""
    if not low and not high:
        return Markup("面议")
    if not high or low == high:
        return money(low) if low == high else money(low) + " 起"
    if not low:
        return money(high) + "以内"
    shown = [number(Decimal(str(yuan)) / 10000) for yuan in (low, high)]
    return Markup('<abbr title="{} 至 {} 元">{} 至 {} 万元</abbr>').format(
        f"{int(low):,}", f"{int(high):,}", *shown
    )


def sign(operator):
    """>= as ≥, and so on; a range has no sign of its own."""
    return SIGNS.get(operator or "=", operator)


def goal(indicator):
    """≥ 260, 20 ~ 40, or 未写: what an indicator asks for, without its unit.

    Takes a form's row or a stored row (operator, value, value_high) and the matcher's (op, value).
    """
    operator = getattr(indicator, "operator", None) or getattr(indicator, "op", None)
    return figure(operator, indicator.value, getattr(indicator, "value_high", None))


def figure(operator, low, high=None):
    """A sign and its figure; = is left out, because a bare figure says the same."""
    if low is None or low == "":
        return "未写" if high in (None, "") else f"≤ {number(high)}"
    if isinstance(low, tuple | list):
        low, high = low
    if high not in (None, "") and (operator == "range" or operator is None):
        return f"{number(low)} ~ {number(high)}"
    shown = "" if operator in ("=", "range") else sign(operator)
    return f"{shown} {number(low)}".strip()


def mask_phone(phone):
    """138****1234: enough to recognise one's own, not enough to call a stranger."""
    digits = str(phone or "")
    if len(digits) < 7:
        return "*" * len(digits)
    return digits[:3] + "*" * (len(digits) - 7) + digits[-4:]


def file_size(count):
    """1.2 MB"""
    if count is None:
        return ""
    for unit, size in (("MB", 1024**2), ("KB", 1024)):
        if count >= size:
            return f"{number(round(count / size, 1))} {unit}"
    return f"{count} 字节"


def marked(evidence, side="offered"):
    """The quoted sentence, escaped, with <mark> around its marks; overlapping marks become one.

    `side` "asked" is the need's sentence that it answers.
    """
    quoted = {
        "offered": (evidence.sentence, evidence.marks),
        "asked": (evidence.asked, evidence.asked_marks),
    }
    (sentence, marks), merged = quoted[side], []
    for start, end in sorted(marks):
        start, end = max(start, 0), min(end, len(sentence))
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        elif start < end:
            merged.append([start, end])
    shown, after = Markup(""), 0
    for start, end in merged:
        shown += escape(sentence[after:start])
        shown += Markup("<mark>{}</mark>").format(sentence[start:end])
        after = end
    return shown + escape(sentence[after:])


def paragraphs(text):
    """What a person typed, escaped: a blank line parts paragraphs, a line break stays one."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", (text or "").replace("\r\n", "\n"))]
    lines = [Markup("<br>").join(escape(line) for line in block.split("\n")) for block in blocks]
    return Markup("\n").join(Markup("<p>{}</p>").format(line) for line in lines if line)


FILTERS = {
    "age": age,
    "clock": format_clock,
    "date": format_date,
    "datetime": format_datetime,
    "figure": figure,
    "file_size": file_size,
    "machine_time": machine_time,
    "marked": marked,
    "mask_phone": mask_phone,
    "money": money,
    "money_range": money_range,
    "number": number,
    "paragraphs": paragraphs,
    "remaining": remaining,
    "share_passed": share_passed,
    "sign": sign,
    "time_tag": time_tag,
    "urgency": urgency,
    "value": goal,
    "weekday": format_weekday,
}


def register(app):
    app.jinja_env.filters.update(FILTERS)
