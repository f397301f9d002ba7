"""When things happened: steps with a date before today, played in order under that date."""

from datetime import timedelta

from app.clock import now, pretending


class Schedule:
    """Steps are added in any order; `play` runs them from the oldest to the newest."""

    def __init__(self):
        self._began = now()
        self._steps = []

    def at(self, days, step, *args, **kwargs):
        """Run `step` as if it were `days` before today (negative: hours of today are not faked)."""
        self._steps.append((days, len(self._steps), step, args, kwargs))

    def instant(self, days):
        return self._began - timedelta(days=days)

    def play(self, progress=lambda steps: steps):
        for days, place, step, args, kwargs in progress(
            sorted(self._steps, key=lambda entry: (-entry[0], entry[1]))
        ):
            # Minutes apart, so that a timeline has an order a person can read.
            with pretending(self.instant(days) + timedelta(seconds=place % 3600)):
                step(*args, **kwargs)
