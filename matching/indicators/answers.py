"""Puts a verdict into words: the comparison a page shows."""

from matching.documents import Comparison
from matching.indicators import conditions, notes
from matching.indicators.characters import plain

CHANGES = ("increase", "decrease")


def comparison(required, asked, offer, value, verdict):
    note = notes.distance(verdict, asked.value, value, asked.unit)
    if (
        offer.unit != asked.unit
        and value is not None
        and offer.op not in CHANGES
        and asked.op not in CHANGES
    ):
        shown = notes.converted(offer.value, offer.unit, value, asked.unit)
        note = f"{shown}；{note}" if note else shown
    status = verdict.status
    if status == "met" and (easier := _easier(required, offer)):
        status, note = "near", f"只在更宽松的{easier}条件下达到"
    return Comparison(required, status, offer, value, note, offer.text)


def _easier(required, offer):
    asked = conditions.stated(required.name, required.unit)
    if not asked:
        return ""
    given = conditions.stated(plain(offer.text), offer.unit)
    if asked.get("温度") == conditions.ROOM_TEMPERATURE and "温度" in given:
        asked.pop("温度")
    return conditions.gentler(asked, given)


def unknown(required, offer, note):
    return Comparison(required, "unknown", offer, None, note, offer.text)
