"""Where each box and each line of a chain's picture stands: geometry only, no colours, no database.

Columns (layering), the order in each (ordering), heights (levelling), then the lines.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.chains.layering import Lane, layered
from app.chains.levelling import LANE, levelled
from app.chains.ordering import ordered

WIDTH, GAP = 194, 58  # of a box, and between two columns
TOP = 46  # under the heading of a segment
LOW, HIGH = 46, 72  # height of a box by demand
BULGE = 34  # how far a line inside a column swings out
WIDEST = 6 * (WIDTH + GAP)  # shrunk to a page, the words are still read


@dataclass(frozen=True)
class Item:
    """What a box shows; `segment` is its place among the segments, from 0."""

    key: str
    segment: int
    demand: float = 0.0
    content: object = None
    count: int = 1  # of nodes that the box stands for


@dataclass(frozen=True)
class Box:
    item: Item
    x: float
    y: float
    height: float
    width: float = WIDTH

    @property
    def middle(self):
        return self.y + self.height / 2


@dataclass(frozen=True)
class Line:
    source: Item
    target: Item
    path: str  # ends at the target
    is_forward: bool  # from left to right, as most do


@dataclass(frozen=True)
class Column:
    segment: int
    x: float
    width: float
    count: int


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    columns: list[Column]
    boxes: list[Box]
    lines: list[Line]

    @property
    def is_long(self):
        """Too wide to be read when it is shrunk to the width of a page."""
        return self.width > WIDEST


def draw(items: Sequence[Item], supplies: Iterable[tuple[str, str]]) -> Drawing:
    """Places every item; `supplies` are (supplier key, customer key), others are passed over."""
    by_key = {item.key: item for item in items}
    edges = sorted({(a, b) for a, b in supplies if a != b and a in by_key and b in by_key})
    layers = layered({item.key: item.segment for item in items}, edges)
    columns = ordered(layers.columns, layers.steps)
    heights = _heights(items)
    tops = levelled(columns, layers.steps, heights)
    x_of = {place: n * (WIDTH + GAP) for n, column in enumerate(columns) for place in column}
    boxes = {
        key: Box(item, x_of[key], round(TOP + tops[key], 1), heights[key])
        for key, item in by_key.items()
    }
    points = {
        place: (x, round(TOP + tops[place] + heights.get(place, LANE) / 2, 1))
        for place, x in x_of.items()
    }
    lines = [
        Line(by_key[a], by_key[b], *_path(a, b, layers.routes.get((a, b)), points))
        for a, b in edges
    ]
    height = max((box.y + box.height for box in boxes.values()), default=TOP) + 2
    last = set(columns[-1]) if columns else ()
    swings_out = any(a in last and b in last for a, b in edges)
    width = len(columns) * (WIDTH + GAP) - GAP + BULGE * swings_out if columns else 0
    return Drawing(
        width, height, _headings(columns, layers.segments, by_key), list(boxes.values()), lines
    )


def _heights(items):
    most = max((item.demand for item in items), default=0)
    share = {item.key: (item.demand / most) ** 0.5 if most else 0 for item in items}
    return {key: round(LOW + (HIGH - LOW) * part, 1) for key, part in share.items()}


def _path(a, b, route, points):
    """(path, whether it runs left to right); inside a column it swings out to the right."""
    if route is None:
        (x, y1), (_, y2) = points[a], points[b]
        right = x + WIDTH
        bend = right + BULGE
        return f"M{right:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {right:g} {y2:g}", False
    x, y = points[route[0]]
    knots = [(x + WIDTH, y)]
    for place in route[1:]:
        x, y = points[place]
        knots += [(x, y), (x + WIDTH, y)]
    knots.pop()
    if route[0] == b:
        knots.reverse()
    parts = [f"M{knots[0][0]:g} {knots[0][1]:g}"]
    for (x1, y1), (x2, y2) in zip(knots, knots[1:], strict=False):
        if y1 == y2:
            parts.append(f"H{x2:g}")
        else:
            bend = (x1 + x2) / 2
            parts.append(f"C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}")
    return "".join(parts), route[0] == a


def _headings(columns, segments, by_key):
    """One heading a segment, over all of its columns."""
    spans = {}
    for number, (segment, column) in enumerate(zip(segments, columns, strict=True)):
        first, _, count = spans.get(segment, (number, number, 0))
        count += sum(by_key[place].count for place in column if not isinstance(place, Lane))
        spans[segment] = (first, number, count)
    return [
        Column(segment, first * (WIDTH + GAP), (last - first) * (WIDTH + GAP) + WIDTH, count)
        for segment, (first, last, count) in spans.items()
    ]
