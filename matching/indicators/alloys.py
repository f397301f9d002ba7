"""Chemistry lists of alloys, where the figure stands right behind the symbol: C0.40~0.55、Si≤0.9%."""

import re

_SYMBOLS = (
    "Ac|Ag|Al|As|Au|Ba|Be|Bi|Ca|Cd|Ce|Co|Cr|Cu|Dy|Er|Eu|Fe|Ga|Gd|Ge|Hf|Hg|Ho|In|Ir|La|Li|Lu|Mg|Mn|"
    "Mo|Na|Nb|Nd|Ni|Os|Pb|Pd|Pr|Pt|RE|Re|Rh|Ru|Sb|Sc|Se|Si|Sm|Sn|Sr|Ta|Tb|Te|Th|Ti|Tl|Tm|Yb|Zn|Zr|"
    "B|C|F|H|K|N|O|P|S|U|V|W|Y"
)
_SYMBOL = re.compile(rf"(?<![A-Za-z\d\-])(?P<symbol>{_SYMBOLS})(?:含量)?\s?[:=为]?\s?$")
_BY_SHARE = re.compile(
    r"质量百分|重量百分|质量%|重量%|质量分数|wt\.?%|化学成分|成分组成|百分含量|百分比"
)


def symbol_before(text: str, start: int) -> str:
    """The element whose share the figure at `start` gives, or ""."""
    match = _SYMBOL.search(text[max(0, start - 8) : start])
    return match["symbol"] if match else ""


def is_by_share(text: str) -> bool:
    """Whether the sentence says that bare figures of elements are per cent."""
    return bool(_BY_SHARE.search(text))
