"""The order of the places inside each column of a chain's picture, so that few lines cross.

Sweeps by the mean place of the neighbours (barycentre), the best of them kept, then neighbours in a
column change places as long as that takes crossings away.
"""

from bisect import bisect_right, insort
from collections import defaultdict

SWEEPS = 8
EXCHANGES = 6


def ordered(columns: list[list], steps: set) -> list[list]:
    before, after = defaultdict(list), defaultdict(list)
    for a, b in steps:
        after[a].append(b)
        before[b].append(a)
    best = current = [list(column) for column in columns]
    fewest = crossings(best, after)
    for sweep in range(SWEEPS):
        current = _swept(current, before if sweep % 2 == 0 else after, sweep % 2 == 0)
        count = crossings(current, after)
        if count < fewest:
            best, fewest = current, count
    best = [list(column) for column in best]
    _exchange(best, before, after)
    return best


def crossings(columns, after):
    """How many pairs of lines cross between neighbouring columns."""
    count = 0
    for left, right in zip(columns, columns[1:], strict=False):
        place = {key: number for number, key in enumerate(right)}
        ends = []
        for key in left:
            reached = sorted(place[other] for other in after[key])
            count += sum(len(ends) - bisect_right(ends, end) for end in reached)
            for end in reached:
                insort(ends, end)
    return count


def _swept(columns, neighbours, from_left):
    columns = [list(column) for column in columns]
    for column, beside in _pairs(columns, from_left):
        place = {key: number for number, key in enumerate(beside)}
        share = len(beside) / max(len(column), 1)
        means = {
            key: _mean([place[other] for other in neighbours[key]], number * share)
            for number, key in enumerate(column)
        }
        column.sort(key=means.get)
    return columns


def _pairs(columns, from_left):
    """(column, the one it is ordered by), in the direction of the sweep."""
    along = columns if from_left else columns[::-1]
    return list(zip(along[1:], along, strict=False))


def _mean(values, otherwise):
    return sum(values) / len(values) if values else otherwise


def _exchange(columns, before, after):
    for _ in range(EXCHANGES):
        count = sum(_exchanged(columns, n, before, after) for n in range(len(columns)))
        if not count:
            return


def _exchanged(columns, number, before, after):
    """How many neighbours of this column changed places for the better."""
    column, sides = columns[number], []
    if number:
        sides.append(_sorted_places(column, columns[number - 1], before))
    if number + 1 < len(columns):
        sides.append(_sorted_places(column, columns[number + 1], after))
    count = 0
    for n in range(len(column) - 1):
        a, b = column[n], column[n + 1]
        if sum(_crossed(side[a], side[b]) - _crossed(side[b], side[a]) for side in sides) > 0:
            column[n], column[n + 1] = b, a
            count += 1
    return count


def _sorted_places(column, beside, neighbours):
    place = {key: number for number, key in enumerate(beside)}
    return {key: sorted(place[other] for other in neighbours[key]) for key in column}


def _crossed(upper, lower):
    """Crossings of the lines of two places when one stands over the other."""
    return sum(len(upper) - bisect_right(upper, end) for end in lower)
