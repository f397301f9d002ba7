"""Which rows carry which facet value, so that a filter is exact before anything is ranked."""

from array import array
from collections.abc import Iterable, Mapping

import numpy as np

Filters = Mapping[str, Iterable[str]]


class FacetIndex:
    """Rows by facet and value; rows are numbered as in the other indexes."""

    def __init__(self):
        self._rows: dict[str, dict[str, array]] = {}

    def add(self, row: int, facets: Mapping[str, Iterable[str]]) -> None:
        """Notes every value of every facet of one row."""
        for facet, values in facets.items():
            for value in values:
                rows = self._rows.setdefault(facet, {}).setdefault(str(value), array("i"))
                rows.append(row)

    def mask(self, filters: Filters | None, size: int) -> np.ndarray | None:
        """bool per row: any wanted value within a facet, every facet; None when nothing is asked.

        A facet or value nobody carries lets nothing through.
        """
        passing = None
        for facet, wanted in (filters or {}).items():
            holds = np.zeros(size, dtype=bool)
            for value in wanted:
                rows = self._rows.get(facet, {}).get(str(value))
                if rows is not None:
                    holds[np.array(rows)] = True
            passing = holds if passing is None else passing & holds
        return passing
