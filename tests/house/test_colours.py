"""Text can be read: every pair of colours that carries words has a contrast of 4.5 to 1."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "app" / "static" / "css" / "tokens.css"
GREYS = ("ink", "ink-2", "ink-3", "accent", "accent-dark", "ok", "warn", "bad", "mute")
PAIRS = [(text, ground) for text in GREYS for ground in ("paper", "wash")]
PAIRS += [(state, f"{state}-wash") for state in ("ok", "warn", "bad", "mute")]
PAIRS += [
    ("ink", "accent-wash"),
    ("accent", "accent-wash"),
    ("ink-3", "accent-wash"),
    ("paper", "accent"),
]
PAIRS += [("paper", "ink-2"), ("ink", "warn-wash"), ("ink-2", "bad-wash"), ("ink-2", "ok-wash")]


def tokens():
    found = re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b", TOKENS.read_text(encoding="utf-8"))
    return {
        name: value if len(value) == 7 else "#" + "".join(2 * c for c in value[1:])
        for name, value in found
    }


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(text, ground):
    colours = tokens()
    high, low = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5
