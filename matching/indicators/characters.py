"""One spelling for the many widths and dashes of Chinese text, character by character.

Every replacement keeps the length, so a position in the result is a position in the original.
"""

_SAME_LENGTH = {
    "µ": "μ",
    "\u2126": "Ω",  # the ohm, kelvin and angstrom signs
    "\u212a": "K",
    "\u212b": "Å",
    "︰": ":",
    "﹕": ":",
    "㎜": "㎜",
    "％": "%",
    "﹪": "%",
    "．": ".",
    "∶": ":",
    "＜": "<",
    "＞": ">",
    "＝": "=",
    "≦": "≤",
    "≧": "≥",
    "⩽": "≤",
    "⩾": "≥",
    "﹤": "<",
    "﹥": ">",
    "〈": "<",
    "〉": ">",
    "～": "~",
    "∼": "~",
    "〜": "~",
    "﹣": "-",
    "－": "-",
    "−": "-",
    "‑": "-",
    "‐": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "˗": "-",
    "Х": "×",
    "х": "×",
    "⨯": "×",
    "•": "·",
    "・": "·",
    "⋅": "·",
    "∙": "·",
    "‧": "·",
    "\u2032": "′",
    "\u2033": "″",
    "º": "°",
    "˚": "°",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u3000": " ",
    "﹢": "+",
    "﹙": "(",
    "﹚": ")",
}
_TABLE = {ord(old): new for old, new in _SAME_LENGTH.items()}
# Full-width ASCII, except the punctuation that also ends a Chinese clause.
_TABLE.update(
    {
        code: chr(code - 0xFEE0)
        for code in range(0xFF01, 0xFF5F)
        if chr(code) not in "，；！？" and code not in _TABLE
    }
)

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")


def plain(text: str) -> str:
    """The text in one spelling, of the same length."""
    return text.translate(_TABLE)
