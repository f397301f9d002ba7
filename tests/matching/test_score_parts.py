"""What the parts of a score are worth."""

import pytest

from matching import Comparison, Document, Indicator
from matching.ranking import HALF_WAY, score_parts

NEED = Document("n", "轴承温升控制", indicators=(Indicator("温升", "<=", 20, "℃", is_hard=True),))
MET = (Comparison(NEED.indicators[0], "met"),)


def _points(text):
    return {part.name: part for part in score_parts(NEED, Document("c", "x"), text, MET)}


def test_a_figure_met_counts_in_full_where_the_text_is_about_the_same_thing():
    part = _points(HALF_WAY)["indicators"]
    assert part.points == part.out_of


def test_the_same_figure_of_something_else_counts_only_in_part_and_says_so():
    near, far = _points(HALF_WAY)["indicators"], _points(0.05)["indicators"]
    assert far.points < near.points / 4
    assert "文字相差较远" in far.why
    assert _points(0.0)["indicators"].points == pytest.approx(0)
