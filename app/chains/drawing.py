"""Where each box and each line of a chain's picture stands: geometry only, no colours, no database.

Layered drawing after Sugiyama, Tagawa and Toda (1981): columns from left to right, the order inside a
column by the mean place of the neighbours (barycentre), so that few lines cross.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, GAP = 212, 72  # of a box, and between two columns
TOP, SPACE = 46, 13  # under the column's heading, and between two boxes
LOW, HIGH = 54, 82  # height of a box by demand
MOST_LAYERS = 2  # columns that one segment may take; more would not fit a sheet
SWEEPS = 6


@dataclass(frozen=True)
class Item:
    """What a box shows; `segment` is its place among the segments, from 0."""

    key: str
    segment: int
    demand: float = 0.0
    content: object = None


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
    path: str


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


def draw(items: Sequence[Item], supplies: Iterable[tuple[str, str]]) -> Drawing:
    """Places every item; `supplies` are (supplier key, customer key), others are passed over."""
    by_key = {item.key: item for item in items}
    edges = sorted({(a, b) for a, b in supplies if a != b and a in by_key and b in by_key})
    columns = _columns(items, edges)
    _reorder(columns, edges)
    boxes = _placed(columns, max((item.demand for item in items), default=0))
    height = max((box.y + box.height for box in boxes.values()), default=TOP) + 2
    lines = [Line(by_key[a], by_key[b], _path(boxes[a], boxes[b])) for a, b in edges]
    width = len(columns) * (WIDTH + GAP) - GAP if columns else 0
    return Drawing(width, height, _headings(columns), list(boxes.values()), lines)


def _columns(items, edges):
    """[(segment, items)], left to right; a segment that feeds itself takes two columns."""
    segment_of = {item.key: item.segment for item in items}
    inside = [(a, b) for a, b in edges if segment_of[a] == segment_of[b]]
    layer = _layers(segment_of, inside)
    columns = defaultdict(list)
    for item in items:
        columns[item.segment, layer[item.key]].append(item)
    return [(place[0], columns[place]) for place in sorted(columns)]


def _layers(keys, edges):
    """{key: 0 or 1}: how far along its segment; cycles do not hang it, they end at the limit."""
    layer = dict.fromkeys(keys, 0)
    for _ in range(MOST_LAYERS - 1):
        for a, b in edges:
            if layer[a] == 0:
                layer[b] = min(MOST_LAYERS - 1, layer[a] + 1)
    return layer


def _reorder(columns, edges):
    neighbours = defaultdict(list)
    for a, b in edges:
        neighbours[a].append(b)
        neighbours[b].append(a)
    for sweep in range(SWEEPS):
        place = {
            item.key: index / max(len(column), 1)
            for _, column in columns
            for index, item in enumerate(column)
        }
        for _, column in columns if sweep % 2 == 0 else reversed(columns):
            column.sort(key=lambda item: _barycentre(item, neighbours, place))
            place |= {item.key: index / len(column) for index, item in enumerate(column)}


def _barycentre(item, neighbours, place):
    near = [place[key] for key in neighbours[item.key]]
    return sum(near) / len(near) if near else place[item.key]


def _placed(columns, most):
    heights = {
        item.key: LOW + (HIGH - LOW) * (item.demand / most) ** 0.5 if most else LOW
        for _, column in columns
        for item in column
    }
    tall = max((_stack(column, heights) for _, column in columns), default=0)
    boxes = {}
    for number, (_, column) in enumerate(columns):
        y = TOP + (tall - _stack(column, heights)) / 2
        for item in column:
            boxes[item.key] = Box(item, number * (WIDTH + GAP), round(y, 1), heights[item.key])
            y += heights[item.key] + SPACE
    return boxes


def _stack(column, heights):
    return sum(heights[item.key] for item in column) + SPACE * (len(column) - 1)


def _path(a, b):
    """From the right edge to the left one; inside a column, or backwards, around the right side."""
    x1, y1, y2 = a.x + a.width, a.middle, b.middle
    if b.x > a.x:
        bend = (x1 + b.x) / 2 if b.x - x1 <= GAP else b.x - GAP / 2
        return f"M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {b.x:g} {y2:g}"
    x2 = b.x + b.width
    bend = max(x1, x2) + GAP * 0.7
    return f"M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}"


def _headings(columns):
    """One heading a segment, over all of its columns."""
    spans = {}
    for number, (segment, column) in enumerate(columns):
        first, last, count = spans.get(segment, (number, number, 0))
        spans[segment] = (first, number, count + len(column))
    return [
        Column(segment, first * (WIDTH + GAP), (last - first) * (WIDTH + GAP) + WIDTH, count)
        for segment, (first, last, count) in spans.items()
    ]
