"""Units as people write them, and numbers carried from one into another."""

import pytest

from matching.indicators.convert import convert
from matching.indicators.unit_symbols import COUNT_FORMS, MEASURE_FORMS
from matching.indicators.units import canonical, unit_at


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        ("微米", "μm"),
        ("um", "μm"),
        ("转/分", "r/min"),
        ("mg·L-1", "mg/L"),
        ("W/m·K", "W/(m·K)"),
        ("g/cm3", "g/cm³"),
        ("/K", "1/K"),
        ("重量%", "%"),
        ("千瓦时/吨", "kWh/t"),
        ("dB(A)", "dB"),
    ],
)
def test_one_symbol_for_every_way_of_writing_a_unit(written, symbol):
    assert canonical(written) == symbol


def test_a_unit_ends_where_another_word_begins():
    assert unit_at("5级联电路", 1) == ("", 1)
    assert unit_at("5mm厚", 1) == ("mm", 3)


@pytest.mark.parametrize(
    ("value", "unit", "target", "expected"),
    [
        (0.06, "cm³/s", "mL/min", 3.6),
        (350, "bar", "MPa", 35),
        (850, "K", "℃", 576.85),
        (1.8, "‰", "%", 0.18),
        (300, "ppm", "%", 0.03),
        (500, "d", "h", 12000),
        (2, "件/min", "件/h", 120),
        (1, "倍", "%", 100),
        (5, "cSt", "mm²/s", 5),
        ((230, 400), "K", "℃", (-43.15, 126.85)),
    ],
)
def test_numbers_are_carried_into_another_unit(value, unit, target, expected):
    assert convert(value, unit, target) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("unit", "target"),
    [("HV", "HRC"), ("次", "h"), ("mg/m³", "mg/100g"), ("dB", "dBm"), ("件", "台"), ("%", "MPa")],
)
def test_units_of_different_things_are_never_converted(unit, target):
    assert convert(1.0, unit, target) is None


def test_a_difference_of_temperature_is_no_temperature():
    assert convert(2, "mm/℃", "mm/K") == pytest.approx(2)


@pytest.mark.parametrize("symbol", sorted({*MEASURE_FORMS.values(), *COUNT_FORMS.values()}))
def test_every_symbol_of_the_table_converts_to_a_rate_by_the_hour(symbol):
    assert convert(1, f"{symbol}/min", f"{symbol}/h") == pytest.approx(60)
