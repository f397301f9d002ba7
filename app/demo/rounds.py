"""The four lists of the demonstration and which needs went out on which."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Round:
    """Days before today on which the list was published and closed."""

    name: str
    title: str
    published: float
    closed: float


LAST_YEAR = Round("last_year", "上年度第四批揭榜榜单", 560, 535)
SPRING = Round("spring", "本年度第一批揭榜榜单", 330, 305)
SUMMER = Round("summer", "本年度第二批揭榜榜单", 36, 9)
OPEN = Round("open", "本年度第三批揭榜榜单", 11, -12)
COMING = Round("coming", "本年度第四批揭榜榜单（编制中）", 0, -40)

ROUNDS = (LAST_YEAR, SPRING, SUMMER, OPEN, COMING)

BY_STATE = {
    "solved": LAST_YEAR,
    "failed": LAST_YEAR,
    "in_project": SPRING,
    "awarded": SUMMER,
    "bid_closed": SUMMER,
    "no_bid": SUMMER,
    "cancelled": SUMMER,
    "open": OPEN,
    "listed": COMING,
}


def round_of(need, project):
    """The list a need went out on; what is about to be accepted began long ago."""
    if project is not None and project["state"] == "acceptance_applied":
        return LAST_YEAR
    return BY_STATE.get(need["state"])


# Needs that never reached a list, and how many days ago they were handed in.
BEFORE_LISTS = {
    "draft": 6, "submitted": 4, "returned": 12, "recommended": 9, "vetted": 20, "refused": 25,
    "withdrawn": 30,
}  # fmt: skip
