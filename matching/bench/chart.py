"""Latency against size as an SVG, drawn by hand: both axes by powers of ten."""

import math
from collections.abc import Sequence

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 760, 440, 64, 24, 150, 48
_COLOURS = ("#1f5fa8", "#8a8f98", "#b4572b", "#3f7f4f", "#7a4f9a", "#a8892a", "#4a8f9a")


def drawn(rows: Sequence[dict]) -> str:
    """One line for every "dense" row that was measured at two sizes or more."""
    lines = {}
    for row in rows:
        if row["name"].startswith("dense "):
            point = (row["size"], row["p50_ms"])
            lines.setdefault(row["name"].removeprefix("dense "), []).append(point)
    lines = {name: sorted(points) for name, points in lines.items() if len(points) > 1}
    if not lines:
        return "<svg xmlns='http://www.w3.org/2000/svg'/>"
    order = sorted(lines, key=lambda name: (name != "ours", -lines[name][-1][1]))
    sizes = [size for points in lines.values() for size, _ in points]
    times = [took for points in lines.values() for _, took in points]
    x = _scale(min(sizes), max(sizes), _LEFT, _WIDTH - _RIGHT)
    y = _scale(min(times), max(times), _HEIGHT - _BOTTOM, _TOP)
    parts = [*_grid(sizes, times, x, y)]
    heights = _apart([y(lines[name][-1][1]) for name in order])
    for name, colour, height in zip(order, _COLOURS * 3, heights, strict=False):
        path = " ".join(f"{x(size):.1f},{y(took):.1f}" for size, took in lines[name])
        width = 3 if name == "ours" else 1.5
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
        )
        parts += [
            f'<circle cx="{x(size):.1f}" cy="{y(took):.1f}" r="{width}" fill="{colour}"/>'
            for size, took in lines[name]
        ]
        last = lines[name][-1][1]
        weight = ' font-weight="bold"' if name == "ours" else ""
        parts.append(
            f'<text x="{x(lines[name][-1][0]) + 10:.1f}" y="{height + 4:.1f}" fill="{colour}"{weight}>'
            f"{name} {last:.3g} ms</text>"
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="12">\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _scale(least, most, start, end):
    low, high = math.log10(least), math.log10(most)
    return lambda value: start + (end - start) * (math.log10(value) - low) / max(high - low, 1e-9)


def _grid(sizes, times, x, y):
    for power in range(math.ceil(math.log10(min(times))), math.floor(math.log10(max(times))) + 1):
        height, label = y(10**power), f"{10**power:g} ms"
        yield (
            f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{height:.1f}" y2="{height:.1f}" '
            f'stroke="#e3e5e8"/>'
        )
        yield f'<text x="{_LEFT - 8}" y="{height + 4:.1f}" text-anchor="end" fill="#555">{label}</text>'
    for size in sorted(set(sizes)):
        yield (
            f'<text x="{x(size):.1f}" y="{_HEIGHT - _BOTTOM + 22}" text-anchor="middle" '
            f'fill="#555">{size:,}</text>'
        )
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    yield (
        f'<text x="{middle}" y="{_HEIGHT - 8}" text-anchor="middle" fill="#555">'
        f"vectors of 256 numbers; median of one question, one core</text>"
    )


def _apart(heights, least=16):
    """The same heights, moved so that no two labels overlap, in the given order of the lines."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    moved, last = list(heights), -least
    for place in order:
        moved[place] = last = max(heights[place], last + least)
    return moved
