"""需求体检 as a whole: the checks, what may make the work needless, what is near, what reads well."""

from dataclasses import dataclass

from app.needs.already import already_met
from app.needs.coach import Checkup, examine
from app.needs.examples import well_written
from app.needs.radar import duplicates_of


@dataclass(frozen=True)
class Counsel:
    checkup: Checkup
    already: list
    near: list
    examples: list


def counsel_of(need, user):
    """For whoever writes the need, and for whoever examines it: each sees what they may see."""
    checkup = examine(need)
    near = duplicates_of(need, user)
    shown = {one.need.id for one in near}
    examples = [one for one in well_written(need, checkup) if one.need.id not in shown]
    return Counsel(checkup, already_met(need), near, examples)
