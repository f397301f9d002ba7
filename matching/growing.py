"""A column of numbers that grows at its end without being copied every time."""

import numpy as np


class Growing:
    """`values` is a view of what was appended, valid until the next change."""

    def __init__(self, dtype):
        self._room = np.zeros(0, dtype=dtype)
        self._size = 0

    def __len__(self):
        return self._size

    @property
    def values(self) -> np.ndarray:
        return self._room[: self._size]

    def append(self, values: np.ndarray) -> None:
        size = self._size + len(values)
        if size > len(self._room):
            room = np.empty(max(size, 1_024, size * 5 // 4), dtype=self._room.dtype)
            room[: self._size] = self.values
            self._room = room
        self._room[self._size : size] = values
        self._size = size

    def take_over(self, values: np.ndarray) -> None:
        """Holds these instead, without a copy."""
        self._room, self._size = values, len(values)
