"""The boxes above the lists of needs, as the filters macro draws them."""

from sqlalchemy import select

from app.accounts.models import ORGANISATION_KINDS
from app.chains.models import Chain, ChainNode
from app.extensions import db
from app.needs.listing import MONEY_BANDS, PUBLIC_SCOPES
from app.needs.models import LIST_KINDS, Need
from app.needs.queries import counts_by_state, regions_of
from app.workflow.registry import workflow_of

ANY = ("", "不限")
OFFICES = ("district", "commission")


def public_fields(args, seen):
    kinds = [(kind, label) for kind, label in ORGANISATION_KINDS.items() if kind not in OFFICES]
    bands = [(key, label) for key, (label, _, _) in MONEY_BANDS.items()]
    return [
        search_field(args, "工艺、材料、指标、单位或编号"),
        _select(args, "scope", "状态", [(key, label) for key, (label, _) in PUBLIC_SCOPES.items()]),
        *place_fields(args, seen),
        _select(args, "kind", "榜单类型", [ANY, *LIST_KINDS.items()]),
        _select(args, "money", "榜额", [ANY, *bands]),
        _select(args, "within", "截止", [ANY, *((str(n), f"{n} 天内") for n in (7, 15, 30))]),
        _select(args, "owner", "提出单位", [ANY, *kinds]),
    ]


def search_field(args, placeholder="名称、关键词、单位或编号"):
    return {
        "name": "q",
        "label": "找什么",
        "kind": "search",
        "value": args.get("q"),
        "placeholder": placeholder,
    }


def state_field(args, seen):
    """The states there are, each with how many of them `seen` holds."""
    counts = counts_by_state(seen)
    states = [state for state in workflow_of(Need).states if counts.get(state.code)]
    choices = [(s.code.value, f"{s.label}（{counts[s.code]}）") for s in states]
    return _select(args, "state", "状态", [("", f"全部（{sum(counts.values())}）"), *choices])


def place_fields(args, seen):
    chains = db.session.execute(select(Chain.id, Chain.name).order_by(Chain.name)).all()
    regions = [(name, name) for name in regions_of(seen)]
    return [
        _select(args, "chain", "产业链", [ANY, *map(tuple, chains)]),
        *node_field(args),
        _select(args, "region", "区县", [ANY, *regions]),
    ]


def node_field(args):
    """The link of the chain somebody came from, with a way out; nobody picks one of hundreds here."""
    node = db.session.get(ChainNode, args.get("node", 0, int))
    return [_select(args, "node", "环节", [ANY, (str(node.id), node.name)])] if node else []


def age_field(args):
    choices = [ANY, *((str(n), f"超过 {n} 天") for n in (3, 7, 15, 30))]
    return _select(args, "waiting", "等了", choices)


def _select(args, name, label, choices):
    return {
        "name": name,
        "label": label,
        "kind": "select",
        "choices": choices,
        "value": args.get(name),
    }
