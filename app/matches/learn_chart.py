"""Where things stand in the reliability plot, in units of its drawing: 0 to 100 both ways."""

from math import sqrt


def reliability_plot(bins):
    """One mark a bin: {x, y, low, high, r, count, label}; y grows upwards, as the template turns it."""
    most = max((one.count for one in bins), default=1)
    return [
        {
            "x": round(100 * one.said, 1),
            "y": round(100 * one.right, 1),
            "low": round(100 * one.least, 1),
            "high": round(100 * one.most, 1),
            "r": round(1.2 + 2.2 * sqrt(one.count / most), 2),
            "count": one.count,
        }
        for one in bins
    ]
