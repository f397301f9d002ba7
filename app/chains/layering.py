"""Which column each box of a chain's picture stands in, and the lanes its long lines take past others.

A lane is a narrow place kept free in a column, so that a line passes between boxes and never under one
(the dummy vertices of Sugiyama, Tagawa and Toda, 1981). Lines that leave one box share their lanes.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

ROWS = 10  # boxes a column takes before its segment gets another one
MOST_COLUMNS = 3  # of one segment; more would not fit a sheet
A_SHEET = 5  # columns that are read easily on one sheet


class Lane(NamedTuple):
    key: str  # of the box at its left end
    is_back: bool  # whether the line runs from right to left
    column: int


@dataclass(frozen=True)
class Layers:
    columns: list[list]  # keys of boxes and Lanes, from top to bottom
    segments: list[int]  # of each column
    routes: dict[
        tuple[str, str], list
    ]  # (supplier, customer): the places a line passes, left to right

    @property
    def steps(self):
        """{(place, place in the next column)}: the pieces of line between two columns."""
        return {
            step for route in self.routes.values() for step in zip(route, route[1:], strict=False)
        }


def layered(segment_of: dict[str, int], edges: list[tuple[str, str]]) -> Layers:
    """Columns of each segment from left to right; both ends of an edge may share a column."""
    keys_of, inside = defaultdict(list), defaultdict(list)
    for key, segment in segment_of.items():
        keys_of[segment].append(key)
    for a, b in edges:
        if segment_of[a] == segment_of[b]:
            inside[segment_of[a]].append((a, b))
    columns, segments = [], []
    for segment, count in sorted(_column_counts(keys_of, inside).items()):
        columns += _split(keys_of[segment], inside[segment], edges, count)
        segments += [segment] * count
    return Layers(columns, segments, _routes(columns, edges))


def _column_counts(keys_of, inside):
    """{segment: columns}: by length, then one more where boxes feed each other, while a sheet has room."""
    counts = {
        segment: min(MOST_COLUMNS, -(-len(keys) // ROWS)) for segment, keys in keys_of.items()
    }
    for segment in sorted(counts, key=lambda segment: -len(inside[segment])):
        if counts[segment] == 1 and inside[segment] and sum(counts.values()) < A_SHEET:
            counts[segment] = 2
    return counts


def _split(keys, inside, edges, count):
    """A segment in columns of like length: who supplies stands left of whom it supplies.

    Who has more lines to the left than to the right goes left, so that fewer lines pass a column.
    """
    pull, suppliers = dict.fromkeys(keys, 0), defaultdict(set)
    for a, b in edges:
        if a in pull:
            pull[a] += 1
        if b in pull:
            pull[b] -= 1
    for a, b in inside:
        suppliers[b].add(a)
    feeding, left, columns = {a for a, _ in inside}, list(keys), []
    for number in range(count):
        room = -(-len(left) // (count - number))
        waiting = {key for key in left if suppliers[key] & set(left)}
        chosen = sorted(left, key=lambda key: (key in waiting, key not in feeding, pull[key]))[
            :room
        ]  # noqa: B023 - used at once
        columns.append([key for key in keys if key in chosen])
        left = [key for key in left if key not in chosen]
    return columns


def _routes(columns, edges):
    place = {key: number for number, column in enumerate(columns) for key in column}
    routes = {}
    for a, b in edges:
        if place[a] == place[b]:
            continue
        is_back = place[a] > place[b]
        start, end = (b, a) if is_back else (a, b)
        lanes = [Lane(start, is_back, n) for n in range(place[start] + 1, place[end])]
        routes[a, b] = [start, *lanes, end]
        for lane in lanes:
            if lane not in columns[lane.column]:
                columns[lane.column].append(lane)
    return routes
