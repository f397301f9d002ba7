"""Fields that read what people really type: 万元, full-width digits, blank rows, local time."""

import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from wtforms import Field, SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, DateInput, DateTimeLocalInput, ListWidget, TextInput

SHANGHAI = ZoneInfo("Asia/Shanghai")
WAN = 10_000
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
TIME = re.compile(r"[T\s]*(\d{1,2})[:：](\d{2})(:\d{2})?")


def plain(typed):
    """Full-width characters as plain ones, typographic minus as a hyphen, ends trimmed."""
    return unicodedata.normalize("NFKC", typed).replace("−", "-").replace("–", "-").strip()


def shown(value):
    """A decimal without trailing zeros and never in powers of ten."""
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class TypedField(Field):
    """A text box that gives back what was typed while it cannot be read."""

    widget = TextInput()

    def _value(self):
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data is None else self.write(self.data)

    def process_formdata(self, valuelist):
        typed = valuelist[0] if valuelist else ""
        self.data = None
        if typed.strip():
            self.data = self.read(typed)


class NumberOrBlank(TypedField):
    """A decimal number, or None when left blank; thousands may be parted by commas or spaces."""

    widget = TextInput()

    def __init__(self, label=None, validators=None, render_kw=None, **kwargs):
        super().__init__(
            label, validators, render_kw={"inputmode": "decimal"} | (render_kw or {}), **kwargs
        )

    def read(self, typed):
        text = re.sub(r"(?<=\d)[, ](?=\d{3})", "", plain(typed))
        if not NUMBER.fullmatch(text):
            raise ValueError(f"写一个数，现在写的是“{typed.strip()}”")
        if len(text) > 30:
            raise ValueError("数字太长，最多 30 位")
        return Decimal(text)

    def write(self, value):
        return shown(value)


class MoneyField(NumberOrBlank):
    """Money typed in 万元 and kept in whole yuan."""

    is_money = True

    def read(self, typed):
        text = re.sub(r"\s*(万元|万)$", "", plain(typed)).removeprefix("¥")
        try:
            wan = super().read(text)
        except (ValueError, InvalidOperation):
            raise ValueError(f"写一个数，单位是万元，现在写的是“{typed.strip()}”") from None
        if wan < 0:
            raise ValueError("金额不能小于 0")
        yuan = wan * WAN
        if yuan != yuan.to_integral_value():
            raise ValueError("最多写到小数点后 4 位，也就是精确到元")
        if yuan >= 10**13:
            raise ValueError("金额太大，请核对单位是不是万元")
        return int(yuan)

    def write(self, value):
        return shown(Decimal(value) / WAN)


class TagsField(TypedField):
    """Short words parted by 、，; or line breaks, each kept once, in the order typed."""

    def __init__(self, label=None, validators=None, limit=20, longest=30, **kwargs):
        super().__init__(label, validators, **kwargs)
        self.limit = limit
        self.longest = longest

    def process_formdata(self, valuelist):
        typed = "、".join(valuelist)
        words = [word.strip() for word in re.split(r"[、，,;；\n]+", typed)]
        self.data = list(dict.fromkeys(word for word in words if word))
        if len(self.data) > self.limit:
            raise ValueError(f"最多写 {self.limit} 个，现在是 {len(self.data)} 个")
        too_long = [word for word in self.data if len(word) > self.longest]
        if too_long:
            raise ValueError(f"“{too_long[0][:10]}…”太长，一个词最多 {self.longest} 字")

    def write(self, value):
        return "、".join(value)


class DateField(TypedField):
    """A day; 2026-11-22, 2026/11/22 and 2026年11月22日 are all understood."""

    widget = DateInput()

    def read(self, typed):
        return _day(DATE.fullmatch(plain(typed)), typed)

    def write(self, value):
        return value.isoformat()


class LocalDateTimeField(TypedField):
    """An instant typed by Shanghai's clock and kept in UTC; a naive stored one is UTC."""

    widget = DateTimeLocalInput()

    def read(self, typed):
        text = plain(typed)
        found = DATE.match(text)
        day = _day(found, typed)
        clock = TIME.fullmatch(text[found.end() :].strip())
        if not clock or int(clock[1]) > 23 or int(clock[2]) > 59:
            raise ValueError(f"写日期和时间，例如 2026-12-04 18:00，现在写的是“{typed.strip()}”")
        at = datetime(day.year, day.month, day.day, int(clock[1]), int(clock[2]), tzinfo=SHANGHAI)
        return at.astimezone(UTC)

    def write(self, value):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")


class CreditCodeField(StringField):
    """A unified social credit code, in capitals and without the blanks people put between."""

    def process_formdata(self, valuelist):
        typed = valuelist[0] if valuelist else ""
        self.data = re.sub(r"[\s-]", "", plain(typed)).upper()


class CheckboxesField(SelectMultipleField):
    """Several of the choices, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _day(found, typed):
    try:
        return date(*(int(part) for part in found.groups()))
    except (AttributeError, ValueError):
        raise ValueError(f"写一个日期，例如 2026-12-04，现在写的是“{typed.strip()}”") from None
