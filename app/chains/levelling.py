"""How high each place of a chain's picture stands: as near as it can to those it is joined with.

Sweeps over the columns; in each the order stays, and the least squares from the wished heights are kept.
"""

from collections import defaultdict

from app.chains.layering import Lane

SPACE, BESIDE_A_LANE = 13, 7  # between two boxes, and between a box and a passing line
LANE = 9  # height of the place of a line that passes a column
SWEEPS = 10
STRAIGHT = 3  # how much more a passing line wants to run level than a box


def levelled(columns: list[list], steps: set, heights: dict[str, float]) -> dict:
    """{place: its top, from 0}; `heights` of boxes, a lane has one height."""
    before, after = defaultdict(list), defaultdict(list)
    for a, b in steps:
        after[a].append(b)
        before[b].append(a)
    packed = [_packed(column, heights) for column in columns]
    tall = max((stack for _, stack in packed), default=0)
    tops = {
        place: (tall - stack) / 2 + down
        for offset, stack in packed
        for place, down in offset.items()
    }
    half = {place: heights.get(place, LANE) / 2 for place in tops}
    for sweep in range(SWEEPS):
        is_last = sweep >= SWEEPS - 2
        sides = (before, after) if is_last else (after,) if sweep % 2 else (before,)
        for offset, stack in reversed(packed) if sweep % 2 else packed:
            wishes = []
            for place, down in offset.items():
                near = [tops[other] + half[other] for side in sides for other in side[place]]
                wish = sum(near) / len(near) - half[place] if near else tops[place]
                weight = STRAIGHT if isinstance(place, Lane) else 1 if near else 0.1
                wishes.append((wish - down, weight))
            for (place, down), level in zip(offset.items(), _rising(wishes), strict=True):
                tops[place] = min(max(level, 0), tall - stack) + down
    return tops


def _packed(column, heights):
    """({place: how far below the first when packed}, height of the packed column)"""
    offset, y, above = {}, 0, None
    for place in column:
        if above is not None:
            y += (SPACE, BESIDE_A_LANE, 0)[isinstance(above, Lane) + isinstance(place, Lane)]
        offset[place] = y
        y += heights.get(place, LANE)
        above = place
    return offset, y


def _rising(wishes):
    """The values nearest to the wishes [(value, weight)] that never fall: pool adjacent violators."""
    pools = []  # [mean, weight, count]
    for value, weight in wishes:
        pools.append([value, weight, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, heavy, count = pools.pop()
            last = pools[-1]
            last[0] = (last[0] * last[1] + mean * heavy) / (last[1] + heavy)
            last[1] += heavy
            last[2] += count
    return [mean for mean, _, count in pools for _ in range(count)]
