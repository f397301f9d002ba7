"""Whom to invite first for a need that may find no bidder, and what each still lacks."""

from app.matches.forecast import PRICE, TRL
from app.matches.forecast_words import name
from app.matches.invitations import Choice
from app.matches.queries import by_capability

LISTED = 10
TICKED = 5  # beforehand: the officer reads each name, and an invitation to many is one to nobody


def proposals(need, forecast):
    """Choices, best first: who shows that all is met, who leaves least unsaid, who fails one thing.

    Ticked are only those that fail nothing and give some hard figure, where any is asked for, the
    best of each organisation.
    """
    begun = by_capability(need)
    hard = _hard(forecast)
    silent = {one.id: [key for key in hard if key not in one.offers] for one in forecast.fit}
    fit = sorted(forecast.fit, key=lambda one: len(silent[one.id]))  # stable: nearest text first
    ticked, found = set(), []
    for one in fit:
        is_new = len(ticked) < TICKED and one.organisation not in ticked
        is_ticked = is_new and (not hard or len(silent[one.id]) < len(hard))
        found.append(_choice(one.id, forecast, _said(silent[one.id], hard, forecast), is_ticked))
        if is_ticked and found[-1].capability.id not in begun:
            ticked.add(one.organisation)
    failing = ((id, keys) for id, keys in forecast.failures.items() if len(keys) == 1)
    found += [_choice(id, forecast, f"达不到：{_names(keys, forecast)}") for id, keys in failing]
    return [one for one in found if one.capability.id not in begun][:LISTED]


def _choice(id, forecast, remark, is_ticked=False):
    return Choice(forecast.capabilities[id], remark, is_ticked)


def _said(silent, hard, forecast):
    if not hard:
        return ""
    if not silent:
        return "硬指标都达到"
    if len(silent) == len(hard):
        return "硬指标一条也没有写"
    return f"没有写：{_names(silent, forecast)}"


def _hard(forecast):
    """Keys of the need's hard indicators."""
    keys = (one.condition.key for one in forecast.relaxations)
    return [key for key in keys if key not in (TRL, PRICE)]


def _names(keys, forecast):
    named = {one.condition.key: name(one.condition) for one in forecast.relaxations}
    return "、".join(named[key] for key in keys)
