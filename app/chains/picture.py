"""A chain as a picture: its nodes, or where they are many, groups that open at a click."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from app.chains import drawing
from app.chains.listing import SEALS, SEGMENTS
from app.chains.models import STRENGTHS, Strength
from app.chains.queries import SEVERITY

MOST_NODES = 60  # more are folded into groups of one segment and one kind
NAME_LENGTH, BESIDE_A_MARK = 11, 8  # characters of a name that fit into a box


@dataclass(frozen=True)
class Fold:
    """Several nodes of one segment and kind, drawn as one box."""

    key: str
    name: str
    lines: list

    @property
    def strength(self):
        """The weakest inside decides what a person must see from far."""
        return max((line.node.strength for line in self.lines), key=lambda s: SEVERITY[Strength(s)])

    @property
    def counts(self):
        found = Counter(line.node.strength for line in self.lines)
        return [(STRENGTHS[s], SEALS[s], found[s]) for s in STRENGTHS if found[s]]

    @property
    def needs_count(self):
        return sum(line.needs_count for line in self.lines)

    @property
    def project_count(self):
        return sum(line.project_count for line in self.lines)


def picture(lines, supplies, opened=()):
    """The drawing of the NodeLines; `supplies` are pairs of node ids, `opened` keys of folds."""
    segments = _segments(lines)
    item_of, items = {}, []
    for fold in _folds(lines, segments):
        is_drawn_open = len(lines) <= MOST_NODES or len(fold.lines) == 1 or fold.key in opened
        for line in fold.lines:
            key = str(line.node.id) if is_drawn_open else fold.key
            item_of[line.node.id] = key
            if is_drawn_open:
                place = segments.index(line.node.segment)
                items.append(drawing.Item(key, place, line.node.demand_wan or 0, line))
        if not is_drawn_open:
            place = segments.index(fold.lines[0].node.segment)
            items.append(drawing.Item(fold.key, place, content=fold, count=len(fold.lines)))
    edges = {(item_of[a], item_of[b]) for a, b in supplies if a in item_of and b in item_of}
    return drawing.draw(items, edges), segments


def folds(lines):
    """Keys of the groups a person may open, where the chain is drawn in groups; else none."""
    if len(lines) <= MOST_NODES:
        return []
    return [fold for fold in _folds(lines, _segments(lines)) if len(fold.lines) > 1]


def short(name, has_mark=False):
    """The name as it fits into its box; a mark in the corner takes some of the room."""
    most = BESIDE_A_MARK if has_mark else NAME_LENGTH
    return name if len(name) <= most else name[: most - 1] + "…"


def _segments(lines):
    present = {line.node.segment for line in lines}
    return [*(s for s in SEGMENTS if s in present), *sorted(present - set(SEGMENTS))]


def _folds(lines, segments):
    groups = defaultdict(list)
    for line in lines:
        groups[line.node.segment, line.node.kind_id or 0].append(line)
    ordered = sorted(groups.items(), key=lambda entry: (segments.index(entry[0][0]), entry[0][1]))
    return [
        Fold(f"{segments.index(segment)}.{kind}", _name(segment, some), some)
        for (segment, kind), some in ordered
    ]


def _name(segment, lines):
    kind = lines[0].node.kind
    return f"{segment} · {kind.name if kind else '未分类'}"
