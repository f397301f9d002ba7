"""Fields read what people really type, and keep it where they cannot."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from forms.fields import (
    CreditCodeField,
    DateField,
    LocalDateTimeField,
    MoneyField,
    NumberOrBlank,
    TagsField,
)


class Everything(Form):
    budget = MoneyField("榜额")
    value = NumberOrBlank("目标值")
    tags = TagsField("关键词", limit=3)
    day = DateField("完成时间")
    at = LocalDateTimeField("截止")
    code = CreditCodeField("统一社会信用代码")


def typed(**values):
    return Everything(MultiDict(values))


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("360", 3_600_000),
        ("３６０．５", 3_605_000),
        ("1,200 万元", 12_000_000),
        ("0.0001", 1),
        ("", None),
    ],
)
def test_money_is_typed_in_wan_and_kept_in_yuan(text, yuan):
    form = typed(budget=text)
    assert form.validate()
    assert form.budget.data == yuan


def test_stored_money_is_shown_in_wan():
    assert 'value="360.5"' in Everything(data={"budget": 3_605_000}).budget()


@pytest.mark.parametrize("text", ["面议", "-3", "0.00001", "1e5"])
def test_money_that_cannot_be_read_is_refused_and_kept_as_typed(text):
    form = typed(budget=text)
    assert not form.validate()
    assert form.budget.data is None
    assert f'value="{text}"' in form.budget()


def test_a_number_refused_says_what_was_written():
    form = typed(value="明显提升")
    assert not form.validate()
    assert form.value.errors == ["写一个数，现在写的是“明显提升”"]


@pytest.mark.parametrize(("text", "value"), [("−5", "-5"), ("1 200", "1200"), (" 0.8 ", "0.8")])
def test_a_number_may_carry_a_typographic_minus_or_parted_thousands(text, value):
    assert typed(value=text).value.data == Decimal(value)


def test_tags_are_parted_by_any_mark_and_kept_once():
    assert typed(tags="铝合金、气孔，铝合金; 压铸").tags.data == ["铝合金", "气孔", "压铸"]
    assert not typed(tags="一、二、三、四").validate()


@pytest.mark.parametrize("text", ["2026-12-04", "2026/12/4", "2026年12月4日"])
def test_a_day_is_understood_as_people_write_it(text):
    assert typed(day=text).day.data == date(2026, 12, 4)


def test_a_day_that_does_not_exist_is_refused():
    assert not typed(day="2026-02-30").validate()


def test_local_time_is_kept_in_utc_and_shown_local():
    form = typed(at="2026-12-04T18:00")
    assert form.at.data == datetime(2026, 12, 4, 10, tzinfo=UTC)
    stored_naive = Everything(data={"at": datetime(2026, 12, 4, 10)})
    assert 'value="2026-12-04T18:00"' in stored_naive.at()


@pytest.mark.parametrize("text", ["2026-12-04", "2026-12-04 25:00", "明天"])
def test_a_time_without_its_hour_is_refused(text):
    assert not typed(at=text).validate()


def test_a_credit_code_is_tidied_before_it_is_checked():
    assert typed(code=" 9150 0000 ma5u 0000 0x ").code.data == "91500000MA5U00000X"
