"""Taking one row into the database: "created", "changed" or "unchanged", or NotRight with the reason."""

from dataclasses import dataclass, field

from sqlalchemy import select

from app.accounts.models import Organisation
from app.capabilities.models import Capability, CapabilityIndicator, CapabilityState
from app.chains.models import Chain, ChainNode
from app.clock import now
from app.extensions import db
from app.imports import columns
from app.imports.cells import NotRight
from app.imports.naming import is_sentence, name_from
from app.needs.models import Need, NeedIndicator
from app.numbering import next_number
from forms.validators import code_check_character


@dataclass
class Terms:
    """What holds for every row of one import: `state` of new rows, `organisation_id` where a row
    names none; ids found by name are remembered."""

    state: object
    organisation_id: int | None = None
    known: dict = field(default_factory=dict)

    def id_of(self, model, name):
        """The id of the row called `name`, or None."""
        if (model, name) not in self.known:
            found = db.session.scalar(select(model.id).where(model.name == name))
            self.known[model, name] = found
        return self.known[model, name]


def take_capability(row, terms):
    fields = columns.fields_of(row, columns.CAPABILITY)
    _name(fields, "summary")
    if not fields["title"]:
        raise NotRight("没有名称也没有简介")
    if fields.get("trl") is not None and fields["trl"] not in range(1, 10):
        raise NotRight("“技术成熟度”是 1 到 9 的整数")
    _place(fields, terms)
    if terms.state is CapabilityState.PUBLISHED:
        fields["published_at"] = now()
    return _write(Capability, CapabilityIndicator, "NL", fields, terms)


def take_need(row, terms):
    fields = columns.fields_of(row, columns.NEED)
    _name(fields, "problem")
    if not fields["title"]:
        raise NotRight("没有名称也没有技术难点")
    _place(fields, terms)
    return _write(Need, NeedIndicator, "XQ", fields, terms)


def take_organisation(row, terms):
    fields = columns.fields_of(row, columns.ORGANISATIONS)
    if not fields.get("name") or not fields.get("kind"):
        raise NotRight("要有单位名称和类型")
    code = fields.get("credit_code")
    if code and (len(code) != 18 or code_check_character(code[:17]) != code[17]):
        raise NotRight(f"统一社会信用代码 {code} 的校验位不对")
    existing = _existing(Organisation, fields)
    if existing is None and terms.id_of(Organisation, fields["name"]) is not None:
        raise NotRight(f"已经有一个叫“{fields['name']}”的单位")
    if existing is not None:
        return _change(existing, fields)
    db.session.add(Organisation(state=terms.state, **fields))
    terms.known.pop((Organisation, fields["name"]), None)
    return "created"


def _name(fields, told_in):
    """Give a name to what has none, or a sentence for one; the sentence is kept with the text."""
    title, text = fields.get("title", ""), fields.get(told_in, "")
    if title and not is_sentence(title):
        return
    if title and title not in text:
        fields[told_in] = f"{title}\n{text}".strip()
    fields["title"] = name_from(title or text)


def _place(fields, terms):
    """Turn the names of organisation, chain and node into rows."""
    name = fields.pop("organisation", "")
    organisation_id = terms.id_of(Organisation, name) if name else terms.organisation_id
    if organisation_id is None:
        raise NotRight(f"没有叫“{name}”的单位，先导入单位" if name else "没有写单位")
    fields["organisation_id"] = organisation_id
    for key, model in (("chain", Chain), ("node", ChainNode)):
        if called := fields.pop(key, ""):
            found = terms.id_of(model, called)
            if found is None:
                raise NotRight(f"没有叫“{called}”的{'产业链' if key == 'chain' else '环节'}")
            fields[f"{key}_id"] = found


def _write(model, row_model, prefix, fields, terms):
    rows = [row_model(position=n, **r) for n, r in enumerate(fields.pop("indicators", ()))]
    existing = _existing(model, fields)
    if existing is None:
        thing = model(number=next_number(prefix), state=terms.state, **fields)
        thing.indicators = rows
        db.session.add(thing)
        return "created"
    fields.pop("published_at", None)
    changed = _change(existing, fields)
    if [_figures(row) for row in existing.indicators] != [_figures(row) for row in rows]:
        existing.indicators = rows
        return "changed"
    return changed


def _existing(model, fields):
    key = fields.get("import_key")
    return key and db.session.scalar(select(model).where(model.import_key == key)) or None


def _change(thing, fields):
    different = {k: v for k, v in fields.items() if getattr(thing, k) != v}
    for name, value in different.items():
        setattr(thing, name, value)
    return "changed" if different else "unchanged"


def _figures(row):
    return row.name, row.operator, row.value, row.value_high, row.unit
