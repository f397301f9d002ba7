"""How one cell is read: text, lists, numbers, money in 万元, tables of indicators."""

import json
import re

SEPARATORS = re.compile(r"[;；、|\n]+")
YES, NO = {"是", "true", "1", "yes", "y", "可"}, {"否", "false", "0", "no", "n", "不可"}
OPERATORS = {"≥": ">=", "≤": "<=", ">": ">=", "<": "<=", "": "="}
KNOWN_OPERATORS = {">=", "<=", "=", "range"}


class NotRight(Exception):
    """A cell or a row cannot be taken; `str(error)` says why, for the report."""


def as_text(value):
    if isinstance(value, list):
        return "；".join(str(item).strip() for item in value)
    return str(value).strip()


def as_list(value):
    items = value if isinstance(value, list) else SEPARATORS.split(str(value))
    return [str(item).strip() for item in items if str(item).strip()]


def as_number(value):
    try:
        return float(str(value).replace(",", ""))
    except ValueError:
        raise NotRight(f"要写一个数，现在是“{value}”") from None


def as_count(value):
    number = as_number(value)
    if number != int(number) or number < 0:
        raise NotRight(f"要写一个整数，现在是“{value}”")
    return int(number)


def as_money(value):
    """Typed in 万元, kept in yuan."""
    number = as_number(value)
    if number < 0:
        raise NotRight("不能是负数")
    return round(number * 10_000)


def as_bool(value):
    said = str(value).strip().lower()
    if said in YES | NO:
        return said in YES
    raise NotRight(f"要写“是”或“否”，现在是“{value}”")


def as_indicators(value):
    """A list of {name, op|operator, value, unit}; a range's value is [low, high]."""
    rows = json.loads(value) if isinstance(value, str) else value
    return [_indicator(row) for row in rows]


def _indicator(row):
    if not isinstance(row, dict) or not row.get("name"):
        raise NotRight("里有一条指标没有名称")
    operator = str(row.get("operator") or row.get("op") or "=")
    operator = OPERATORS.get(operator, operator)
    value, high = row.get("value"), row.get("value_high")
    if isinstance(value, list):
        operator, (value, high) = "range", value
    if operator not in KNOWN_OPERATORS:
        raise NotRight(f"里“{row['name']}”的符号“{operator}”不认识")
    return {
        "name": str(row["name"])[:80],
        "operator": operator,
        "value": None if value is None else as_number(value),
        "value_high": None if high is None else as_number(high),
        "unit": str(row.get("unit") or "")[:24],
    }
