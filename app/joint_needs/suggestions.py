"""合并建议: needs of different enterprises about one problem, computed anew, never stored as such."""

from dataclasses import dataclass

from app.joint_needs.queries import ON_A_LIST, POOL, pool, turned_down
from app.matches import alike


@dataclass(frozen=True)
class Group:
    """`needs` could be joined, `listed` are about the same and already on a list."""

    needs: list
    listed: list
    likeness: float
    before: list  # (joint need, how many of these were in it): turned down, but there is more now

    @property
    def ids(self):
        return [need.id for need in (*self.needs, *self.listed)]

    @property
    def enterprises(self):
        return {need.organisation_id: need.organisation for need in self.needs}

    @property
    def can_be_joined(self):
        return len(self.enterprises) > 1

    @property
    def reward(self):
        return sum(need.reward for need in self.needs)


def suggestions(user):
    """The groups worth looking at, those that can be joined first; what was turned down as a whole
    does not come back, more of the same does and says so."""
    needs, refused = pool(user), turned_down()
    found = []
    for kind in sorted({need.list_kind for need in needs}):
        groups = alike.groups_of([need for need in needs if need.list_kind == kind])
        found += [group_of(rows, likeness, refused) for rows, likeness in groups]
    fresh = [group for group in found if not _is_turned_down(group, refused)]
    return sorted(fresh, key=lambda group: not group.can_be_joined)


def group_of(needs, likeness=0.0, refused=None):
    ids = {need.id for need in needs}
    refused = turned_down() if refused is None else refused
    return Group(
        [need for need in needs if need.state in POOL],
        [need for need in needs if need.state in ON_A_LIST],
        likeness,
        [
            (joint, len(ids & members))
            for joint, members in refused.items()
            if len(ids & members) > 1
        ],
    )


def _is_turned_down(group, refused):
    return any(set(group.ids) <= members for members in refused.values())
