"""Rings of supply: nodes that, link by link, supply themselves."""


def rings(supplies):
    """One ring for every group of nodes that reach each other; `supplies` is {code: codes}.

    Strongly connected components (Tarjan 1972), walked without recursion, since a table may be long;
    then the shortest way round from the group's first node, which is what a person can check.
    """
    return [_shortest(group[0], supplies, set(group)) for group in _groups(supplies)]


def _groups(supplies):
    """Groups of two or more, each in the order of the table."""
    place = {code: number for number, code in enumerate(supplies)}
    index, low, on_stack, stack, found = {}, {}, set(), [], []
    for root in supplies:
        if root in index:
            continue
        work = [(root, iter(supplies[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            code, rest = work[-1]
            step = next((other for other in rest if other in place), None)
            if step is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[code])
                if low[code] == index[code]:
                    group = _pop(stack, on_stack, code)
                    if len(group) > 1:
                        found.append(sorted(group, key=place.get))
            elif step not in index:
                index[step] = low[step] = len(index)
                stack.append(step)
                on_stack.add(step)
                work.append((step, iter(supplies[step])))
            elif step in on_stack:
                low[code] = min(low[code], index[step])
    return sorted(found, key=lambda group: place[group[0]])


def _pop(stack, on_stack, until):
    group = []
    while True:
        code = stack.pop()
        on_stack.discard(code)
        group.append(code)
        if code == until:
            return group


def _shortest(start, supplies, group):
    """The fewest links from `start` back to itself, inside the group; breadth first."""
    came_from, order = {}, [start]
    for code in order:
        for other in supplies[code]:
            if other == start:
                return _way(code, came_from)
            if other in group and other not in came_from:
                came_from[other] = code
                order.append(other)
    raise AssertionError("a strongly connected group has a way round")


def _way(code, came_from):
    way = [code]
    while code in came_from:
        code = came_from[code]
        way.append(code)
    return way[::-1]
