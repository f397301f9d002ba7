"""What candidates may be narrowed by: chain, region, kind of organisation, maturity."""

from sqlalchemy import select

from app.accounts.models import ORGANISATION_KINDS, Organisation
from app.chains.models import Chain
from app.extensions import db

NAMES = ("chain", "region", "organisation_kind")
HIGHEST = 9
ANY = ("", "不限")


def index_filters(args):
    """{facet: allowed values} for the matcher, from an address; an empty choice asks nothing."""
    filters = {name: [args[name]] for name in NAMES if args.get(name)}
    level = args.get("trl", type=int)
    if level and 1 <= level <= HIGHEST:
        filters["trl"] = [str(value) for value in range(level, HIGHEST + 1)]
    return filters


def labels_of(filters):
    """{facet: 产业链：集成电路} of the filters in force, as the form names them."""
    found = {}
    for field in candidate_fields({name: values[0] for name, values in filters.items()}):
        if field["name"] in filters:
            shown = {str(value): label for value, label in field["choices"]}
            found[field["name"]] = f"{field['label']}：{shown.get(field['value'], field['value'])}"
    return found


def chain_choices():
    return db.session.execute(select(Chain.id, Chain.name).order_by(Chain.name)).all()


def region_choices():
    used = select(Organisation.region).where(Organisation.region != "").distinct()
    return [(region, region) for region in db.session.scalars(used.order_by(Organisation.region))]


def solver_kinds():
    offices = ("district", "commission")
    return [
        (kind.value, label) for kind, label in ORGANISATION_KINDS.items() if kind not in offices
    ]


def candidate_fields(args):
    """What the macro `filters` draws."""
    levels = [(str(level), f"{level} 以上") for level in range(1, HIGHEST + 1)]
    offered = (
        ("chain", "产业链", chain_choices()),
        ("region", "所在地", region_choices()),
        ("organisation_kind", "单位类型", solver_kinds()),
        ("trl", "成熟度", levels),
    )
    return [
        {
            "name": name,
            "label": label,
            "kind": "select",
            "value": args.get(name, ""),
            "choices": [ANY, *choices],
        }
        for name, label, choices in offered
    ]
