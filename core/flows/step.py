"""Where one is in a wizard: an order of steps, and the current one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, Generic, TypeVar

PASSWORD: Final = "Password"  # noqa: S105 - the name of a step that several wizards have

S = TypeVar("S", bound=StrEnum)


class Steps(Generic[S]):
    """The value of a step is its name for people."""

    def __init__(self, order: Sequence[S]) -> None:
        assert order
        self._order = tuple(order)
        self._at = 0

    @property
    def current(self) -> S:
        return self._order[self._at]

    @property
    def number(self) -> int:
        """Counts from 0."""
        return self._at

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(step.value for step in self._order)

    def go(self, step: S) -> None:
        """Raises ValueError for a step that this way does not have."""
        self._at = self._order.index(step)

    def on(self) -> None:
        """The next step; the last one stays."""
        self._at = min(self._at + 1, len(self._order) - 1)

    def take_way(self, order: Sequence[S]) -> None:
        """Another way from here on. The current step must be on it, else ValueError."""
        at = tuple(order).index(self.current)
        self._order, self._at = tuple(order), at
