"""The picture of a chain: nothing overlaps, no line runs under a box, few cross, many nodes fold."""

import itertools
import random
import re

from app.chains.drawing import GAP, Item, draw
from app.chains.models import Chain, ChainNode
from app.chains.picture import MOST_NODES, folds, picture
from app.chains.queries import NodeLine


def _overlap(a, b):
    beside = a.x + a.width <= b.x or b.x + b.width <= a.x
    return not beside and a.y < b.y + b.height and b.y < a.y + a.height


def test_no_box_covers_another():
    items = [Item(str(n), n % 3, demand=n) for n in range(40)]
    boxes = draw(items, [(str(n), str(n + 1)) for n in range(39)]).boxes
    assert len(boxes) == 40
    assert not any(_overlap(a, b) for a, b in itertools.combinations(boxes, 2))


def test_a_segment_that_feeds_itself_takes_two_columns_and_its_lines_go_forward():
    drawn = draw([Item("steel", 0), Item("gear", 1), Item("box", 1)],
                 [("steel", "gear"), ("gear", "box")])  # fmt: skip
    x = {box.item.key: box.x for box in drawn.boxes}
    assert x["steel"] < x["gear"] < x["box"]
    assert [(column.segment, column.count) for column in drawn.columns] == [(0, 1), (1, 2)]


def test_a_long_segment_stands_in_columns_of_like_length_suppliers_first():
    items = [Item(str(n), 0) for n in range(26)]
    drawn = draw(items, [(str(n), "25") for n in range(5)])
    columns = [len(list(boxes)) for _, boxes in _by_x(drawn)]
    assert columns == [9, 9, 8]
    x = {box.item.key: box.x for box in drawn.boxes}
    assert all(x[str(n)] < x["25"] for n in range(5))


def _by_x(drawn):
    boxes = sorted(drawn.boxes, key=lambda box: box.x)
    return itertools.groupby(boxes, key=lambda box: box.x)


def _level_stretches(path):
    """(x, next x, y) wherever a path runs level; its curves are checked to stay between two columns."""
    x = y = None
    for kind, numbers in re.findall(r"([MCH])([^MCH]*)", path):
        values = [float(number) for number in numbers.split()]
        if kind == "C":
            assert abs(values[4] - x) == GAP
        if kind == "H":
            yield min(x, values[0]), max(x, values[0]), y
        x, y = (values[0], y) if kind == "H" else values[-2:]


def test_no_line_runs_under_a_box():
    draw_one = random.Random(7)
    items = [Item(str(n), n // 14, demand=n) for n in range(42)]
    supplies = {(str(draw_one.randrange(42)), str(draw_one.randrange(42))) for _ in range(70)}
    drawn = draw(items, supplies)
    across = [
        line for line in drawn.lines if abs(_x(drawn, line.source) - _x(drawn, line.target)) > 1
    ]
    assert len(across) > 40
    for line in across:
        for start, end, y in _level_stretches(line.path):
            for box in drawn.boxes:
                is_beside = box.x + box.width <= start or box.x >= end
                assert is_beside or not box.y < y < box.y + box.height


def _x(drawn, item):
    return next(box.x for box in drawn.boxes if box.item is item)


def test_a_line_back_ends_at_its_customer_and_says_that_it_runs_back():
    drawn = draw([Item("a", 0), Item("b", 1), Item("c", 2)], [("c", "a")])
    (line,) = drawn.lines
    assert not line.is_forward
    start, end = re.match(r"M([\d.]+)", line.path).group(1), re.findall(r"[\d.]+", line.path)[-2]
    assert float(start) > float(end)


def test_a_ring_of_supply_is_drawn_and_does_not_hang():
    drawn = draw([Item("a", 0), Item("b", 0)], [("a", "b"), ("b", "a"), ("a", "a")])
    assert len(drawn.lines) == 2


def test_neighbours_stand_side_by_side_so_that_their_lines_do_not_cross():
    left, right = [Item(f"l{n}", 0) for n in range(8)], [Item(f"r{n}", 1) for n in range(8)]
    random.Random(5).shuffle(right)
    drawn = draw([*left, *right], [(f"l{n}", f"r{n}") for n in range(8)])
    y = {box.item.key: box.y for box in drawn.boxes}
    order = sorted(range(8), key=lambda n: y[f"l{n}"])
    assert order == sorted(range(8), key=lambda n: y[f"r{n}"])


def test_more_is_bought_the_taller_the_box():
    drawn = draw([Item("little", 0, demand=1), Item("much", 0, demand=100)], [])
    height = {box.item.key: box.height for box in drawn.boxes}
    assert height["much"] > height["little"]


def _lines(count):
    chain = Chain(name="长链")
    segments = ("上游", "中游", "下游")
    return [
        NodeLine(
            ChainNode(
                id=n,
                chain=chain,
                name=f"环节{n}",
                segment=segments[n % 3],
                kind_id=n % 4 + 1,
                strength=("gap", "firm")[n % 2],
                position=n,
            )  # fmt: skip
        )
        for n in range(1, count + 1)
    ]


def test_three_hundred_nodes_fold_into_groups_that_open():
    lines = _lines(300)
    supplies = [(n, n + 1) for n in range(1, 300)]
    folded, _ = picture(lines, supplies)
    assert len(folded.boxes) == len(folds(lines)) == 12
    assert [column.count for column in folded.columns] == [100, 100, 100]
    opened, _ = picture(lines, supplies, opened=[folds(lines)[0].key])
    assert len(opened.boxes) == 11 + 25


def test_three_hundred_nodes_all_opened_are_placed_once_each_and_do_not_cover_each_other():
    # How long it takes is a benchmark, not a test: `flask chains measure` prints it.
    lines = _lines(300)
    supplies = [(n, m) for n in range(1, 300) for m in (n + 1, n + 7) if m <= 300]
    drawn, _ = picture(lines, supplies, opened=[fold.key for fold in folds(lines)])
    assert len(drawn.boxes) == 300
    places = {(box.x, box.y) for box in drawn.boxes}
    assert len(places) == 300


def test_a_chain_that_fits_is_never_folded():
    assert folds(_lines(MOST_NODES)) == []
