"""Reading the demonstration's texts: a JSON file a chain, and one for what plays on it; our own."""

import json
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "content"
CHAINS = Path(__file__).parent / "chain_tables"
LEADING_NUMBER = re.compile(r"[−-]?\d+(?:\.\d+)?")


def chapters():
    """What plays on a chain, in the order of the files."""
    return [json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))]


def chains():
    """Every industry chain, those with a chapter and those without, in the order of the files."""
    return [json.loads(path.read_text()) for path in sorted(CHAINS.glob("*.json"))]


def yuan(wan):
    return None if wan is None else round(wan * 10_000)


def figure(text):
    """The number a remark such as "31（19000 r/min）" begins with, or None."""
    found = LEADING_NUMBER.match(str(text or ""))
    return float(found[0].replace("−", "-")) if found else None


def need_fields(row):
    kept = (
        "title", "list_kind", "base_category", "field", "keywords", "gap_kind", "urgency",
        "is_import_substitute", "import_source", "problem", "research_content", "application",
        "tried", "provided", "payment_terms", "duration_months", "min_trl", "solver_conditions",
        "consortium_allowed", "ip_terms", "cooperation", "allows_race",
    )  # fmt: skip
    fields = {name: row[name] for name in kept if row.get(name) is not None}
    money = {"budget_total": yuan(row.get("budget_total_wan")), "reward": yuan(row["reward_wan"])}
    return fields | money | {"is_declared_true": True}


def need_indicators(row):
    return [
        _figures(item)
        | {
            "current_value": figure(item.get("current")),
            "best_value": figure(item.get("best")),
            "test_method": item.get("test_method", ""),
            "is_hard": item.get("is_hard", False),
        }
        for item in row["indicators"]
    ]


def capability_fields(row):
    kept = (
        "title", "field", "keywords", "summary", "innovations", "comparison", "advantages_limits",
        "stage", "trl", "level", "patents", "cases", "cooperation", "available",
    )  # fmt: skip
    fields = {name: row[name] for name in kept if row.get(name) is not None}
    money = {
        "price_low": yuan(row.get("price_low_wan")),
        "price_high": yuan(row.get("price_high_wan")),
    }
    return fields | money | {"is_declared_true": True}


def capability_indicators(row):
    return [
        _figures(item) | {"basis": item.get("basis", ""), "tested_by": item.get("tested_by", "")}
        for item in row["indicators"]
    ]


def bid_fields(row):
    kept = (
        "leader", "leader_title", "team", "understanding", "route", "foundation", "risks",
        "ip_terms", "duration_months",
    )  # fmt: skip
    fields = {name: row[name] for name in kept if row.get(name) is not None}
    return fields | {"price": yuan(row["price_wan"]), "is_declared_true": True}


def bid_milestones(row):
    return [
        {
            "title": item["title"],
            "month": item["month"],
            "deliverable": item["deliverable"],
            "amount": yuan(item["amount_wan"]),
        }
        for item in row["milestones"]
    ]


def _figures(item):
    unit = item.get("unit") or ""
    return {
        "name": item["name"],
        "operator": item["operator"],
        "value": item["value"],
        "value_high": item.get("value_high"),
        "unit": "" if unit == "1" else unit,
    }
