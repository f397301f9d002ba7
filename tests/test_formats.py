"""How figures, deadlines and quotations read on a page."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from app import formats
from matching.documents import Evidence, Indicator

NOW = datetime(2026, 11, 24, 1, 12, tzinfo=UTC)


def test_an_instant_is_told_by_the_clock_in_shanghai():
    assert formats.format_datetime(datetime(2026, 11, 22, 20, 30)) == "2026-11-23 04:30"
    assert formats.format_date(datetime(2026, 11, 22, 20, 30, tzinfo=UTC)) == "2026-11-23"
    assert formats.format_date(date(2026, 11, 22)) == "2026-11-22"


def test_a_time_element_carries_the_offset_for_machines():
    shown = formats.time_tag(datetime(2026, 11, 24, 1, 12))
    assert shown == '<time datetime="2026-11-24T09:12+08:00">2026-11-24 09:12</time>'


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (timedelta(days=6, hours=4, minutes=30), "还剩 6 天 4 小时"),
        (timedelta(hours=5, minutes=20), "还剩 5 小时 20 分"),
        (timedelta(seconds=30), "还剩不到 1 分钟"),
        (timedelta(seconds=-30), "超期 不到 1 分钟"),
        (timedelta(hours=-15, minutes=-10), "超期 15 小时"),
        (timedelta(days=-3, hours=-5), "超期 3 天"),
    ],
)
def test_a_deadline_says_what_is_left_or_how_late_it_is(left, told):
    assert formats.remaining(NOW + left, NOW) == told


def test_a_deadline_given_as_a_day_lasts_to_the_end_of_that_day():
    assert formats.remaining(date(2026, 11, 24), NOW) == "还剩 14 小时 48 分"


def test_a_deadline_is_urgent_within_two_days_and_late_after_it():
    assert formats.urgency(NOW + timedelta(days=3), NOW) == ""
    assert formats.urgency(NOW + timedelta(hours=47), NOW) == "soon"
    assert formats.urgency(NOW - timedelta(minutes=1), NOW) == "late"


def test_age_counts_from_a_naive_instant_as_utc():
    assert formats.age(datetime(2026, 11, 20, 8, 40), NOW) == "已 3 天 16 小时"


def test_money_is_told_in_wan_with_the_yuan_in_full():
    assert formats.money(3_600_000) == '<abbr title="3,600,000 元">360 万元</abbr>'
    assert formats.money(1_234_500) == '<abbr title="1,234,500 元">123.45 万元</abbr>'
    assert formats.money(None) == "面议"
    assert "280 至 330 万元" in formats.money_range(2_800_000, 3_300_000)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (6.0, "6"),
        (Decimal("0.80"), "0.8"),
        (1e-7, "0.0000001"),
        (1200, "1200"),
        (None, ""),
        (0, "0"),
    ],
)
def test_a_number_has_no_idle_zeros_and_no_powers_of_ten(value, shown):
    assert formats.number(value) == shown


def test_what_an_indicator_asks_reads_the_same_from_a_row_and_from_the_matcher():
    row = SimpleNamespace(operator="range", value=Decimal(20), value_high=Decimal(40))
    assert formats.goal(row) == "20 ~ 40"
    assert formats.goal(Indicator("温度", "range", (20, 40))) == "20 ~ 40"
    assert formats.goal(Indicator("强度", ">=", 260)) == "≥ 260"
    assert formats.goal(Indicator("强度", "=", None)) == "未写"


def test_marks_are_escaped_merged_and_kept_inside_the_sentence():
    evidence = Evidence("孔隙率<b>0.62%", ((0, 3), (2, 6), (90, 99)))
    assert formats.marked(evidence) == "<mark>孔隙率&lt;b&gt;</mark>0.62%"


def test_a_phone_number_keeps_only_its_ends():
    assert formats.mask_phone("13812341234") == "138****1234"


def test_typed_text_becomes_paragraphs_and_nothing_else():
    assert formats.paragraphs("一<i>\r\n二\r\n\r\n三") == "<p>一&lt;i&gt;<br>二</p>\n<p>三</p>"
