"""Technical indicators: read from Chinese text, units converted, need held against capability."""

from matching.indicators.compare import compare, compare_all
from matching.indicators.convert import warm_up
from matching.indicators.reading import read_indicators

__all__ = ["compare", "compare_all", "read_indicators", "warm_up"]
