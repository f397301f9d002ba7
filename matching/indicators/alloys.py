"""Chemistry lists of alloys, where the figure stands right behind the symbol: C0.40~0.55、Si≤0.9%."""

import re

from matching.documents import Indicator

_SYMBOLS = (
    "Ac|Ag|Al|As|Au|Ba|Be|Bi|Ca|Cd|Ce|Co|Cr|Cu|Dy|Er|Eu|Fe|Ga|Gd|Ge|Hf|Hg|Ho|In|Ir|La|Li|Lu|Mg|Mn|"
    "Mo|Na|Nb|Nd|Ni|Os|Pb|Pd|Pr|Pt|RE|Re|Rh|Ru|Sb|Sc|Se|Si|Sm|Sn|Sr|Ta|Tb|Te|Th|Ti|Tl|Tm|Yb|Zn|Zr|"
    "B|C|F|H|K|N|O|P|S|U|V|W|Y"
)
_SYMBOL = re.compile(
    rf"(?<![A-Za-z\d\-])(?P<symbol>(?:(?:{_SYMBOLS})\+)*(?:{_SYMBOLS})(?:含量)?)\s?[:=为]?\s?$"
)
_LETTER = re.compile(r"[A-Za-z]")
_BY_SHARE = re.compile(
    r"质量百分|重量百分|质量%|重量%|质量分数|wt\.?%|化学成分|成分组成|百分含量|百分比"
)


_OXIDE = re.compile(rf"\s?的?(?P<what>(?:(?:{_SYMBOLS})\d{{0,2}})+)(?![A-Za-z\d])")
_COUNTED_BY = re.compile(r"[以按](?:wt\.?|质量|重量|mol|摩尔)?(?:百分比|%)计")


def share_of_compound(text: str, quantity, sentence: str) -> Indicator | None:
    """以wt%计包含：18-63的WC: the unit is said once for the whole list."""
    if quantity.unit or not _COUNTED_BY.search(text[: quantity.start]):
        return None
    match = _OXIDE.match(text, quantity.end)
    if not match or text[quantity.end : quantity.end + 1] != "的":
        return None
    return Indicator(match["what"], quantity.op, quantity.value, "%", "composition", sentence)


def share_of_element(text: str, quantity, sentence: str) -> Indicator | None:
    """The share of an element in an alloy; bare figures count where the list is by mass."""
    match = _SYMBOL.search(text[max(0, quantity.start - 8) : quantity.start])
    is_share = quantity.unit == "%" or (not quantity.unit and _BY_SHARE.search(text))
    if not match or not is_share or _LETTER.match(text, quantity.end):
        return None
    if not quantity.unit and quantity.op == "=" and float(quantity.value).is_integer():
        return None  # Mn2 in a formula
    return Indicator(match["symbol"], quantity.op, quantity.value, "%", "composition", sentence)
