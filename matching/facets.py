"""Which rows carry which facet value, so that a filter is exact before anything is ranked."""

from collections.abc import Iterable, Mapping

import numpy as np

Filters = Mapping[str, Iterable[str]]


class FacetIndex:
    """Rows by facet and value; rows are numbered as in the other indexes."""

    def __init__(self):
        self._rows: dict[str, dict[str, list[int]]] = {}

    def add(self, row: int, facets: Mapping[str, Iterable[str]]) -> None:
        """Notes every value of every facet of one row."""
        for facet, values in facets.items():
            for value in values:
                self._rows.setdefault(facet, {}).setdefault(str(value), []).append(row)

    def mask(self, filters: Filters | None, size: int) -> np.ndarray | None:
        """bool per row: any wanted value within a facet, every facet; None when nothing is asked.

        A facet or value nobody carries lets nothing through.
        """
        passing = None
        for facet, wanted in (filters or {}).items():
            holds = np.zeros(size, dtype=bool)
            for value in wanted:
                holds[self._rows.get(facet, {}).get(str(value), [])] = True
            passing = holds if passing is None else passing & holds
        return passing
